"""The team's own queries: where their right pages stand, and what publishing a draft would move."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import SystemRandom

from guidance.core.documents.editions import Context, Publishable
from guidance.models import JudgedQuery, Publication, SearchEntry
from guidance.services.asking.quality import Answer, Asked
from guidance.services.search import memory
from guidance.services.search.entries import entries_of
from guidance.services.search.memory import Index
from guidance.services.search.searching import found_in
from guidance.services.search.wordings import wordings_of

MOST = 300
"""Queries that one page measures: with meaning that takes seconds."""


@dataclass(frozen=True)
class Moved:
    """A query whose first right page would stand elsewhere; 0 where none is found."""

    row: JudgedQuery
    before: int
    after: int

    @property
    def is_better(self) -> bool:
        return 0 < self.after < (self.before or self.after + 1)


def judged() -> list[JudgedQuery]:
    return list(JudgedQuery.objects.all()[:MOST])


def answers_now(rows: Sequence[JudgedQuery]) -> list[tuple[JudgedQuery, Answer]]:
    """Return where each query's first right page stands for readers now (four queries)."""
    index = memory.current()
    urls = dict(SearchEntry.objects.values_list("pk", "url"))
    found = []
    for row in rows:
        shown = [urls.get(one.pk, "") for one in found_in(index, row.query, by_meaning=True)]
        asked = Asked(query=row.query, accept=row.addresses)
        found.append((row, Answer(asked, _place(shown, row.addresses), tuple(shown[:3]))))
    return found


def moved_by(
    rows: Sequence[JudgedQuery], document: Publishable, context: Context
) -> tuple[list[Answer], list[Answer], list[Moved]]:
    """Return the answers by words now and with this document published, and what moves.

    Its sentences have no vectors before they are published, so both are by words alone.
    """
    urls = dict(SearchEntry.objects.values_list("pk", "url"))
    index = memory.current()
    later, own = _with(index, document, context)
    before = _answers(index, rows, urls)
    after = _answers(later, rows, urls | own)
    moved = [
        Moved(row, was.place, comes.place)
        for row, was, comes in zip(rows, before, after, strict=True)
        if was.place != comes.place
    ]
    return before, after, moved


def _answers(index: Index, rows: Iterable[JudgedQuery], urls: dict[int, str]) -> list[Answer]:
    found = []
    for row in rows:
        shown = [urls.get(one.pk, "") for one in found_in(index, row.query, by_meaning=False)]
        asked = Asked(query=row.query, accept=row.addresses)
        found.append(Answer(asked, _place(shown, row.addresses), tuple(shown[:3])))
    return found


def _place(urls: Sequence[str], accept: Iterable[str]) -> int:
    right = set(accept)
    return next((place for place, url in enumerate(urls, 1) if url in right), 0)


def _with(index: Index, document: Publishable, context: Context) -> tuple[Index, dict[int, str]]:
    """Return the index as it would be with a document published, and addresses of its entries."""
    kind, slug = document.kind, document.slug
    stands = Publication.objects.filter(kind=kind, slug=slug).first()
    publication = stands or Publication(kind=kind, slug=slug)
    entries = list(entries_of(publication, document, context, wordings=wordings_of(kind, slug)))
    rows, urls = [], {}
    number = publication.pk or -1
    for pk, one in enumerate(entries, 1):
        urls[-pk] = one.url
        values = {**vars(one), "pk": -pk, "publication_id": number}
        rows.append(tuple(values[name] for name in memory.COLUMNS))
    stamps = {**index.stamps, number: SystemRandom().getrandbits(48)}
    return index.replaced(stamps, rows), urls


def unknown_in(addresses: Iterable[str]) -> list[str]:
    """Return those addresses that the search cannot find: mistyped, or not published (a query)."""
    wanted = list(dict.fromkeys(addresses))
    known = set(SearchEntry.objects.filter(url__in=wanted).values_list("url", flat=True))
    return [url for url in wanted if url not in known]
