"""Needs another look: what rests on words that something published changed, and confirming it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import change_url, page_url
from guidance.admin.saving.committing import committed
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.showing import shows_again
from guidance.models.fields import validate_storable
from guidance.services.drafts.holding import KINDS
from guidance.services.publishing.grounds import GroundMoved, confirm_ground, may_confirm
from guidance.services.publishing.withdrawals import draft_of
from guidance.services.worklist.standing import ToLookAt, to_look_at


class LookForm(TypedForm, forms.Form):
    """Which one, as it was shown, and why it is still right."""

    one = forms.IntegerField(widget=forms.HiddenInput)
    look = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = forms.CharField(
        label=gettext_lazy("Why it is still right, for colleagues"),
        max_length=2000,
        required=False,
        validators=[validate_storable],
    )


@shows_again
def looks_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """List what needs another look, with the reasons; say of one that it is still right."""
    user: Any = request.user
    seen = [model for model in KINDS if user.has_perm(f"guidance.view_{model._meta.model_name}")]
    if not seen:
        raise PermissionDenied
    if request.method == "POST":
        if not may_confirm(user):
            raise PermissionDenied
        form = LookForm(request.POST)
        if form.is_valid():
            committed(request, lambda: _confirm(request, form.cleaned_data))
        else:
            messages.error(request, _("Nothing was confirmed: send the form as it was shown."))
        return redirect("admin:guidance_looks")
    context = {
        **site.each_context(request),
        "title": _("Needs another look"),
        "items": [_shown(one) for one in to_look_at(seen)],
        "may_confirm": may_confirm(user),
    }
    return TemplateResponse(request, "admin/guidance_looks.html", context)


def _shown(one: ToLookAt) -> dict[str, Any]:
    return {
        "one": one.ground,
        "title": one.ground.edition.title,
        "edit": change_url(one.draft),
        "sentences": page_url(one.draft, "sentences"),
    }


def _confirm(request: HttpRequest, given: dict[str, Any]) -> None:
    user: Any = request.user
    try:
        one = confirm_ground(given["one"], look=given["look"], by=user, note=given["note"])
    except GroundMoved:
        words = _(
            "Nothing was confirmed: somebody looked at it already, or what it rests on changed "
            "once more. Look at the list as it is now."
        )
        messages.error(request, words)
        return
    draft = draft_of(one.edition.publication)
    if draft is not None:
        words = _("Looked again at edition %(number)d: still right. %(note)s")
        said = (words % {"number": one.edition.number, "note": one.note}).strip()
        LogEntry.objects.log_actions(
            user.pk, [draft], CHANGE, change_message=said, single_object=True
        )
    messages.success(request, _("“%s” is still right, with your name.") % one.edition.title)
