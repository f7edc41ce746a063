"""The forms that readers send: the title of a result that is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guidance.core.documents.fields import storable


class SaveResultForm(forms.Form):
    """Ask for an optional title; the result itself comes from the address."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_(
            "Optional, such as: Chatbot for the help center. Anyone with the link sees it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_title(self) -> str:
        try:
            return " ".join(storable(self.cleaned_data["title"]).split())
        except ValueError as error:
            raise forms.ValidationError(_("The title %s.") % error) from error
