"""Licenses to choose from: all where there are few, else the first of the list and those named."""

import re
from collections.abc import Collection
from typing import NamedTuple

from guidance.core.documents.fields import SLUG_PATTERN
from guidance.models import Publication, PublicationKind
from guidance.models.editions import PublicationQuerySet
from guidance.models.said import Listed

MOST = 60
"""As many as a page of the list of licenses has."""
_SLUG = re.compile(SLUG_PATTERN, re.ASCII)


class Offer(NamedTuple):
    """Licenses in the order of the list; ``is_all`` tells whether there are no others."""

    listed: list[Listed]
    is_all: bool


def offered(
    *fields: str, also: Collection[str] = (), found: Collection[str] | None = None
) -> Offer:
    """Return licenses to choose from, with these fields of their cards.

    ``also`` are slugs that have to be among them where they are public. ``found`` are those that
    somebody looked for, instead of the first. One query, two where there are many.
    """
    first = live_licenses()[: MOST + 1].listed(*fields)
    if len(first) <= MOST:
        return Offer(first, is_all=True)
    kept = first[:MOST] if found is None else []
    missing = {*also, *(found or ())} - {one.slug for one in kept}
    more = live_licenses(missing).listed(*fields) if missing else []
    return Offer([*more, *kept], is_all=False)


def listed(slugs: Collection[str]) -> dict[str, Listed]:
    """Return what lists show of these licenses, by slug, where they are public (one query)."""
    found = live_licenses(slugs).listed() if slugs else []
    return {one.slug: one for one in found}


def live_licenses(slugs: Collection[str] | None = None) -> PublicationQuerySet:
    """Return the licenses that readers find now, or those of these slugs, in the order of the list.

    Slugs may be what somebody typed: what cannot be one is that of no license.
    """
    live = Publication.objects.live().of_kind(PublicationKind.LICENSE).order_by("position", "slug")
    if slugs is None:
        return live
    return live.filter(slug__in=sorted(filter(_SLUG.fullmatch, slugs)))
