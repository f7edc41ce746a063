"""The form by which readers write to the team: bounded, and without a word about the reader."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guidance.core.documents.fields import storable
from guidance.models import FeedbackKind

_LONGEST = 4_000
_ADDRESS = 2_000


class FeedbackForm(forms.Form):
    """``website`` is for programs that fill in every field; people do not see it."""

    kind = forms.ChoiceField(choices=FeedbackKind.choices, error_messages={
        "required": _("Choose one of these."), "invalid_choice": _("Choose one of these."),
    })  # fmt: skip
    said = forms.CharField(max_length=_LONGEST, required=False)
    with_answers = forms.BooleanField(required=False)
    about = forms.CharField(max_length=400, required=False)
    answers = forms.CharField(max_length=_ADDRESS, required=False)
    website = forms.CharField(required=False)

    def clean_said(self) -> str:
        try:
            return storable(self.cleaned_data["said"]).strip()
        except ValueError as error:
            raise forms.ValidationError(_("What you wrote %s.") % error) from error

    def clean_about(self) -> str:
        about = str(self.cleaned_data["about"])
        is_ours = about.startswith("/") and about[1:2] not in ("/", "\\")
        return about if is_ours and about.isprintable() else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == FeedbackKind.NOT_COVERED and cleaned.get("said") == "":
            self.add_error("said", _("Say in a sentence what your case is."))
        return cleaned

    def kept(self) -> dict[str, str]:
        """Return what is kept of a valid form: answers only where the reader agreed."""
        cleaned = self.cleaned_data
        answers = cleaned["answers"] if cleaned["with_answers"] else ""
        return {
            "kind": cleaned["kind"],
            "about": cleaned["about"],
            "said": cleaned["said"],
            "answers": answers if answers.isprintable() else "",
        }
