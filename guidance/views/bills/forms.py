"""The form that takes a bill: a file, or pasted words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class BillForm(forms.Form):
    """One of ``file`` and ``pasted`` is wanted; ``content`` is what was sent, as bytes."""

    file = forms.FileField(required=False, allow_empty_file=True)
    pasted = forms.CharField(required=False, strip=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if file and pasted.strip():
            self.add_error("file", _("Choose a file or paste its words, not both."))
        elif file:
            cleaned["content"] = file.read()
        elif pasted.strip():
            cleaned["content"] = pasted.encode("utf-8", "replace")
        elif "file" not in self.errors:
            self.add_error("file", _("Choose a file, or paste its words."))
        return cleaned
