"""Where the words of a search stand in a text, and how much of it a title says."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from guidance.core.search.queries import Phrase, Query
from guidance.core.search.synonyms import COMMON_WORDS
from guidance.core.search.words import fold, stem

_SNIPPET = 220
_LEAD = 60
_SHOWN_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f'’](?=[^\W_]|[\u0300-\u036f]))*")


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


def title_fit(title: str, query: Query) -> tuple[float, float]:
    """Return how much of the query a title says, and how much of the title that is; 0 to 1.

    A word of the query counts whole, one that is only taken for it by half; words too
    common to search for count for nothing.

    >>> from guidance.core.search.queries import parse
    >>> title_fit("Can I use Llama 2?", parse("can we use Llama 2"))
    (1.0, 1.0)
    >>> title_fit("May I sell a product?", parse("commercial"))
    (0.5, 0.5)
    """
    words = fold(title).split()
    telling = {place for place, word in enumerate(words) if word not in COMMON_WORDS}
    if not (telling and query.groups):
        return 0.0, 0.0
    said = 0.0
    shared: set[int] = set()
    for own, *others in query.groups:
        if places := _places(words, [own]):
            said += 1
        elif places := _places(words, others):
            said += 0.5
        shared |= places
    return said / len(query.groups), len(telling & shared) / len(telling)


def says_together(title: str, query: Query) -> bool:
    """Tell whether a title has the words of the query, of two or more, side by side.

    >>> from guidance.core.search.queries import parse
    >>> query = parse("is code llama covered by it")
    >>> says_together("Is Code Llama covered?", query), says_together("Code for Llama", query)
    (True, False)
    """
    words = tuple(word for own, *_ in query.groups for word in own.words)
    telling = [word for word in fold(title).split() if word not in COMMON_WORDS]
    whole = Phrase(words, is_prefix=False)
    return len(words) > 1 and bool(_places(telling, [whole]))


def holds(text: str, query: Query) -> bool:
    """Tell whether every group of the query stands in ``text`` by one of its phrases."""
    words = fold(text).split()
    return bool(query.groups) and all(_places(words, group) for group in query.groups)


def _places(words: list[str], group: Iterable[Phrase]) -> set[int]:
    """Return where one of the phrases stands among folded words."""
    places: set[int] = set()
    for phrase in group:
        size = len(phrase.words)
        for start in range(len(words) - size + 1):
            pairs = list(zip(words[start : start + size], phrase.words, strict=True))
            *before, (last, own) = pairs
            is_last = stem(last) == stem(own) or (phrase.is_prefix and last.startswith(own))
            if is_last and all(stem(word) == stem(mine) for word, mine in before):
                places.update(range(start, start + size))
    return places


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


@lru_cache(maxsize=32_768)
def _word(word: str) -> str:
    """Fold one shown word into one; remembered, since texts use few words many times."""
    return fold(word).replace(" ", "")


def _matches(text: str, query: Query) -> list[tuple[int, int]]:
    """Return the half-open spans of words that match, those side by side joined."""
    single = [phrase for phrase in query.phrases if not phrase.words[1:]]
    together = [phrase for phrase in query.phrases if phrase.words[1:]]
    opening = tuple(phrase.words[0] for phrase in single if phrase.is_prefix)
    stems = {stem(phrase.words[0]) for phrase in single}
    spans = [match.span() for match in _SHOWN_WORD.finditer(text)]
    folded = [_word(text[start:end]) for start, end in spans]
    hits = [bool(word) and (stem(word) in stems or word.startswith(opening)) for word in folded]
    for phrase in together:
        size = len(phrase.words)
        for place in range(len(folded) - size + 1):
            pairs = zip(folded[place : place + size], phrase.words, strict=True)
            if all(stem(word) == stem(own) for word, own in pairs):
                hits[place : place + size] = [True] * size
    found: list[tuple[int, int]] = []
    for (start, end), is_hit in zip(spans, hits, strict=True):
        between = text[found[-1][1] : start] if found else ""
        if is_hit and found and (between == "." or not between.strip(" -‑")):
            found[-1] = found[-1][0], end
        elif is_hit:
            found.append((start, end))
    return found
