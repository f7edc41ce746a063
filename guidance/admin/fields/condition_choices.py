"""A condition that is chosen: question, comparison and answers by their words; typing stays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.core.documents.fields import KEY_PATTERN

COMPARISONS = [
    ("is", gettext_lazy("is")),
    ("any of", gettext_lazy("is one of")),
    ("none of", gettext_lazy("is none of")),
    ("at least", gettext_lazy("is at least")),
    ("more than", gettext_lazy("is more than")),
    ("at most", gettext_lazy("is at most")),
    ("below", gettext_lazy("is less than")),
    ("on or after", gettext_lazy("is on or after")),
    ("before", gettext_lazy("is before")),
]
_OF_OPTIONS = ("is", "any of", "none of")
_ANY = "any of these:"
_SAME = {"less than": "below"}
_WRITTEN = "|".join([*(name for name, _words in COMPARISONS), *_SAME])
_LINE = re.compile(
    rf"(?P<question>{KEY_PATTERN})\s+(?P<comparison>{_WRITTEN})(?:\s+(?P<value>.*))?\Z"
)
MOST_ROWS = 12


@dataclass(frozen=True)
class Asked:
    """A question that a condition can look at: its key, words, unit, and options by key."""

    key: str
    title: str
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Each with the question's key before its own, and a stroke between."""
    unsure: frozenset[str] = frozenset()
    is_ranged: bool = False
    takes_several: bool = False


@dataclass
class Row:
    """One test as it stands on the page."""

    question: str = ""
    comparison: str = "is"
    value: str = ""
    chosen: frozenset[str] = field(default_factory=frozenset)


class ConditionChoices(forms.Textarea):
    """Rows to choose from, and below them the same as lines; what was typed last counts."""

    def __init__(self, asked: Sequence[Asked], attrs: Any = None) -> None:
        super().__init__({"rows": 3, "class": "lines", "spellcheck": "false", **(attrs or {})})
        self.asked = asked

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        was = data.get(f"{name}-was")
        if was is None or f"{name}-rows" not in data or _plain(typed) != _plain(was):
            return typed
        lines = [
            line
            for at in range(MOST_ROWS)
            if (line := self._line(data, f"{name}-{at}")) is not None
        ]
        if data.get(f"{name}-joint") == "any" and len(lines) > 1:
            lines = [_ANY, *(f"    {line}" for line in lines)]
        return "\n".join(lines)

    def _line(self, data: Any, prefix: str) -> str | None:
        question, comparison = data.get(f"{prefix}-question"), data.get(f"{prefix}-comparison")
        if not question or not comparison:
            return None
        value = " ".join(str(data.get(f"{prefix}-value", "")).split())
        if comparison in _OF_OPTIONS:
            chosen = data.getlist(f"{prefix}-chosen") if hasattr(data, "getlist") else []
            start = f"{question}/"
            keys = [one.removeprefix(start) for one in chosen if one.startswith(start)]
            if comparison == "is" and len(keys) > 1:
                comparison = "any of"
            value = ", ".join(keys)
        return f"{question} {comparison} {value}".strip()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-rows" not in data

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        lines = "" if value is None else str(value)
        rows, joint = rows_of(lines)
        shown = None if rows is None else [*rows, *([Row()] if len(rows) < MOST_ROWS else [])]
        context = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "lines": lines,
            "textarea": super().render(name, value, attrs, renderer),
            "rows": shown,
            "joint": joint,
            "asked": self.asked,
            "comparisons": COMPARISONS,
            "lost": _("%s, which is not there"),
            "known": {one.key for one in self.asked},
        }
        return render_to_string("admin/guidance/_condition.html", context)


def rows_of(lines: str) -> tuple[list[Row] | None, str]:
    """Read lines as rows, with how they are joined; None where they are nested, or no tests.

    >>> rows_of("sharing is weights")[0][0].chosen
    frozenset({'sharing/weights'})
    """
    written = [line.rstrip() for line in lines.expandtabs(4).splitlines() if line.strip()]
    joint = "all"
    if written and written[0].strip().lower() == _ANY:
        joint, written = "any", written[1:]
        if any(not line.startswith(" ") for line in written):
            return None, joint
    rows = []
    for line in written:
        found = _LINE.match(line.strip())
        if found is None or (joint == "all" and line.startswith(" ")):
            return None, joint
        comparison = _SAME.get(found["comparison"], found["comparison"])
        row = Row(found["question"], comparison, (found["value"] or "").strip())
        if comparison in _OF_OPTIONS:
            keys = [one.strip() for one in row.value.split(",") if one.strip()]
            row = Row(row.question, comparison, "", frozenset(f"{row.question}/{k}" for k in keys))
        rows.append(row)
    return (rows if len(rows) < MOST_ROWS else None), joint


def _plain(text: Any) -> str:
    return "\n".join(line.rstrip() for line in str(text or "").splitlines()).strip()
