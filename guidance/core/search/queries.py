"""What a search asks for, and where its words stand in a text.

Any input is a query: what cannot be searched is left out. Nothing here knows the
databases; ``services.search_engines`` writes a query in their languages.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from guidance.core.search.synonyms import COMMON_WORDS, SYNONYMS

MAX_QUERY = 200
MAX_WORDS = 20
MAX_WORD = 60
_SNIPPET = 220
_LEAD = 60

_CUT_WORD = re.compile("['’ʼ`\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_SHOWN_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f'’](?=[^\W_]|[\u0300-\u036f]))*")
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]+")
_MARKED_NUMBER = re.compile(
    r"(?:\b(?:sections?|sec|clauses?|articles?|art|paragraphs?|para)\b\.?|§+)"
    r"\s*(\d{1,3}(?:\s*[.(]\s*[0-9a-z]{1,5}\s*\)?)*)(?![0-9a-z])",
    re.ASCII,
)
_DOTTED_NUMBER = re.compile(
    r"(?<![0-9a-z.])((?:aup\.|\d{1,3}\s?(?=\([a-z0-9]{1,5}\))|\d{1,3}\.(?=[a-z0-9]))"
    r"[0-9a-z().]{1,40})(?![0-9a-z])",
    re.ASCII,
)
_BARE_NUMBER = re.compile(r"\s*(\d{1,3})\.?\s*\Z", re.ASCII)


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


@dataclass(frozen=True)
class Run:
    """A piece of a text, and whether it is what was looked for."""

    text: str
    is_match: bool


def fold(text: str) -> str:
    """Return the words of ``text`` as they are compared: lower case, no accents, one blank between.

    >>> fold("Fine‑Tuning the licensee's Modèle (1.b.v)")
    'fine tuning the licensees modele 1 b v'
    """
    text = unicodedata.normalize("NFKD", _CUT_WORD.sub("", text))
    bare = "".join(sign for sign in text if not unicodedata.combining(sign)).casefold()
    return " ".join(word[:MAX_WORD] for word in _WORD.findall(bare))


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


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """Cut a usual ending off a folded word; only for marking words and for short prefixes.

    >>> [stem(word) for word in ("training", "licenses", "use")]
    ['train', 'licens', 'us']
    """
    if word.isdigit():
        return word
    for ending in ("ations", "ation", "ings", "ing", "ions", "ion", "ies", "ers", "ed", "es",
                   "er", "s", "e", "y"):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)]
    return word


def _loose(phrase: Phrase) -> Phrase:
    *before, last = phrase.words
    return Phrase((*before, last[: max(5, len(last) - 3)]), is_prefix=len(last) > 1)


def _clauses(text: str) -> tuple[tuple[str, ...], list[tuple[Phrase, ...]], str]:
    """Return the section keys that a query names, these as phrases, and the rest of it."""
    text = text.lower()
    if bare := _BARE_NUMBER.match(text):
        return (bare[1],), [], text
    found: list[tuple[int, int, str]] = []
    for pattern in (_MARKED_NUMBER, _DOTTED_NUMBER):
        for match in pattern.finditer(text):
            key = ".".join(_WORD.findall(match[1]))
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), key))
    phrases: list[tuple[Phrase, ...]] = []
    for start, end, key in sorted(found, reverse=True):
        text = f"{text[:start]} {text[end:]}"
        parts = tuple(fold(key).split())
        ways = [parts] if parts[1:] else [("section", *parts), ("clause", *parts)]
        phrases.insert(0, tuple(Phrase(way, is_prefix=False) for way in ways))
    return tuple(dict.fromkeys(key for _, _, key in sorted(found))), phrases, text


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
