"""Quotes that shipped, over the very text that is quoted today: they were compared before.

A pack is published only over the text whose digest it names, the one that its quotes were
read against. So no sentence has to be kept with them: it is that of the text, as long as the
text is this one. Another text makes them quotes like any other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from guidance.core.walking.memories import Memory
from guidance.models import Edition, PublicationKind
from guidance.services.publishing.shipped import Key, last_shipped

Words = tuple[str, ...]
"""What is quoted: license, section, exact words, prefix, suffix, as ``Quoted.words`` says it."""


@dataclass(frozen=True)
class _Shipped:
    """The quotes of a shipped edition, and of each license that they are from: number, digest.

    Its own text is known by its digest, others by the number of their edition.
    """

    words: frozenset[Words]
    cites: Mapping[str, int | None]
    text: str


_remembered: Memory[_Shipped] = Memory(500)


def shipped_quotes(drafts: Mapping[Key, str]) -> dict[Key, frozenset[Words]]:
    """Return the quotes of these drafts that shipped over the text that they quote today.

    ``drafts`` says by kind and slug the digest of a license's own text, nothing of others.
    Three queries; one more for editions that were not read yet. What was recalled says nothing.
    """
    last = last_shipped(drafts)
    if not last:
        return {}
    editions = Edition.objects.filter(pk__in=last.values(), recall__isnull=True)
    digests = dict(editions.values_list("pk", "digest"))
    unknown = [pk for pk, digest in digests.items() if _remembered.get(digest) is None]
    for edition in editions.filter(pk__in=unknown) if unknown else ():
        _remembered.keep(edition.digest, _read(edition))
    shipped = {
        key: one
        for key, pk in last.items()
        if (one := _remembered.get(digests.get(pk))) is not None
    }
    texts = _Texts(shipped.values())
    return {
        key: frozenset(words for words in one.words if texts.is_same(one, words[0], drafts[key]))
        for key, one in shipped.items()
    }


class _Texts:
    """The digests of the texts that are current, and of those that were cited (one query)."""

    def __init__(self, shipped: Any) -> None:
        cited = {one for each in shipped for one in each.cites.items()}
        named = [Q(publication__slug=slug, number=number) for slug, number in cited]
        live = Q(current_of__isnull=False, current_of__withdrawn_at=None)
        rows = Edition.objects.filter(reduce(or_, named, live))
        self._digests: dict[tuple[str, int | None], str] = {}
        self._now: dict[str, str] = {}
        for slug, number, current, digest in rows.filter(
            publication__kind=PublicationKind.LICENSE
        ).values_list("publication__slug", "number", "current_of", "document__text__digest"):
            self._digests[slug, number] = digest
            if current is not None:
                self._now[slug] = digest

    def is_same(self, shipped: _Shipped, license: str, own: str) -> bool:
        """Tell whether words of a license are quoted over the text that they shipped over."""
        if own:
            return own == shipped.text
        was = self._digests.get((license, shipped.cites.get(license)))
        return was is not None and was == self._now.get(license)


def _read(edition: Edition) -> _Shipped:
    document: Any = edition.document
    cites = {slug: one.get("edition") for slug, one in edition.context.get("licenses", {}).items()}
    is_license = document["kind"] == "license"
    return _Shipped(
        words=frozenset(_quotes(document, document["slug"])),
        cites={} if is_license else cites,
        text=document["text"]["digest"] if is_license else "",
    )


def _quotes(data: Any, license: str) -> Iterator[Words]:
    """Yield the quotes of plain data; no noun is made of it, for that takes a second."""
    if isinstance(data, list):
        for item in data:
            yield from _quotes(item, license)
    elif isinstance(data, dict):
        if (words := quoted_words(data, license)) is not None:
            yield words
        for value in data.values():
            yield from _quotes(value, license)


def quoted_words(data: Any, license: str) -> Words | None:
    """Return what a citation or a note quotes, from plain data; None where that is nothing."""
    quote = data.get("quote") if isinstance(data, dict) else None
    if not isinstance(quote, dict) or "section" not in data:
        return None
    parts = (quote.get(name, "") for name in ("exact", "prefix", "suffix"))
    return (str(data.get("license", license)), str(data["section"]), *map(str, parts))
