"""The kinds of use that trigger a term, as boxes to tick."""

from typing import Any

from django import forms

from guidance.models.terms import TERM_USE_CHOICES


class UseBoxesField(forms.MultipleChoiceField):
    """Boxes in the order of the kinds; what stands in a row that is read only, in words."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        super().__init__(**{"choices": TERM_USE_CHOICES, **kwargs})

    def clean(self, value: Any) -> list[str]:
        chosen = super().clean(value)
        return [use for use, _title in TERM_USE_CHOICES if use in chosen]

    def in_lines(self, value: Any) -> str:
        titles = {use: str(title) for use, title in TERM_USE_CHOICES}
        return "\n".join(titles.get(one, str(one)) for one in value or [])
