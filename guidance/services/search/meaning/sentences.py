"""Which sentences of an entry are compared with a query: all that readers might mean by it."""

import re
from collections.abc import Iterator

from guidance.models import Publication, SearchEntry, SearchKind

_GUIDANCE = tuple(set(SearchKind.values) - {SearchKind.LICENSE, SearchKind.CLAUSE})
"""Kinds that somebody of the team has written; a license without any of them is a text alone."""
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“(])|\n")
_PASSAGE = 300  # signs, about 60 pieces: what a vector of this size tells apart
_PASSAGES = 3


def entries_with_guidance() -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each entry's id with its sentences (one query).

    Of a license that nobody has written about, nothing: there may be thousands of those, and
    their words are found as words.
    """
    guided = Publication.objects.filter(search_entries__kind__in=_GUIDANCE)
    rows = (
        SearchEntry.objects.filter(publication__in=guided.values("pk"))
        .order_by("pk")
        .values_list("pk", "title", "body")
    )
    for pk, title, body in rows.iterator():
        yield pk, sentences_of(title, body)


def sentences_of(title: str, body: str, also: str = "") -> tuple[str, ...]:
    """Return the title, the body in passages that begin with it, and each other wording.

    >>> sentences_of("May I sell it?", "Yes. Keep the notice.", "can we charge money")
    ('May I sell it?', 'May I sell it? Yes. Keep the notice.', 'can we charge money')
    """
    passages = (f"{title} {passage}" for passage in _passages(body))
    return tuple(dict.fromkeys(filter(None, (title, *passages, *also.splitlines()))))


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
