"""The answers of a case, chosen by the words of questions and options; typing stays possible."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.template.loader import render_to_string

from guidance.admin.fields.condition_choices import Asked


class AnswerChoices(forms.Textarea):
    """A choice or a field for each question, and below them the same as lines."""

    def __init__(self, asked: Sequence[Asked], attrs: Any = None) -> None:
        super().__init__({"rows": 4, "class": "lines", "spellcheck": "false", **(attrs or {})})
        self.asked = asked

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        was = data.get(f"{name}-was")
        if was is None or _plain(typed) != _plain(was):
            return typed
        lines = []
        known = {one.key for one in self.asked}
        for one in self.asked:
            given = data.getlist(f"{name}-{one.key}") if hasattr(data, "getlist") else []
            values = [value.strip() for value in given if value.strip()]
            if values:
                lines.append(f"{one.key}: {', '.join(values)}")
        # What no question of the tree asks for stands in the lines alone, and stays there.
        lines += [line for line in str(was).splitlines() if line.partition(":")[0] not in known]
        return "\n".join(lines)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        lines = "" if value is None else str(value)
        given: dict[str, list[str]] = {}
        for line in lines.splitlines():
            key, _colon, values = line.partition(":")
            given[key.strip()] = [one.strip() for one in values.split(",") if one.strip()]
        rows = [self._row(one, given.get(one.key, [])) for one in self.asked]
        context = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "lines": lines,
            "textarea": super().render(name, value, attrs, renderer),
            "answered": [row for row in rows if row["given"]],
            "others": [row for row in rows if not row["given"]],
        }
        return render_to_string("admin/guidance/_answers.html", context)

    def _row(self, one: Asked, given: list[str]) -> dict[str, Any]:
        options = [(value.partition("/")[2], words) for value, words in one.options]
        known = {key for key, _words in options}
        return {
            "asked": one,
            "given": given,
            "options": [(key, words, key in given) for key, words in options],
            "unsure": [(key, words, key in given) for key, words in options if key in one.unsure],
            "typed": ", ".join(value for value in given if value not in known),
        }


def _plain(text: Any) -> str:
    return "\n".join(line.strip() for line in str(text or "").splitlines() if line.strip())
