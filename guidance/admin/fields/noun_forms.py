"""Model forms whose fields are checked by the pydantic noun that publishing makes of them.

So a draft never holds what its document would refuse, and each message stands at its field.
"""

from functools import cache
from typing import Annotated, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter, ValidationError

from guidance.admin.fields.keys import key_of
from guidance.core.documents.errors import words_at_field
from guidance.core.documents.fields import WRITTEN
from guidance.core.documents.nouns import Noun

FIXED_KEY_HELP = _(
    "It stays as it is once published, for links use it. What was added since, under a wrong "
    "name, can be deleted and added again."
)
MADE_HELP = _("Made of the words, where you write none. Once published, it stays.")
SLUG_HELP = _("Its name in addresses: lower-case letters, digits and hyphens. It stays for ever.")


@cache
def _adapter(noun: type[Noun], name: str) -> TypeAdapter[Any]:
    field = noun.model_fields[name]
    written: Any = field.annotation
    for rule in field.metadata:
        written = Annotated[written, rule]
    return TypeAdapter(written)


def problems_of(noun: type[Noun], name: str, value: Any) -> tuple[Any, list[str]]:
    """Return the value of one field as the noun keeps it, and what is wrong with it."""
    try:
        return _adapter(noun, name).validate_python(value, context=WRITTEN), []
    except ValidationError as error:
        return value, list(dict.fromkeys(written(detail) for detail in error.errors()))


def written(detail: Any) -> str:
    """Say what pydantic found wrong with a field, as a lawyer would."""
    message = words_at_field(detail, gettext).removeprefix("Value error, ").rstrip(".")
    given = detail["input"]
    is_inside = bool(detail["loc"]) and isinstance(given, str)
    if is_inside and message.startswith("is "):
        return f"“{given[:60]}” {message}."
    start = f"“{given[:60]}”: " if is_inside else ""
    return f"{start}{message[:1].upper()}{message[1:]}."


class NounForm(forms.ModelForm):
    """Check every field that ``noun`` has too, and keep text in the noun's one written form.

    ``noun_names`` maps a field of the form to the noun's, where they differ. ``fixed``
    names fields that cannot be changed any more once ``keys_are_fixed``.
    """

    noun: type[Noun] | None = None
    noun_names: dict[str, str] = {}
    made_of: dict[str, str] = {}
    """The field whose words make a slug or key where nobody writes one, by its name."""
    within = ""
    """The parent in which a key is made but once; empty where it is among all rows."""
    fixed: tuple[str, ...] = ("key", "slug")
    keys_are_fixed = False
    folded: Any = ()
    """What stands in the parts of the form that are folded, by their headings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].help_text = SLUG_HELP
        for name in self.made_of:
            if name in self.fields and not self.fields[name].disabled:
                self.fields[name].required = False
                self.fields[name].help_text = MADE_HELP
        if self.keys_are_fixed and self.instance.pk:
            for name in self.fixed:
                if name in self.fields:
                    self.fields[name].disabled = True
                    self.fields[name].help_text = FIXED_KEY_HELP

    def clean_slug(self) -> str:
        return self._made("slug")

    def clean_key(self) -> str:
        return self._made("key")

    def _made(self, name: str) -> str:
        """Return a slug or key as it was written, else as it stands, else made of the words."""
        given = str(self.cleaned_data.get(name) or "")
        source = self.made_of.get(name, "")
        words = str(self.data.get(self.add_prefix(source), "")) if source else ""
        if given or not words.strip():
            return given
        if self.instance.pk and (now := str(getattr(self.instance, name) or "")):
            return now
        return key_of(words, set(self._siblings().values_list(name, flat=True)))

    def _siblings(self) -> Any:
        rows: Any = self._meta.model._default_manager.all()
        if not self.within:
            return rows
        parent = self.cleaned_data.get(self.within) or getattr(self.instance, f"{self.within}_id")
        return rows.filter(**{self.within: parent})

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        for name in list(cleaned):
            self._check(name, cleaned[name])
        return cleaned

    def _check(self, name: str, value: Any) -> None:
        noun, noun_name = self.noun, self.noun_names.get(name, name)
        if noun is None or noun_name not in noun.model_fields or self.fields[name].disabled:
            return
        if isinstance(self.fields[name], forms.ModelChoiceField):
            return
        if value in ("", None) and not self.fields[name].required:
            return
        kept, messages = problems_of(noun, noun_name, value)
        for message in messages:
            self.add_error(name, message)
        if isinstance(kept, str) and not messages and not hasattr(kept, "value"):
            self.cleaned_data[name] = kept
