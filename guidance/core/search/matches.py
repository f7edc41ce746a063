"""Where what was asked for stands in a text: marked, and the piece that shows most of it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from guidance.core.search.queries import Query
from guidance.core.search.words import Token, tokens

_SNIPPET = 220
_LEAD = 60


@dataclass(frozen=True)
class Run:
    """A piece of a text, and whether it is what was looked for."""

    text: str
    is_match: bool


def mark(text: str, query: Query) -> tuple[Run, ...]:
    """Split ``text`` into runs, those that match among them; joined they are ``text``."""
    return _runs(text, _matches(text, query))


def snippet(text: str, query: Query, *, length: int = _SNIPPET) -> tuple[Run, ...]:
    """Return the piece of ``text`` with most matches in it, marked; about ``length`` characters."""
    spans = _matches(text, query)
    if len(text) <= length:
        return _runs(text, spans)
    starts = [start for start, _ in spans]
    counts = [bisect_left(starts, at + length - _LEAD) - i for i, at in enumerate(starts)]
    best = starts[counts.index(max(counts))] if starts else 0
    start = 0 if best <= _LEAD else text.find(" ", best - _LEAD, best) + 1 or best
    end = min(len(text), start + length)
    if end < len(text) and (blank := text.rfind(" ", best, end)) > 0:
        end = blank
    before, after = "… " if start else "", " …" if end < len(text) else ""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return _piece(text, spans, start, end, before, after)


def opening(text: str, query: Query, *, length: int = _SNIPPET) -> tuple[Run, ...]:
    """Return the beginning of ``text``, marked, for texts that begin with what matters.

    >>> from guidance.core.search.queries import parse
    >>> [run.text for run in opening("Yes. But not in every case.", parse("case"), length=12)]
    ['Yes. But not …']
    """
    spans = _matches(text, query)
    if len(text) <= length:
        return _runs(text, spans)
    end = text[: length + 1].rfind(" ")
    return _piece(text, spans, 0, end if end > 0 else length, "", " …")


def _piece(
    text: str, spans: Iterable[tuple[int, int]], start: int, end: int, before: str, after: str
) -> tuple[Run, ...]:
    """Return ``text[start:end]`` marked, without blanks at its end, with what stands around it."""
    shown = text[start:end].rstrip()
    moved = (
        (max(first - start, 0) + len(before), min(last - start, len(shown)) + len(before))
        for first, last in spans
    )
    inside = [(first, last) for first, last in moved if first < last]
    return _runs(f"{before}{shown}{after}", inside)


def _runs(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    end = 0
    for start, stop in spans:
        if start > end:
            runs.append(Run(text[end:start], is_match=False))
        runs.append(Run(text[start:stop], is_match=True))
        end = stop
    if end < len(text):
        runs.append(Run(text[end:], is_match=False))
    return tuple(runs)


def _matches(text: str, query: Query) -> list[tuple[int, int]]:
    """Return the half-open spans of what matches, in order, those side by side joined."""
    found = list(_clauses(text, query.clauses))
    single, together = query.marks
    if single or together:
        words, places = _telling(text)
        for term in single & places.keys():
            found += [words[place][2:] for place in places[term]]
        for first in together.keys() & places.keys():
            for terms in together[first]:
                for place in places[first]:
                    found += _side_by_side(words[place : place + len(terms)], terms)
    return _joined(text, found)


@lru_cache(maxsize=1_024)
def _telling(text: str) -> tuple[tuple[Token, ...], Mapping[str, Sequence[int]]]:
    """Return the words of a text that can match, and by their terms which of them these are.

    Kept, since the same texts are shown often.
    """
    words = tuple(token for token in tokens(text) if token.terms)
    places: dict[str, list[int]] = {}
    for place, token in enumerate(words):
        for term in token.terms:
            places.setdefault(term, []).append(place)
    return words, places


def _side_by_side(words: tuple[Token, ...], terms: tuple[str, ...]) -> Iterable[tuple[int, int]]:
    if tuple(token.terms[0] for token in words) == terms:
        return [(token.start, token.end) for token in words]
    return []


def _clauses(text: str, keys: Iterable[str]) -> Iterable[tuple[int, int]]:
    """Yield where clauses are named that were asked for by their numbers."""
    for key in keys:
        parts = r"[.()\s]{1,3}".join(map(re.escape, key.split(".")))
        if "." not in key:
            parts = rf"(?:sections?|clauses?|articles?|§+)\s*{parts}"
        pattern = rf"(?<![\w.]){parts}\)?(?![\w]|[.(]\s?[\da-z]{{1,5}}(?![\w]))"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match.span()


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        between = text[found[-1][1] : start] if found else "x"
        if between == "." or not between.strip(" -‑"):  # empty where they touch or overlap
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
