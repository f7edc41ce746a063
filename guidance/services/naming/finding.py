"""Licenses found by their names, as readers find them now."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from guidance.models import LicenseName, NameRule, PublicationKind
from guidance.models.said import identifier_of

_AT_ONCE = 500
"""Numbers in one query are bounded on SQLite."""


@dataclass(frozen=True)
class Called:
    """A license that is called so, and the number of its current edition."""

    key: str
    slug: str
    spdx: str
    number: int


def called(rule: NameRule, keys: Collection[str]) -> Iterator[Called]:
    """Yield each license with each of these names that it has, in the order of lists.

    A query for 500 names. They have to be such as a database holds.
    """
    names = sorted(filter(None, keys))
    for start in range(0, len(names), _AT_ONCE):
        found = LicenseName.objects.filter(
            rule=rule,
            key__in=names[start : start + _AT_ONCE],
            publication__kind=PublicationKind.LICENSE,
            publication__current__isnull=False,
            publication__withdrawn_at__isnull=True,
        ).order_by("publication__position", "publication__slug")
        columns = ("key", "publication__slug", "publication__current__number")
        for key, slug, number, spdx in found.values_list(*columns, identifier_of()):
            yield Called(key, slug, spdx or "", number)
