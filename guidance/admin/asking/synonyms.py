"""Synonyms of the search: edited as lines, tried on what people ask, saved by who may publish."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.asking.rights import may_edit_synonyms, may_see
from guidance.admin.saving.committing import committed
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.showing import shows_again
from guidance.core.wordings.synonyms import Groups, as_text, read
from guidance.models import SynonymState
from guidance.services.wordings.synonyms import (
    MOST_TRIED,
    SynonymsMoved,
    differences,
    groups_in,
    in_force,
    new_in_release,
    preview,
    queries_to_try,
    save,
)

_STATES = 20


class SynonymForm(TypedForm, forms.Form):
    """All groups, one a line; ``seen`` is the number of those that were looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    groups = forms.CharField(
        label=gettext_lazy("Groups"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 30, "class": "vLargeTextField", "wrap": "off"}),
    )
    queries = forms.CharField(
        label=gettext_lazy("Queries to try besides"),
        required=False,
        max_length=20_000,
        help_text=gettext_lazy("One a line. They are not kept."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Why, for colleagues"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "size": 80}),
    )

    def clean_groups(self) -> Groups:
        groups, problems = read(self.cleaned_data["groups"])
        if problems:
            raise ValidationError(problems)
        return groups

    @property
    def tried(self) -> list[str]:
        lines = self.cleaned_data.get("queries", "").splitlines()
        return list(dict.fromkeys(filter(None, (line.strip() for line in lines))))


@shows_again
def synonyms_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Show the groups; on POST try them on what people ask, or save them."""
    if not may_see(request.user):
        raise PermissionDenied
    now = in_force()
    context: dict[str, Any] = {}
    form = SynonymForm(initial={"seen": now.number, "groups": as_text(now.groups)})
    if request.method == "POST":
        if not may_edit_synonyms(request.user):
            raise PermissionDenied
        form = SynonymForm(request.POST)
        if form.is_valid() and "save" in request.POST:
            if committed(request, lambda: _save(request, form)):
                return redirect("admin:guidance_synonyms")
        elif form.is_valid():
            context = _tried(now.groups, form)
    return _page(request, site, form, **context)


def _save(request: HttpRequest, form: SynonymForm) -> bool:
    user: Any = request.user
    given = form.cleaned_data
    try:
        state = save(given["groups"], by=user, seen=given["seen"], note=given["note"])
    except SynonymsMoved:
        last: Any = SynonymState.objects.first()
        words = _(
            "%(who)s saved other groups after you had opened this page. Nothing of yours was "
            "saved, and nothing is lost: your lines are still here. What differs stands below; "
            "put together what belongs together, then save again."
        )
        messages.error(request, words % {"who": last.by_name})
        form.data = form.data.copy()
        form.data["seen"] = str(last.pk)
        return False
    if state is None:
        messages.info(request, _("Nothing was changed."))
    else:
        messages.success(request, _("Saved. The search reads queries by them from now on."))
    return True


def _tried(now: Groups, form: SynonymForm) -> dict[str, Any]:
    new = form.cleaned_data["groups"]
    changed = tuple(one for one in (*now, *new) if (one in now) != (one in new))
    queries = list(dict.fromkeys([*form.tried, *queries_to_try(changed)]))[:MOST_TRIED]
    moved = preview(now, new, queries) if changed else []
    return {"tried": len(queries), "moved": moved, "is_tried": True}


def _page(request: HttpRequest, site: Any, form: SynonymForm, **context: Any) -> HttpResponse:
    now = in_force()
    written, _problems = read(str(form["groups"].value() or ""))
    gone, added = differences(now.groups, written)
    page = {
        **site.each_context(request),
        "title": _("Synonyms of the search"),
        "form": form,
        "may_edit": may_edit_synonyms(request.user),
        "gone": gone,
        "added": added,
        "is_own": bool(now.number),
        "released": [str(one) for one in new_in_release(now.groups)] if now.number else [],
        "states": SynonymState.objects.all()[:_STATES],
        **context,
    }
    return TemplateResponse(request, "admin/guidance_synonyms.html", page)


def synonyms_state_view(request: HttpRequest, pk: int, *, site: Any) -> HttpResponse:
    """Show what bringing former groups back would change, and do it on POST."""
    if not may_see(request.user):
        raise PermissionDenied
    state = SynonymState.objects.filter(pk=pk).first()
    if state is None:
        raise Http404
    now = in_force()
    if request.method == "POST":
        if not may_edit_synonyms(request.user):
            raise PermissionDenied
        return committed(request, lambda: _restore(request, state))
    gone, added = differences(now.groups, groups_in(state))
    context = {
        **site.each_context(request),
        "title": _("Former synonyms"),
        "state": state,
        "gone": gone,
        "added": added,
        "seen": now.number,
        "may_edit": may_edit_synonyms(request.user),
    }
    return TemplateResponse(request, "admin/guidance_synonyms_state.html", context)


def _restore(request: HttpRequest, state: SynonymState) -> HttpResponse:
    user: Any = request.user
    seen = request.POST.get("seen", "")
    note = _("Restored what was saved as number %d.") % state.pk
    try:
        save(groups_in(state), by=user, seen=int(seen) if seen.isdecimal() else -1, note=note)
    except SynonymsMoved:
        words = _("Somebody saved other groups meanwhile. Nothing was restored. Look at it again.")
        messages.error(request, words)
        return redirect(request.path)
    messages.success(request, _("Restored. The search reads queries by them from now on."))
    return redirect("admin:guidance_synonyms")
