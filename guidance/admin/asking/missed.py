"""Queries that found nothing, or no answer: made other wordings of an entry, or let go."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import page_url
from guidance.admin.asking.rights import may_see, may_settle
from guidance.admin.saving.committing import committed
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.showing import shows_again
from guidance.admin.saving.wordings import said
from guidance.core.wordings.lines import MAX_SIGNS, WHOLE, read_lines
from guidance.models import FaqEntry, License, MissedQuery, Tree
from guidance.models.wordings import ASKED_OFTEN, KEPT_DAYS
from guidance.services.drafts.holding import Draft
from guidance.services.wordings.keeping import add

_SHOWN = 200


_NAMES = {"faqentry": FaqEntry, "tree": Tree, "license": License}


class AlsoForm(TypedForm, forms.Form):
    """Of which document a query becomes another wording, chosen by its title."""

    of = forms.ChoiceField(label=gettext_lazy("Also asked as of"))
    words = forms.CharField(
        label=gettext_lazy("As it is kept"),
        max_length=MAX_SIGNS,
        help_text=gettext_lazy("Correct it if you like: the search forgives small slips."),
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "size": 80}),
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = [("", "---------"), *_choices(user)]
        self.fields["of"].choices = choices  # type: ignore[attr-defined]

    def clean_words(self) -> str:
        lines, problems = read_lines(self.cleaned_data["words"])
        if problems:
            raise forms.ValidationError(problems)
        return lines[0]

    @property
    def row(self) -> Draft:
        name, _slash, pk = self.cleaned_data["of"].partition("/")
        model: Any = _NAMES[name]
        found: Draft = get_object_or_404(model, pk=pk)
        return found


def _choices(user: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the documents that somebody may change, by their titles (three queries)."""
    found = []
    for name, model in _NAMES.items():
        if user.has_perm(f"guidance.change_{name}"):
            rows: Any = model._default_manager
            if model is License:
                rows = rows.filter(terms__isnull=False).distinct()
            titles = [(f"{name}/{row.pk}", str(row)) for row in rows.all()]
            if titles:
                found.append((str(model._meta.verbose_name_plural), titles))
    return found


def missed_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """List the queries that were asked often enough, the most asked first."""
    if not may_see(request.user):
        raise PermissionDenied
    queries = MissedQuery.objects.often(on=timezone.localdate())[:_SHOWN]
    context = {
        **site.each_context(request),
        "title": _("Queries without an answer"),
        "queries": queries,
        "often": ASKED_OFTEN,
        "days": KEPT_DAYS,
        "may_settle": may_settle(request.user),
    }
    return TemplateResponse(request, "admin/guidance_missed.html", context)


@shows_again
def missed_query_view(request: HttpRequest, pk: int, *, site: Any) -> HttpResponse:
    """Make a query another wording of a document, or let it go."""
    if not may_settle(request.user):
        raise PermissionDenied
    query = get_object_or_404(MissedQuery.objects.often(on=timezone.localdate()), pk=pk)
    form = AlsoForm(request.user, initial={"words": query.words})
    if request.method == "POST" and "let_go" in request.POST:
        MissedQuery.objects.filter(pk=query.pk).update(is_done=True)
        messages.success(request, _("Let go: “%s”.") % query.words)
        return redirect("admin:guidance_missed")
    if request.method == "POST":
        form = AlsoForm(request.user, request.POST)
        if form.is_valid():
            row = committed(request, lambda: _add(request, query, form))
            return redirect(page_url(row, "wordings"))
    context = {
        **site.each_context(request),
        "title": _("A query without an answer"),
        "query": query,
        "form": form,
    }
    return TemplateResponse(request, "admin/guidance_missed_query.html", context)


def _add(request: HttpRequest, query: MissedQuery, form: AlsoForm) -> Draft:
    user: Any = request.user
    row = form.row
    changed = add(row, WHOLE, form.cleaned_data["words"], by=user)
    MissedQuery.objects.filter(pk=query.pk).update(is_done=True)
    if changed:
        LogEntry.objects.log_actions(
            user.pk, [row], CHANGE, change_message=said(changed), single_object=True
        )
        messages.success(request, _("Added. The search finds “%s” by it from now on.") % row)
    else:
        messages.info(request, _("“%s” has this wording already.") % row)
    return row
