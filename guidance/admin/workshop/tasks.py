"""What the checks found, as somebody who is building reads it: what is wrong, what is missing."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guidance.admin.addresses.places import Places
from guidance.admin.steps.findings import Shown, show_causes
from guidance.core.checks import UNFINISHED
from guidance.services.publishing.inspecting import Inspection


@dataclass(frozen=True)
class Group:
    """Findings of one weight, with the words above them."""

    name: str
    words: Any
    shown: tuple[Shown, ...]
    is_quiet: bool


def groups_of(
    request: HttpRequest, row: Any, inspection: Inspection, places: Places
) -> list[Group]:
    """Return what was found: mistakes, then what is still to do, then doubts."""
    missing = [one for one in inspection.mistakes if one.code in UNFINISHED]
    wrong = [one for one in inspection.mistakes if one.code not in UNFINISHED]
    groups = [
        ("error", _("Wrong: put this right"), wrong, False),
        ("todo", _("Still to do"), missing, True),
        ("warning", _("Look at these, then decide"), inspection.doubts, True),
    ]
    return [
        Group(name, words, show_causes(causes, row, inspection.document, request, places), quiet)
        for name, words, causes, quiet in groups
        if causes
    ]


def next_place(inspection: Inspection, *, after: str = "") -> str:
    """Return the node where something is wrong or missing, the next after one; empty: none."""
    found: list[str] = []
    for finding in inspection.errors:
        noun, _colon, key = finding.place.partition(":")
        if noun in ("question", "option", "route", "outcome"):
            found.append(key.partition("/")[0])
    document: Any = inspection.document
    order = [one.key for one in (*document.questions, *document.outcomes)] if document else []
    waiting = [key for key in order if key in set(found)]
    later = [key for key in waiting if after in order and order.index(key) > order.index(after)]
    others = [key for key in waiting if key != after]
    first: str = (later or others or [""])[0]
    return first
