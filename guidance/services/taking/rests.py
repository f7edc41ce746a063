"""The editions of licenses that a result rests on, with their texts."""

from collections.abc import Mapping

from django.db.models import Q

from guidance.core.documents.licenses import License
from guidance.core.documents.trees import Tree
from guidance.core.walking.memories import Memory
from guidance.models import Edition, PublicationKind
from guidance.services.editions.readings import Reading, read_all
from guidance.services.results.presenting import Result

Licenses = Mapping[str, Reading[License]]
"""Licenses by slug, each in the edition that the questionnaire cites."""


_memory: Memory[dict[str, Reading[License]]] = Memory(32)


def licenses_of(result: Result) -> dict[str, Reading[License]]:
    """Return the licenses that a result rests on, as they stood.

    They are asked for once in a process (one query, or none): what became of one since is no part
    of what is said here. A draft that was never published has no edition, and is left out.
    """
    numbers = _numbers(result.reading, _slugs(result))
    if not numbers:
        return {}
    edition = result.reading.edition
    if edition is None:
        return _asked(numbers)
    return _memory.of((edition.digest, *numbers.items()), lambda: _asked(numbers))


def _asked(numbers: Mapping[str, int]) -> dict[str, Reading[License]]:
    asked = Q()
    for slug, number in numbers.items():
        asked |= Q(publication__slug=slug, number=number)
    rows = Edition.objects.with_marks().without_documents()
    editions = rows.filter(asked, publication__kind=PublicationKind.LICENSE)
    found = {reading.document.slug: reading for reading in read_all(editions)}
    return {slug: found[slug] for slug in numbers if slug in found}


def _slugs(result: Result) -> dict[str, None]:
    """Return the licenses that the questionnaire is about, then those that are cited besides."""
    slugs = dict.fromkeys(result.reading.document.licenses)
    for possibility in result.walk.possibilities:
        slugs |= dict.fromkeys(ref.partition("/")[0] for ref in possibility.terms)
    return slugs


def _numbers(reading: Reading[Tree], slugs: Mapping[str, None]) -> dict[str, int]:
    cited = reading.context.licenses
    return {
        slug: number
        for slug in slugs
        if slug in cited and (number := cited[slug].edition) is not None
    }
