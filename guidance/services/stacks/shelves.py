"""The licenses that a stack can name: those of today, or the very editions that a link names."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from guidance.core.documents.fields import storable
from guidance.core.documents.licenses import License
from guidance.core.stacks.naming import keys_of, plain
from guidance.models import Edition, NameRule, PublicationKind
from guidance.models.editions import HEAVY
from guidance.services.editions.readings import Reading, read_all
from guidance.services.naming.finding import called
from guidance.services.naming.keeping import known_as
from guidance.services.naming.offering import live_licenses


@dataclass(frozen=True)
class Shelf:
    """Licenses by slug, in one edition each; names are told apart without capitals and blanks.

    ``known`` are the names of today, where others than these licenses may have them too.
    """

    readings: Mapping[str, Reading[License]]
    known: Mapping[str, str] | None = None

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        if self.known is not None:
            return self.known
        documents = ((slug, reading.document) for slug, reading in self.readings.items())
        return _meaning_one(
            (key, slug) for slug, one in documents for key in keys_of(known_as(one))
        )

    def slug_of(self, name: str) -> str:
        """Return the license that a name means, or "" where it means none here, or two."""
        return self._by_name.get(plain(name), "")

    def license(self, slug: str) -> License | None:
        reading = self.readings.get(slug)
        return reading.document if reading else None


@dataclass(frozen=True)
class Today:
    """What some names mean today: licenses by name, and the numbers of their current editions."""

    slugs: Mapping[str, str]
    numbers: Mapping[str, int]

    def slug_of(self, name: str) -> str:
        """Return the license that a name means, or "" where it means none, or two."""
        return self.slugs.get(plain(name), "")


def today_of(names: Iterable[str]) -> Today:
    """Return what names mean today (one query for 500 of them)."""
    found = list(called(NameRule.STACK, set(map(plain, names))))
    return Today(
        slugs=_meaning_one((one.key, one.slug) for one in found),
        numbers={one.slug: one.number for one in found},
    )


def meant_by(name: str) -> str:
    """Return the license that readers mean by a name as they type it, or "" (one query)."""
    try:
        return today_of([storable(name)]).slug_of(name)
    except ValueError:
        return ""


def _meaning_one(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return licenses by name, without the names that two of them have."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for name, slug in pairs:
        if found.setdefault(name, slug) != slug:
            shared.add(name)
    return {name: slug for name, slug in found.items() if name not in shared}


def shelf_of(numbers: Mapping[str, int]) -> Shelf:
    """Return editions by the slugs and numbers of their licenses (one query, or none).

    What was never published is left out.
    """
    if not numbers:
        return Shelf({})
    heavy = [f"publication__successor__current__{name}" for name in HEAVY]
    rows = Edition.objects.with_marks().select_related("publication__successor__current")
    rows = rows.without_documents().defer(*heavy)
    editions = rows.filter(
        publication__kind=PublicationKind.LICENSE,
        publication__slug__in=numbers,
        number__in=set(numbers.values()),
    )
    asked = [one for one in editions if numbers[one.publication.slug] == one.number]
    found = {reading.document.slug: reading for reading in read_all(asked)}
    return Shelf({slug: found[slug] for slug in numbers if slug in found})


def numbers_of_today(slugs: Collection[str]) -> dict[str, int]:
    """Return the current edition of each of these licenses that is public (one query)."""
    return dict(live_licenses(slugs).values_list("slug", "current__number"))
