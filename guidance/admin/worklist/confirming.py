"""Confirming many editions at once: chosen from a list, shown in one list, then confirmed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guidance.admin.addresses.places import page_url
from guidance.admin.saving.committing import committed
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.showing import shows_again
from guidance.models import Edition
from guidance.models.fields import validate_storable
from guidance.services.drafts.holding import KINDS
from guidance.services.releasing.confirming import ConfirmingMoved, confirm_all, to_confirm


class ConfirmForm(TypedForm, forms.Form):
    """Which editions, and a note for colleagues."""

    editions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Editions"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose the editions that you stand by."),
            "invalid_choice": gettext_lazy(
                "One of them is not to be confirmed any more. Look at the list as it is now."
            ),
        },
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=2000,
        required=False,
        validators=[validate_storable],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For colleagues, such as: Read against the license on 29 November."),
    )

    def __init__(self, editions: list[Edition], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = [(edition.pk, edition.title) for edition in editions]
        self.fields["editions"].choices = choices  # type: ignore[attr-defined]


@shows_again
def confirm_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """List what is to be confirmed; then what was chosen, to be confirmed once more; then do it."""
    user: Any = request.user
    if not user.has_perm("guidance.review_guidance"):
        raise PermissionDenied
    waiting = to_confirm(user)
    form = ConfirmForm(waiting, request.POST if request.method == "POST" else None)
    is_right = form.is_valid()
    chosen = set(form.cleaned_data.get("editions", ())) if is_right else set()
    if is_right and "sure" in request.POST:
        committed(request, lambda: _confirm(request, chosen, form.cleaned_data["note"]))
        return redirect("admin:guidance_confirm")
    urls = _urls(waiting)
    context = {
        **site.each_context(request),
        "title": _("Confirm these editions") if chosen else _("Confirm editions"),
        "editions": [
            (edition, urls.get(edition.pk, ""))
            for edition in waiting
            if not chosen or edition.pk in chosen
        ],
        "form": form,
        "problems": form.errors.get("editions", []),
        "is_asking": bool(chosen),
        "user_name": user.get_full_name() or user.get_username(),
    }
    return TemplateResponse(request, "admin/guidance_confirm.html", context)


def _confirm(request: HttpRequest, chosen: set[int], note: str) -> None:
    user: Any = request.user
    try:
        done = confirm_all(chosen, by=user, note=note)
    except ConfirmingMoved as error:
        titles = ", ".join(f"“{edition.title}”" for edition in error.editions)
        words = _("Nothing was confirmed: %s changed meanwhile. Look at the list as it is now.")
        messages.error(request, words % titles)
        return
    rows = _rows(done)
    for edition in done:
        if edition.pk in rows:
            words = _("Confirmed edition %d as a reviewer.") % edition.number
            LogEntry.objects.log_actions(
                user.pk, [rows[edition.pk]], CHANGE, change_message=words, single_object=True
            )
    words = ngettext("%d edition is confirmed.", "%d editions are confirmed.", len(done))
    messages.success(request, words % len(done))


def _rows(editions: list[Edition]) -> dict[int, Any]:
    """Return the draft of each edition that still has one (a query for each kind)."""
    found: dict[int, Any] = {}
    for model, kind in KINDS.items():
        mine = {one.publication.slug: one.pk for one in editions if one.publication.kind == kind}
        manager: Any = model._default_manager
        found |= {mine[row.slug]: row for row in manager.filter(slug__in=mine)}
    return found


def _urls(editions: list[Edition]) -> dict[int, str]:
    rows = _rows(editions)
    return {
        one.pk: page_url(rows[one.pk], "edition", one.number) for one in editions if one.pk in rows
    }
