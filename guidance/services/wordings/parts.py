"""What of a draft people ask for: the document itself and its parts, with their titles."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from guidance.core.wordings.lines import WHOLE, Part
from guidance.models import FaqEntry, License, Tree
from guidance.services.drafts.holding import Draft

_LONGEST = 160


@dataclass(frozen=True)
class Named:
    """A part with its title as colleagues know it."""

    part: Part
    title: str

    @property
    def noun(self) -> str:
        return self.part[0]


ROWS: dict[type[Any], tuple[tuple[str, str, str], ...]] = {
    License: (("term", "terms", "title"), ("note", "annotations", "exact")),
    FaqEntry: (),
    Tree: (("question", "questions", "title"), ("outcome", "outcomes", "title")),
}
"""For each kind of draft: what a part is called, where its rows hang, and their title."""


def parts_of(row: Draft) -> list[Named]:
    """Return the draft itself and its parts, in their order (two queries at most)."""
    found = [Named(WHOLE, str(row))]
    for noun, hangs, field in ROWS[type(row)]:
        found += _named(noun, getattr(row, hangs).values_list("key", field))
    return found


def _named(noun: str, rows: Iterable[tuple[str, str]]) -> Iterable[Named]:
    for key, title in rows:
        words = " ".join(title.split())
        if len(words) > _LONGEST:
            words = words[:_LONGEST].rstrip() + "…"
        yield Named((noun, key), words)
