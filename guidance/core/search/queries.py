"""What a search asks for, and where its words stand in a text.

Any input is a query: what cannot be searched is left out. Nothing here knows the
databases; ``services.search.engines`` writes a query in their languages.
"""

import re
from dataclasses import dataclass

from guidance.core.search.clauses import named_in
from guidance.core.search.synonyms import COMMON_WORDS, SYNONYMS
from guidance.core.search.words import fold, stem

MAX_QUERY = 200
MAX_WORDS = 20
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True)
class Phrase:
    """Words that stand side by side; where ``is_prefix``, the last may go on."""

    words: tuple[str, ...]
    is_prefix: bool


@dataclass(frozen=True)
class Query:
    """What a search asks for: every group has to match, by one of its phrases.

    ``text`` is what can be shown again in the search field. ``clauses`` are section
    keys that the query names. ``is_common``: it held only words too common to search.
    """

    text: str = ""
    groups: tuple[tuple[Phrase, ...], ...] = ()
    clauses: tuple[str, ...] = ()
    is_cut: bool = False
    is_common: bool = False

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return tuple(phrase for group in self.groups for phrase in group)


def parse(raw: str) -> Query:
    """Read what somebody typed. Any text is a query; the excess of MAX_QUERY is cut off.

    >>> parse("section 1(b)(v)").clauses
    ('1.b.v',)
    >>> [phrase.words for phrase in parse("MAU").phrases]
    [('mau',), ('monthly', 'active', 'users')]
    """
    raw = raw.strip()
    text = " ".join(_UNSHOWABLE.sub(" ", raw[:MAX_QUERY]).split())
    clauses, numbers, rest = _clauses(text)
    words = fold(rest).split()[:MAX_WORDS]
    kept = [word for word in words if word not in COMMON_WORDS]
    return Query(
        text=text,
        groups=tuple(dict.fromkeys((*numbers, *_groups(kept)))),
        clauses=clauses,
        is_cut=len(raw) > MAX_QUERY,
        is_common=bool(words) and not kept and not clauses,
    )


def loosened(query: Query) -> Query:
    """Return the query with words that only begin alike, for when it finds nothing.

    Stems are shorter than words, so "distributio" has to lose letters to be found.
    """
    return Query(
        text=query.text,
        groups=tuple((*group, *map(_loose, group)) for group in query.groups),
        clauses=query.clauses,
        is_cut=query.is_cut,
        is_common=query.is_common,
    )


def _loose(phrase: Phrase) -> Phrase:
    *before, last = phrase.words
    return Phrase((*before, last[: max(5, len(last) - 3)]), is_prefix=len(last) > 1)


def _clauses(text: str) -> tuple[tuple[str, ...], list[tuple[Phrase, ...]], str]:
    """Return the section keys that a query names, these as phrases, and the rest of it."""
    keys, numbers, rest = named_in(text.lower())
    phrases: list[tuple[Phrase, ...]] = []
    for number in numbers:
        parts = tuple(fold(number).split())
        ways = [parts] if parts[1:] else [("section", *parts), ("clause", *parts)]
        phrases.append(tuple(Phrase(way, is_prefix=False) for way in ways))
    return keys, phrases, rest


def _groups(words: list[str]) -> tuple[tuple[Phrase, ...], ...]:
    groups: list[tuple[Phrase, ...]] = []
    place = 0
    while place < len(words):
        length, others = _synonyms(words, place)
        own = tuple(words[place : place + length])
        is_last = place + length == len(words)
        group = [Phrase(own, is_prefix=_is_open(own[-1], is_last=is_last))]
        group += [Phrase(other, is_prefix=False) for other in others if other != own]
        if tuple(group) not in groups:
            groups.append(tuple(group))
        place += length
    return tuple(groups)


def _synonyms(words: list[str], place: int) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """Return how many words from ``place`` on have synonyms, and these; (1, ()) if none has."""
    best: tuple[int, tuple[tuple[str, ...], ...]] = (1, ())
    for synonyms in SYNONYMS:
        phrases = tuple(tuple(phrase.split()) for phrase in synonyms)
        for phrase in phrases:
            size = len(phrase)
            is_here = tuple(words[place : place + size]) == phrase
            if is_here and (size > best[0] or not best[1]):
                best = size, phrases
    return best


def _is_open(word: str, *, is_last: bool) -> bool:
    """Say whether a word is matched by its beginning too.

    Not numbers (2 is not 2023), and not words whose stem is so short that it would
    match anything: "use" becomes "us" and would find "usual".
    """
    return (
        not word.isdigit()
        and len(word) >= (2 if is_last else 3)
        and (stem(word) == word or len(stem(word)) >= 3)
    )
