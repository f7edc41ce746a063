"""What comes first for many queries with given synonyms: for who weighs a change before saving."""

from collections.abc import Iterable

from guidance.core.search.queries import parse
from guidance.models import SearchEntry
from guidance.services.search import memory
from guidance.services.search.ranking import ranked
from guidance.services.search.synonyms import Active

FIRST = 3


def first_hits(queries: Iterable[str], synonyms: Active) -> list[tuple[int, ...]]:
    """Return for each query the keys of the entries that come first, by words (one query)."""
    index = memory.current()
    found = []
    for query in queries:
        rows = ranked(index, parse(query, names=index.names, synonyms=synonyms)).rows[:FIRST]
        found.append(tuple(index.entries[row].pk for row in rows))
    return found


def titles_of(pks: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return title and address of entries, by their keys (one query)."""
    rows = SearchEntry.objects.filter(pk__in=set(pks))
    return {pk: (title, url) for pk, title, url in rows.values_list("pk", "title", "url")}
