"""The order of what is found: by fields and rarity of words, by whole wordings, by scope.

All numbers come from the index, so both databases rank alike. No query is made here.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from guidance.core.search.queries import Query
from guidance.core.search.wants import Want, Way
from guidance.models import SearchKind
from guidance.services.search.memory import Index
from guidance.services.search.postings import Floats, Postings

KIND_WEIGHTS: Mapping[SearchKind, float] = {
    SearchKind.TREE: 1.0,
    SearchKind.FAQ: 1.0,
    SearchKind.LICENSE: 1.0,
    SearchKind.TERM: 1.0,
    SearchKind.NOTE: 0.9,
    SearchKind.OUTCOME: 0.7,
    SearchKind.CLAUSE: 0.7,
    SearchKind.POLICY: 0.7,
    SearchKind.QUESTION: 0.7,
}
"""An answer comes before the words that it is about."""


@dataclass(frozen=True)
class Tuning:
    """What the order hangs on beside the fields; found by trying (decision 28)."""

    lines: float = 1.0
    coverage: float = 0.15
    elsewhere: float = 0.2
    elsewhere_leaning: float = 0.6
    begun: float = 0.6
    meaning: float = 0.5
    is_found: float = 0.3
    is_listed: float = 0.7
    kinds: Mapping[SearchKind, float] = field(default_factory=lambda: KIND_WEIGHTS)


TUNING = Tuning()
_FUSED = 100
_MAX_BEGUN = 30
_NAMED = 1e6
_MOST = 0.5
_UNKNOWN = 2.0


@dataclass(frozen=True)
class Ranking:
    """Rows of the index, best first; ``is_any``: none of them has most of what was asked for."""

    rows: NDArray[np.int64]
    is_any: bool


def ranked(
    index: Index,
    query: Query,
    *,
    meaning: Mapping[int, float] | None = None,
    only: SearchKind | None = None,
    tuning: Tuning = TUNING,
) -> Ranking:
    """Return what a query finds, best first; of one kind ``only``, where that is given.

    ``meaning`` is a second ranking: a number for the keys of entries, higher is better. It
    counts half, over the best of both; in a list of one kind it finds only where words do not.
    """
    size = len(index.entries)
    if not size:
        return Ranking(np.empty(0, np.int64), is_any=False)
    wants = [_known(want, index, tuning) for want in query.wants]
    words, coverage = _by_words(index.words, wants)
    whole = sum(want.weight * _worth_of(index.words, want) for want in wants)
    score = words * (1 - tuning.coverage + tuning.coverage * coverage)
    if tuning.lines:
        score += tuning.lines * whole * _by_lines(index, wants)
    factor = _by_kind(index, tuning) * _by_scope(index, query, tuning)
    if only is not None:
        is_of_kind = np.array([entry.kind == only for entry in index.entries], bool)
        words, coverage = words * is_of_kind, coverage * is_of_kind
    share = tuning.is_found if only is None else tuning.is_listed
    is_found = (words > 0) & (coverage >= share * coverage.max(initial=0))
    if meaning:
        score, is_any_found = _fused(index, score, is_found, meaning, tuning)
        if only is None or not is_found.any():  # else a list would keep what is merely near
            is_found = is_any_found
    score = score * factor + _named(index, query)
    is_found |= score >= _NAMED
    if only is not None:
        is_found &= is_of_kind
    found = np.flatnonzero(is_found)
    order = found[np.argsort(-score[found], kind="stable")]
    is_any = bool(len(found)) and not query.clauses and coverage.max(initial=0) < _MOST
    return Ranking(order, is_any)


def _known(want: Want, index: Index, tuning: Tuning) -> Want:
    """Return what is asked for; a word that is not known is found by words that begin alike."""
    if any(index.words.count(term) for way in want.ways for term in way.terms):
        return want
    begun = tuple(Way((term,), tuning.begun) for term in _begun(want.word, index.sorted_terms))
    return replace(want, ways=(*want.ways, *begun))


def _begun(word: str, terms: list[str]) -> list[str]:
    """Return terms that begin as a word does, or as most of a long one does."""
    if len(word) < 3 or not word.isalpha():
        return []
    for length in (len(word), *range(len(word) - 1, max(4, len(word) - 4), -1)):
        first = bisect_left(terms, word[:length])
        near = terms[first : first + _MAX_BEGUN]
        if found := [term for term in near if term.startswith(word[:length])]:
            return found
    return []


def _worth_of(words: Postings, want: Want) -> float:
    """Return how much what is asked for says: how rare it is, as it was typed or by another way."""
    for way in want.ways:
        if worth := float(words.rarities(way.terms).sum()) / len(way.terms) ** 0.5:
            return float(worth * way.worth)
    return 0.0


def _by_words(words: Postings, wants: Iterable[Want]) -> tuple[Floats, Floats]:
    """Return what each row is worth by its words, and the share of the query that it holds."""
    total = np.zeros(words.size, np.float32)
    covered = np.zeros(words.size, np.float32)
    whole = 0.0
    for want in wants:
        worth = _worth_of(words, want)
        if not worth:
            whole += 0.0 if want.is_name else want.weight * _UNKNOWN
            continue
        best = np.zeros(words.size, np.float32)
        for way in want.ways:
            np.maximum(best, _by_way(words, way, worth), out=best)
        total += want.weight * best
        covered += want.weight * worth * (best > 0)
        whole += want.weight * worth
    return total, covered / (whole or 1.0)


def _by_way(words: Postings, way: Way, most: float) -> Floats:
    found = np.zeros(words.size, np.float32)
    held = np.zeros(words.size, np.int8)
    for term in way.terms:
        rows, weights = words.of(term)
        found[rows] += min(words.rarity(term), most) * weights
        held[rows] += 1
    if way.needs_all:
        found[held < len(way.terms)] = 0
    return found * np.float32(way.worth / len(way.terms) ** 0.5)


def _by_lines(index: Index, wants: list[Want]) -> Floats:
    """Return how nearly one wording of each row says the query, and no more: 0 to 1 (a cosine)."""
    lines = index.lines
    total = np.zeros(lines.size, np.float32)
    asked = 0.0
    for want in wants:
        best = np.zeros(lines.size, np.float32)
        for way in want.ways:
            found = np.zeros(lines.size, np.float32)
            held = np.zeros(lines.size, np.int8)
            for term in way.terms:
                rows, _ones = lines.of(term)
                found[rows] += way.worth * lines.rarity(term) ** 2
                held[rows] += 1
            if way.needs_all:
                found[held < len(way.terms)] = 0
            np.maximum(best, found, out=best)
        total += want.weight * best
        rarity = lines.rarities(want.ways[0].terms)
        asked += want.weight**2 * (float((rarity**2).sum()) or 16.0)
    found = total / np.maximum(index.line_norms * asked**0.5, 1e-6)
    nearest = np.zeros(len(index.entries), np.float32)
    np.maximum.at(nearest, index.line_rows, found)
    return nearest


def _by_kind(index: Index, tuning: Tuning) -> Floats:
    weights = np.array([tuning.kinds[kind] for kind in SearchKind], np.float32)
    return weights.take(index.kinds)


def _by_scope(index: Index, query: Query, tuning: Tuning) -> Floats:
    """Return 1 for what is about the licenses that are named, and less for the rest."""
    named, elsewhere = query.scope, tuning.elsewhere
    if not named:
        named, elsewhere = query.lean, tuning.elsewhere_leaning
    found = np.full(len(index.entries), elsewhere if named else 1.0, np.float32)
    for slug in named:
        found[index.rows_of_license.get(slug, np.empty(0, np.int32))] = 1.0
    return found


def _named(index: Index, query: Query) -> Floats:
    """Return what puts first what is asked for by its number or its name."""
    found = np.zeros(len(index.entries), np.float32)
    for row in (row for key in query.clauses for row in index.clauses.get(key, ())):
        found[row] = 2 * _NAMED if _is_in(index.entries[row].licenses, query.scope) else _NAMED
    if query.asks_for_license or (query.is_general and len(query.scope) == 1):
        for row, entry in enumerate(index.entries):
            if entry.kind == SearchKind.LICENSE and entry.key in (*query.scope, *query.lean):
                found[row] = _NAMED
    return found


def _is_in(licenses: Iterable[str], scope: Iterable[str]) -> bool:
    return not set(scope).isdisjoint(licenses)


def _fused(
    index: Index,
    score: Floats,
    is_found: NDArray[np.bool_],
    meaning: Mapping[int, float],
    tuning: Tuning,
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return both rankings as one: each from 0 to 1 over its best, in equal parts."""
    second = np.zeros(len(index.entries), np.float32)
    best = sorted(meaning.items(), key=lambda item: -item[1])[:_FUSED]
    least, most = best[-1][1], best[0][1]
    for pk, worth in best:
        if (row := index.row_of.get(pk)) is not None:
            second[row] = 0.05 + 0.95 * (worth - least) / ((most - least) or 1.0)
    first = score / (score.max(initial=0) or 1.0)
    both = (1 - tuning.meaning) * first + tuning.meaning * second
    return both, is_found | (second > 0)
