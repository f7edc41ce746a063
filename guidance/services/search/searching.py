"""Search over what is published: clauses, notes, terms, answers, questions, outcomes.

Any text can be searched for.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from guidance.core.search.queries import Query
from guidance.models import SearchEntry, SearchKind
from guidance.services.search import memory
from guidance.services.search.filling import questions_for
from guidance.services.search.folding import folded
from guidance.services.search.hits import Result, results_of
from guidance.services.search.meaning.standing import standing
from guidance.services.search.memory import Entry, Index
from guidance.services.search.ranking import TUNING, ranked
from guidance.services.search.suggesting import suggestion
from guidance.services.search.synonyms import parse

PAGE_SIZE = 20
_FEW = 5
_LONG = 120
"""Signs of a query whose names say so little beside the rest that it is read as typed alone."""
_LOOSE = replace(TUNING, is_found=0.0)


@dataclass(frozen=True)
class Facet:
    """A filter with how many it would leave, given the other filter."""

    value: str
    name: str
    count: int
    is_active: bool


@dataclass(frozen=True)
class SearchPage:
    """A page of results, best first, and what the reader should know about the search.

    ``suggestion`` is another query that may have been meant, or empty; the results are then
    those of it: ``is_corrected``. ``is_any``: none of them has all the words. ``scope`` are
    licenses (slug, name) that the query names and that come first for that; it is empty where
    that was not wanted, and ``named`` then says that there are such.
    """

    query: Query
    results: tuple[Result, ...]
    total: int
    page: int
    pages: int
    kinds: tuple[Facet, ...]
    licenses: tuple[Facet, ...]
    is_any: bool = False
    is_corrected: bool = False
    suggestion: str = ""
    scope: tuple[tuple[str, str], ...] = ()
    named: bool = False
    is_whole: bool = False


def search(
    query: str,
    *,
    kinds: Iterable[str] | None = None,
    license: str | None = None,
    page: int = 1,
    is_scoped: bool = True,
    is_answering: bool = False,
    by_meaning: bool = True,
) -> SearchPage:
    """Search for any text, in two queries; two more where entries have changed.

    Kinds that do not exist are ignored, nothing is found in a license that does not exist,
    and a page that does not exist becomes the nearest that does. Where it is not
    ``is_scoped``, licenses that are named bring nothing up. Where it ``is_answering``, results
    say in full what they answer, and what says the same is one. What it means counts half,
    where that is known.
    """
    index = memory.current()
    asked = parse(query, names=index.names)
    used, better = _meant(asked, index)
    if not is_scoped:
        used = used.unscoped()
    found = ranked(index, used, meaning=_meaning(used, index) if by_meaning else None)
    is_corrected = bool(better) and len(found.rows) > 0
    wanted = frozenset(kind for kind in SearchKind.values if kind in set(kinds or ()))
    slug = license or ""
    entries = [index.entries[row] for row in found.rows]
    if is_answering:
        entries = _with_others(entries, used, index)
    if slug and used.is_general:
        entries.sort(key=lambda one: one.kind != SearchKind.LICENSE or one.key != slug)
    of_kinds = _hits((one for one in entries if _fits(one, wanted, "")), is_answering)
    chosen = of_kinds
    if slug:
        chosen = _hits((one for one in entries if _fits(one, wanted, slug)), is_answering)
    pages = max(1, -(-len(chosen) // PAGE_SIZE))
    page = min(max(page, 1), pages)
    names = index.short_names
    shown = dict(islice(chosen.items(), (page - 1) * PAGE_SIZE, page * PAGE_SIZE))
    return SearchPage(
        query=asked,
        results=results_of(shown, used, index, is_answering=is_answering),
        total=len(chosen),
        page=page,
        pages=pages,
        kinds=_kind_facets(entries, wanted, slug),
        licenses=_license_facets(of_kinds, slug, names),
        is_any=found.is_any,
        is_corrected=is_corrected,
        suggestion=better,
        scope=tuple((one, names.get(one, one)) for one in asked.scope) if is_scoped else (),
        named=bool(asked.scope),
        is_whole=used.asks_for_license or used.is_general,
    )


def found_in(index: Index, query: str, *, by_meaning: bool) -> list[Entry]:
    """Return what a query finds in an index, best first; by meaning only in the current one."""
    used = _meant(parse(query, names=index.names), index)[0]
    meaning = _meaning(used, index) if by_meaning else None
    return [index.entries[row] for row in ranked(index, used, meaning=meaning).rows]


def addresses(query: str, *, by_meaning: bool = True) -> tuple[str, ...]:
    """Return the addresses of the best hundred that a query finds, best first."""
    entries = found_in(memory.current(), query, by_meaning=by_meaning)[:100]
    urls = dict(SearchEntry.objects.filter(pk__in=[o.pk for o in entries]).values_list("pk", "url"))
    return tuple(urls[one.pk] for one in entries if one.pk in urls)


def order_of(query: str, *, kind: SearchKind) -> dict[str, int]:
    """Return the keys of what a query finds of one kind, each with its place.

    Words too common to search leave everything out, as the search does.
    """
    index = memory.current()
    used = _meant(parse(query, names=index.names), index)[0]
    rows = ranked(index, used, only=kind, meaning=_meaning(used, index)).rows
    return {index.entries[row].key: place for place, row in enumerate(rows)}


def _meant(asked: Query, index: Index) -> tuple[Query, str]:
    """Return what was meant, and how that is written where it was written otherwise."""
    better = suggestion(asked, index) if asked.wants else ""
    return (parse(better, names=index.names), better) if better else (asked, "")


def _meaning(query: Query, index: Index) -> Mapping[int, float]:
    """Return what is nearest to what a query means, with the names of licenses and without."""
    if not query.wants:
        return {}
    rest = index.names.left_out(query.text) if len(query.text) <= _LONG else ""
    return standing.nearest(query.text, rest, generation=index.generation)


def _fits(entry: Entry, kinds: frozenset[str], slug: str) -> bool:
    return (not kinds or entry.kind in kinds) and (not slug or slug in entry.licenses)


def _with_others(entries: list[Entry], query: Query, index: Index) -> list[Entry]:
    """Put questions first that ask for a number that is stated; let one rare word not hide all."""
    entries = [*questions_for(query, index), *entries]
    if 0 < len(entries) < _FEW:
        rows = ranked(index, query, tuning=_LOOSE).rows
        entries += [index.entries[row] for row in rows]
    return list(dict.fromkeys(entries))


def _hits(entries: Iterable[Entry], is_answering: bool) -> dict[Entry, list[Entry]]:
    """Return hits in their order, each with what says the same, where that is asked for."""
    return folded(entries) if is_answering else {one: [] for one in entries}


def _kind_facets(entries: list[Entry], wanted: frozenset[str], slug: str) -> tuple[Facet, ...]:
    found = Counter(one.kind for one in entries if not slug or slug in one.licenses)
    return tuple(
        Facet(kind.value, str(kind.label), found[kind], kind.value in wanted)
        for kind in SearchKind
        if found[kind] or kind.value in wanted
    )


def _license_facets(
    entries: Iterable[Entry], slug: str, names: dict[str, str]
) -> tuple[Facet, ...]:
    found: Counter[str] = Counter()
    for one in entries:
        found.update(one.licenses)
    if slug and slug in names:
        found.setdefault(slug, 0)
    return tuple(
        Facet(value, names.get(value, value), count, value == slug)
        for value, count in sorted(
            found.items(), key=lambda item: (-item[1], names.get(item[0], ""), item[0])
        )
    )
