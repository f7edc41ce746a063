"""The form field that writes a condition as indented lines, one test each."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guidance.admin.fields.lines import validated
from guidance.core.documents.fields import KEY_PATTERN
from guidance.core.documents.trees import Condition

_OPERATORS = {
    "is": "is",
    "any of": "any_of",
    "none of": "none_of",
    "at least": "at_least",
    "below": "below",
    "more than": "more_than",
    "at most": "at_most",
    "before": "before",
    "on or after": "on_or_after",
    "less than": "below",
}
_TEST = re.compile(
    rf"(?P<question>{KEY_PATTERN})\s+(?P<operator>{'|'.join(_OPERATORS)})\s+(?P<value>\S.*)\Z"
)
_OPEN = re.compile(rf"{KEY_PATTERN}\s+(?:{'|'.join(_OPERATORS)})\Z")
_GROUPS = {"all of these:": "all", "any of these:": "any"}
CONDITION_HELP = _(
    "One test a line; all lines must hold. Write: sharing is weights · fields any of health, law · "
    "fields none of defense · users at least 700000001 · users more than 5 · users at most 9 · "
    "users below 100 · released on or after "
    "2023-07-18 · released before 2024-01-01. For alternatives write “any of these:” and indent "
    "the lines below it; “all of these:” likewise."
)


class ConditionLinesField(forms.CharField):
    """A condition as indented lines, read into data; nothing is ever evaluated."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "lines", "spellcheck": "false"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        kwargs["help_text"] = kwargs.get("help_text") or CONDITION_HELP
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(_lines(value, top=True)) if isinstance(value, dict) and value else value

    def clean(self, value: Any) -> dict[str, Any]:
        text = super().clean(value)
        lines = [
            (number, len(line) - len(line.lstrip()), line.strip())
            for number, line in enumerate(str(text).expandtabs(4).splitlines(), 1)
            if line.strip()
        ]
        if not lines:
            raise ValidationError(self.error_messages["required"], code="required")
        parts, rest = _block(lines, lines[0][1])
        if rest:
            raise _bad(rest[0][0], _("the indentation fits no line above"))
        data = parts[0] if len(parts) == 1 else {"all": parts}
        try:
            return validated(Condition, data)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.clean(data))
        except ValidationError:
            return True


_Lines = list[tuple[int, int, str]]


def _block(lines: _Lines, indent: int) -> tuple[list[dict[str, Any]], _Lines]:
    """Read the lines at ``indent`` and below them; return them with the lines left."""
    parts: list[dict[str, Any]] = []
    while lines and lines[0][1] == indent:
        number, _indent, line = lines[0]
        group = _GROUPS.get(line.lower())
        lines = lines[1:]
        if group is None:
            parts.append(_test(number, line))
            continue
        if not lines or lines[0][1] <= indent:
            raise _bad(number, _("indent the lines that belong to it"))
        inner, lines = _block(lines, lines[0][1])
        parts.append({group: inner})
    if lines and lines[0][1] > indent:
        raise _bad(lines[0][0], _("the indentation fits no line above"))
    return parts, lines


def _test(number: int, line: str) -> dict[str, Any]:
    match = _TEST.match(line)
    if match is None and _OPEN.match(line):
        raise _bad(number, _("choose or write what it is compared with"))
    if match is None:
        raise _bad(number, _("write a test such as: sharing is weights"))
    operator = _OPERATORS[match["operator"]]
    value: Any = match["value"].strip()
    if operator in ("any_of", "none_of"):
        value = [part.strip() for part in value.split(",") if part.strip()]
    try:
        return validated(Condition, {"question": match["question"], operator: value})
    except ValueError as error:
        raise _bad(number, str(error)) from error


def _bad(number: int, problem: Any) -> ValidationError:
    return ValidationError(
        _("Line %(number)s: %(problem)s."), params={"number": number, "problem": problem}
    )


def _lines(condition: dict[str, Any], *, top: bool = False, indent: int = 0) -> list[str]:
    pad = " " * indent
    if top and "all" in condition:
        return [line for part in condition["all"] for line in _lines(part)]
    for words, name in _GROUPS.items():
        if name in condition:
            inner = [line for part in condition[name] for line in _lines(part, indent=indent + 4)]
            return [f"{pad}{words}", *inner]
    for words, name in _OPERATORS.items():
        if name in condition:
            value = condition[name]
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            return [f"{pad}{condition.get('question', '?')} {words} {shown}"]
    return []
