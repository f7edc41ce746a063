"""One search over everything that the team writes: titles, keys and words of drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from guidance.models import (
    Annotation,
    Case,
    FaqEntry,
    License,
    Option,
    Outcome,
    Policy,
    PolicySection,
    Question,
    Section,
    Term,
    Topic,
    Tree,
)

MOST = 20
"""Rows of one kind that are shown."""
MOST_WORDS = 8
LONGEST = 200
"""Signs of a query that are read."""


@dataclass(frozen=True)
class Place:
    """Where a kind of row is looked for: its fields, what it belongs to, who may see it.

    ``title`` are the fields that come first in the order: what has the words there is meant most.
    ``whole`` are names of what it belongs to: words may stand there, but for one.
    """

    model: type[Any]
    fields: tuple[str, ...]
    title: str
    belongs: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


_CLAUSE = {"clause", "section", "§"}
"""What people call a clause; none of the words of its name."""
_LICENSE = ("license__title", "license__short_title", "license__slug")

PLACES = (
    Place(License, ("title", "short_title", "slug", "publisher", "spdx", "summary", "background"),
          "title"),
    Place(Section, ("key", "label", "heading"), "key", ("license",), _LICENSE),
    Place(Policy, ("title", "slug", "note"), "title", ("license",)),
    Place(PolicySection, ("key", "heading", "body"), "heading", ("policy__license",)),
    Place(Annotation, ("key", "section", "exact", "body"), "key", ("license",)),
    Place(Term, ("key", "title", "body", "trigger", "fulfilment"), "title", ("license",)),
    Place(Topic, ("title", "slug", "description"), "title"),
    Place(FaqEntry, ("question", "slug", "short_answer", "answer"), "question"),
    Place(Tree, ("title", "slug", "summary", "covers"), "title"),
    Place(Question, ("key", "title", "help", "why"), "title", ("tree",)),
    Place(Option, ("key", "label", "help"), "label", ("question__tree",)),
    Place(Outcome, ("key", "title", "summary", "next_steps"), "title", ("tree",)),
    Place(Case, ("key", "title", "signed_by"), "title", ("tree",)),
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What was found of one kind; ``is_more`` where there is more than is shown."""

    model: type[Any]
    rows: tuple[Any, ...]
    is_more: bool


def find(query: str, places: Iterable[Place] = PLACES) -> list[Found]:
    """Return the rows that hold all words of a query, kind by kind (a query for each kind).

    Rows with a word in their title come first. Empty where nothing is asked for.
    """
    words = query[:LONGEST].split()[:MOST_WORDS]
    if not words:
        return []
    found = []
    for place in places:
        rows = _rows(place, words)
        if rows:
            found.append(Found(place.model, tuple(rows[:MOST]), len(rows) > MOST))
    return found


def _rows(place: Place, words: list[str]) -> list[Any]:
    wanted, in_title, own = Q(), Q(), Q()
    if place.whole:
        words = [word for word in words if word.lower() not in _CLAUSE] or words
    for word in words:
        here, whole = _in(place.fields, word), _in(place.whole, word)
        wanted &= here | whole
        in_title &= _in((place.title,), word) | whole
        own |= here
    wanted &= own
    manager: Any = place.model._default_manager
    first = manager.filter(wanted & in_title).select_related(*place.belongs).order_by("pk")
    rows = list(first[: MOST + 1])
    if len(rows) <= MOST:
        others = manager.filter(wanted).exclude(pk__in=[row.pk for row in rows])
        others = others.select_related(*place.belongs).order_by("pk")
        rows += others[: MOST + 1 - len(rows)]
    return rows


def _in(fields: Iterable[str], word: str) -> Q:
    found = Q(pk__in=())
    for field in fields:
        found |= Q(**{f"{field}__icontains": word})
    return found
