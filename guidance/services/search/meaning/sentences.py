"""Which sentences of an entry are compared with a query: all that readers might mean by it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guidance.models import Publication, SearchEntry, SearchKind

_GUIDANCE = tuple(set(SearchKind.values) - {SearchKind.LICENSE, SearchKind.CLAUSE})
"""Kinds that somebody of the team has written; a license without any of them is a text alone."""
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“(])|\n")
_PASSAGE = 300  # signs, about 60 pieces: what a vector of this size tells apart
_PASSAGES = 3


@dataclass(frozen=True)
class Said:
    """An entry by its key: the sentences that it says, and those in which people ask for it."""

    entry: int
    own: tuple[str, ...]
    also: tuple[str, ...]


def entries_with_guidance() -> Iterator[Said]:
    """Yield what each entry says (one query).

    Of a license that nobody has written about, nothing: there may be thousands of those, and
    their words are found as words.
    """
    guided = Publication.objects.filter(search_entries__kind__in=_GUIDANCE)
    rows = (
        SearchEntry.objects.filter(publication__in=guided.values("pk"))
        .order_by("pk")
        .values_list("pk", "title", "body", "also")
    )
    for pk, title, body, also in rows.iterator():
        yield Said(
            pk, sentences_of(title, body), tuple(filter(None, dict.fromkeys(also.splitlines())))
        )


def sentences_of(title: str, body: str) -> tuple[str, ...]:
    """Return the title, and the body in passages that each begin with it.

    >>> sentences_of("May I sell it?", "Yes. Keep the notice.")
    ('May I sell it?', 'May I sell it? Yes. Keep the notice.')
    """
    passages = (f"{title} {passage}" for passage in _passages(body))
    return tuple(dict.fromkeys((title, *passages)))


def _passages(body: str) -> Iterator[str]:
    """Yield the first sentences of a text, as many together as fit."""
    passage, count = "", 0
    for sentence in _END.split(body):
        if passage and len(passage) + len(sentence) > _PASSAGE:
            yield passage
            passage, count = "", count + 1
            if count == _PASSAGES:
                return
        passage = f"{passage} {sentence}".strip()
    if passage:
        yield passage
