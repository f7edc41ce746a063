"""What lacks other wordings, and which wordings fit a neighbour better than their own entry."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guidance.core.wordings.fits import Entry, Stray, strays
from guidance.core.wordings.lines import WHOLE, Lines, Part, Spot
from guidance.models import FaqEntry, License, Tree, Wording
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.wordings.parts import ROWS


@dataclass(frozen=True)
class Lacking:
    """A draft with the titles of what has no other wordings in it; its own first."""

    row: Draft
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two entries, and the wordings of the first that fit the second better."""

    own: Spot
    own_title: str
    other: Spot
    other_title: str
    wordings: tuple[Stray, ...]


@dataclass(frozen=True)
class _Asked:
    """Something that can be asked for."""

    row: Draft
    spot: Spot
    title: str
    lines: Lines


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


def straying() -> list[Pair]:
    """Return the pairs of entries of one kind whose wordings are mixed up (8 queries)."""
    titles: dict[Spot, str] = {}
    rivals: dict[tuple[str, str], list[_Asked]] = defaultdict(list)
    for one in _asked():
        titles[one.spot] = one.title
        rivals[one.spot.kind, one.spot.part].append(one)
    spots = {str(spot): spot for spot in titles}
    pairs: dict[tuple[Spot, Spot], list[Stray]] = defaultdict(list)
    for group in rivals.values():
        for stray in strays(Entry(str(one.spot), one.title, one.lines) for one in group):
            pairs[spots[stray.own], spots[stray.other]].append(stray)
    found = [
        Pair(own, titles[own], other, titles[other], tuple(those))
        for (own, other), those in pairs.items()
    ]
    return sorted(found, key=lambda pair: (-len(pair.wordings), pair.own, pair.other))


def _asked() -> Iterator[_Asked]:
    held: dict[tuple[str, str], dict[Part, Lines]] = defaultdict(dict)
    rows = Wording.objects.exclude(lines="")
    for kind, slug, part, key, lines in rows.values_list("kind", "slug", "part", "key", "lines"):
        held[kind, slug][part, key] = tuple(lines.split("\n"))
    for model in (FaqEntry, License, Tree):
        yield from _asked_of(model, held)


def _asked_of(model: type[Any], held: dict[tuple[str, str], dict[Part, Lines]]) -> Iterator[_Asked]:
    kind = KINDS[model].value
    parts: dict[int, list[tuple[Part, str]]] = defaultdict(list)
    for noun, hangs, field in ROWS[model]:
        relation = model._meta.get_field(hangs)
        parent = relation.field.attname
        rows = relation.related_model._default_manager.order_by("position", "pk")
        for pk, key, title in rows.values_list(parent, "key", field):
            parts[pk].append(((noun, key), " ".join(title.split())))
    for row in model._default_manager.order_by("slug"):
        lines = held.get((kind, row.slug), {})
        yield _Asked(row, Spot(kind, row.slug), str(row), lines.get(WHOLE, ()))
        for part, title in parts[row.pk]:
            yield _Asked(row, Spot(kind, row.slug, *part), title, lines.get(part, ()))
