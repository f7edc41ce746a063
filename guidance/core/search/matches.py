"""Where what was asked for stands in a text: marked, and the piece that shows most of it."""

import re
from bisect import bisect_left
from collections.abc import Iterable
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
    runs: list[Run] = []
    end = 0
    for start, stop in _matches(text, query):
        if start > end:
            runs.append(Run(text[end:start], is_match=False))
        runs.append(Run(text[start:stop], is_match=True))
        end = stop
    if end < len(text):
        runs.append(Run(text[end:], is_match=False))
    return tuple(runs)


def snippet(text: str, query: Query, *, length: int = _SNIPPET) -> tuple[Run, ...]:
    """Return the piece of ``text`` with most matches in it, marked; about ``length`` characters."""
    if len(text) <= length:
        return mark(text, query)
    starts = [start for start, _ in _matches(text, query)]
    counts = [bisect_left(starts, at + length - _LEAD) - i for i, at in enumerate(starts)]
    best = starts[counts.index(max(counts))] if starts else 0
    start = 0 if best <= _LEAD else text.find(" ", best - _LEAD, best) + 1 or best
    end = min(len(text), start + length)
    if end < len(text) and (blank := text.rfind(" ", start + 1, end)) > best:
        end = blank
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark(f"{before}{text[start:end].strip()}{after}", query)


def opening(text: str, query: Query, *, length: int = _SNIPPET) -> tuple[Run, ...]:
    """Return the beginning of ``text``, marked, for texts that begin with what matters.

    >>> from guidance.core.search.queries import parse
    >>> [run.text for run in opening("Yes. But not in every case.", parse("case"), length=12)]
    ['Yes. But not …']
    """
    if len(text) <= length:
        return mark(text, query)
    end = text.rfind(" ", 1, length + 1)
    return mark(f"{text[: end if end > 0 else length].rstrip()} …", query)


def _matches(text: str, query: Query) -> list[tuple[int, int]]:
    """Return the half-open spans of what matches, in order, those side by side joined."""
    found = list(_clauses(text, query.clauses))
    single: set[str] = set()
    together: dict[str, list[tuple[str, ...]]] = {}
    for want in query.wants:
        for way in () if want.is_name else want.ways:
            if len(way.terms) == 1:
                single.update(way.terms)
            else:
                together.setdefault(way.terms[0], []).append(way.terms)
    if single or together:
        words = _telling(text)
        for place, token in enumerate(words):
            if not single.isdisjoint(token.terms):
                found.append((token.start, token.end))
            for terms in together.get(token.terms[0], ()):
                found += _side_by_side(words[place : place + len(terms)], terms)
    return _joined(text, found)


@lru_cache(maxsize=1_024)
def _telling(text: str) -> tuple[Token, ...]:
    """Return the words of a text that can match; kept, since the same texts are shown often."""
    return tuple(token for token in tokens(text) if token.terms)


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
        if found and (start <= found[-1][1] or between == "." or not between.strip(" -‑")):
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
