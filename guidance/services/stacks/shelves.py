"""The licenses that a stack can name: those of today, or the very editions that a link names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from guidance.core.documents.licenses import License
from guidance.models import Edition, Publication, PublicationKind
from guidance.models.editions import HEAVY
from guidance.services.editions.readings import Reading, current_of_kind, read_all

_ENDINGS = ("-only", "-or-later")


@dataclass(frozen=True)
class Shelf:
    """Licenses by slug, in one edition each; names are told apart without capitals and blanks."""

    readings: Mapping[str, Reading[License]]

    @cached_property
    def _by_name(self) -> dict[str, str]:
        found: dict[str, str] = {}
        shared: set[str] = set()
        for slug, reading in self.readings.items():
            for name in _names(reading.document):
                if found.setdefault(name, slug) != slug:
                    shared.add(name)
        return {name: slug for name, slug in found.items() if name not in shared}

    def slug_of(self, name: str) -> str:
        """Return the license that a name means, or "" where it means none here, or two."""
        return self._by_name.get(_plain(name), "")

    def license(self, slug: str) -> License | None:
        reading = self.readings.get(slug)
        return reading.document if reading else None

    @property
    def numbers(self) -> dict[str, int]:
        return {
            slug: reading.edition.number
            for slug, reading in self.readings.items()
            if reading.edition
        }


def written_for(license: License) -> str:
    """Return what people write for a license: its identifier, unless only machines would."""
    is_listed = license.spdx and not license.spdx.startswith("LicenseRef-")
    return license.spdx if is_listed else license.short_title


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _names(license: License) -> Iterable[str]:
    stem = license.spdx
    for ending in _ENDINGS:
        stem = stem.removesuffix(ending)
    by_version = [f"{stem}{ending}" for ending in ("", *_ENDINGS, "+")] if stem else []
    names = (license.slug, license.title, license.short_title, license.hub_name, license.spdx)
    return {_plain(name) for name in (*names, *by_version, *license.other_names) if name}


def shelf_of_today() -> Shelf:
    """Return the licenses that readers find now (one query)."""
    readings = current_of_kind(PublicationKind.LICENSE)
    return Shelf({reading.document.slug: reading for reading in readings})


def shelf_of(numbers: Mapping[str, int]) -> Shelf:
    """Return editions by the slugs and numbers of their licenses (one query, or none).

    What was never published is left out.
    """
    if not numbers:
        return Shelf({})
    asked = Q()
    for slug, number in numbers.items():
        asked |= Q(publication__slug=slug, number=number)
    heavy = [f"publication__successor__current__{name}" for name in HEAVY]
    rows = Edition.objects.with_marks().select_related("publication__successor__current")
    rows = rows.without_documents().defer(*heavy)
    editions = rows.filter(asked, publication__kind=PublicationKind.LICENSE)
    found = {reading.document.slug: reading for reading in read_all(editions)}
    return Shelf({slug: found[slug] for slug in numbers if slug in found})


def numbers_of_today() -> dict[str, int]:
    """Return the current edition of every license that is public (one query)."""
    live = Publication.objects.live().of_kind(PublicationKind.LICENSE)
    return dict(live.values_list("slug", "current__number"))
