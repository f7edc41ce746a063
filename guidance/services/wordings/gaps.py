"""What lacks other wordings, and which entries are asked for in each other's words."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guidance.core.wordings.fits import Entry, Mixed, mixed
from guidance.core.wordings.lines import WHOLE, Lines, Part, Spot
from guidance.models import FaqEntry, License, Tree, Wording
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.wordings.parts import ROWS

_BODY = {"term": "body", "note": "body", "question": "help", "outcome": "summary"}


@dataclass(frozen=True)
class Lacking:
    """A draft with the titles of what has no other wordings in it; its own first."""

    row: Draft
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two entries that are mixed up, with their drafts."""

    first: "Asked"
    second: "Asked"
    mixed: Mixed


@dataclass(frozen=True)
class Asked:
    """Something that can be asked for."""

    row: Draft
    spot: Spot
    title: str
    lines: Lines
    body: str


def lacking() -> list[Lacking]:
    """Return the drafts in which anything has no other wordings (8 queries).

    Licenses without a note or a term are left out: there is no guidance that could be missed.
    """
    found: dict[Draft, list[str]] = defaultdict(list)
    guided: set[Draft] = set()
    for one in _asked():
        if one.spot.inside != WHOLE or not isinstance(one.row, License):
            guided.add(one.row)
        if not one.lines:
            found[one.row].append(one.title)
    return [Lacking(row, tuple(titles)) for row, titles in found.items() if row in guided]


def mixed_up() -> list[Pair]:
    """Return the pairs of entries that are mixed up, the worst first (8 queries).

    FAQ entries compete with each other, a term with the terms of its license, a question with
    those of its questionnaire. What other licenses say of the same is told apart by their names.
    """
    asked: dict[str, Asked] = {}
    rivals: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for one in _asked():
        if one.spot.kind != "faq" and one.spot.inside == WHOLE:
            continue
        asked[str(one.spot)] = one
        within = one.spot.slug if one.spot.part else ""
        entry = Entry(str(one.spot), one.title, one.lines, one.body)
        rivals[within, one.spot.part].append(entry)
    found = [
        Pair(asked[one.first], asked[one.second], one)
        for entries in rivals.values()
        for one in mixed(entries)
    ]
    return sorted(found, key=lambda pair: pair.mixed.own_fit - pair.mixed.fit)


def _asked() -> Iterator[Asked]:
    held: dict[tuple[str, str], dict[Part, Lines]] = defaultdict(dict)
    rows = Wording.objects.exclude(lines="")
    for kind, slug, part, key, lines in rows.values_list("kind", "slug", "part", "key", "lines"):
        held[kind, slug][part, key] = tuple(lines.split("\n"))
    for model in (FaqEntry, License, Tree):
        yield from _asked_of(model, held)


def _asked_of(model: type[Any], held: dict[tuple[str, str], dict[Part, Lines]]) -> Iterator[Asked]:
    kind = KINDS[model].value
    parts: dict[int, list[tuple[Part, str, str]]] = defaultdict(list)
    for noun, hangs, field in ROWS[model]:
        relation = model._meta.get_field(hangs)
        parent = relation.field.attname
        rows = relation.related_model._default_manager.order_by("position", "pk")
        for pk, key, title, body in rows.values_list(parent, "key", field, _BODY[noun]):
            parts[pk].append(((noun, key), " ".join(title.split()), body))
    for row in model._default_manager.order_by("slug"):
        lines = held.get((kind, row.slug), {})
        body = f"{row.short_answer} {row.answer}" if isinstance(row, FaqEntry) else ""
        yield Asked(row, Spot(kind, row.slug), str(row), lines.get(WHOLE, ()), body)
        for part, title, words in parts[row.pk]:
            yield Asked(row, Spot(kind, row.slug, *part), title, lines.get(part, ()), words)
