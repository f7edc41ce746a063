"""Notes and terms as forms beside the text: what is chosen is clicked, and keys make themselves."""

from typing import Any

from django import forms
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from guidance.admin.annotating.words import Words, citation_of
from guidance.admin.fields.keys import key_of
from guidance.admin.nouns.annotations import AnnotationForm
from guidance.admin.nouns.terms import TermForm

_PLACE = ("section", "exact", "prefix", "suffix")


class _PanelForm:
    """What the forms beside the text have in common (to be mixed into a form of a row)."""

    fields: Any
    instance: Any
    initial: Any
    data: Any
    chips: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    key_from = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].help_text = _("Made from the words, if you write none.")
        for name in self.chips:
            field = self.fields[name]
            choices = [one for one in field.choices if one[0]]
            field.widget = forms.RadioSelect()
            field.choices = choices
        if "body" in self.fields:
            live = reverse("admin:guidance_license_annotate-live", args=[self.instance.license_id])
            self.fields["body"].widget = forms.Textarea(
                attrs={
                    "rows": 5,
                    "hx-post": live,
                    "hx-trigger": "input changed delay:400ms",
                    "hx-target": "#annotate-live",
                    "hx-sync": "this:replace",
                }
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        if "key" in cleaned and not self.fields["key"].disabled:
            rows = type(self.instance)._default_manager.filter(license=self.instance.license_id)
            taken = set(rows.exclude(pk=self.instance.pk).values_list("key", flat=True))
            if not cleaned["key"]:
                cleaned["key"] = key_of(cleaned.get(self.key_from, ""), taken)
            elif cleaned["key"] in taken:
                self.add_error("key", _("Another one of this license has this key."))  # type: ignore[attr-defined]
        if self.instance.pk is None:
            rows = type(self.instance)._default_manager.filter(license=self.instance.license_id)
            last = rows.aggregate(last=Max("position"))["last"]
            self.instance.position = 0 if last is None else last + 1
        return cleaned

    @property
    def unseen_errors(self) -> list[str]:
        """Return what is wrong with the form as a whole, or with what it carries unseen."""
        form: Any = self
        hidden = [error for one in form.hidden_fields() for error in one.errors]
        return list(dict.fromkeys([*map(str, form.non_field_errors()), *map(str, hidden)]))

    @property
    def main_fields(self) -> list[Any]:
        form: Any = self
        return [one for one in form.visible_fields() if one.name not in self.more]

    @property
    def more_fields(self) -> list[Any]:
        form: Any = self
        return [one for one in form.visible_fields() if one.name in self.more]

    @property
    def more_is_open(self) -> bool:
        return any(one.errors for one in self.more_fields)


class NotePanelForm(_PanelForm, AnnotationForm):
    """A note on chosen words, which the form carries unseen."""

    chips = ("kind", "authority", "certainty")
    more = ("url", "key")
    key_from = "exact"

    class Meta:
        fields = (*_PLACE, "kind", "authority", "certainty", "body", "url", "key")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _PLACE:
            self.fields[name].widget = forms.HiddenInput()
            self.fields[name].strip = False
        self.fields["body"].label = _("What it means")

    def take(self, words: Words) -> None:
        """Be about these words, whatever stands in the row."""
        if words.chosen is not None:
            quote = words.chosen.quote
            values = (words.chosen.section, quote.exact, quote.prefix, quote.suffix)
            self.initial.update(zip(_PLACE, values, strict=True))

    @property
    def about(self) -> list[tuple[str, str]]:
        """Return the section and the words that the note is about, as the form has them."""
        form: Any = self
        words = str(form["exact"].value() or "")
        return [(str(form["section"].value() or ""), words)] if words else []


class TermPanelForm(_PanelForm, TermForm):
    """A term that rests on chosen words, a line for each."""

    chips = ("kind",)
    more = ("glance", "tag", "contradicts", "key")
    key_from = "title"

    class Meta:
        fields = (
            "kind", "topic", "title", "trigger", "body", "fulfilment", "citations", "glance",
            "tag", "contradicts", "key",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic: Any = self.fields["topic"]
        topic.widget = forms.Select()
        topic.widget.choices = topic.choices
        topic.empty_label = "---------"
        for name in ("title", "trigger", "glance", "tag"):
            self.fields[name].widget.attrs.pop("size", None)
        self.fields["fulfilment"].widget = forms.Textarea(attrs={"rows": 2})
        self.fields["citations"].label = _("The words that it rests on")
        attrs = {"rows": 3, "class": "lines", "spellcheck": "false"}
        self.fields["citations"].widget = forms.Textarea(attrs=attrs)

    def take(self, words: Words) -> None:
        """Rest on these words too."""
        if words.chosen is not None:
            held = list(self.initial.get("citations") or self.instance.citations or [])
            added = citation_of(words.chosen)
            if added not in held:
                self.initial["citations"] = [*held, added]

    @property
    def about(self) -> list[tuple[str, str]]:
        return []
