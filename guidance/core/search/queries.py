"""What a search asks for: its words, each with its weight, the clauses and licenses it names.

Any input is a query: what cannot be searched is left out. Nothing here knows an index.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from guidance.core.search.clauses import mentions_in
from guidance.core.search.lists import ABOUT_LICENSES, LIGHT, SYNONYMS
from guidance.core.search.names import Named, Names
from guidance.core.search.wants import Want, Way
from guidance.core.search.words import Token, tokens

MAX_QUERY = 500
MAX_WORDS = 60
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b\u202a-\u202e\u2066-\u2069]+")
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\w)[^.!?\n]*)*[.!?\n]*")
_ASKING = re.compile(
    r"\?|\b(?:can|may|must|could|should|shall|am|are|is|do|does|will|would) "
    r"(?:i|we|you|it|they|my|our|this|that|there|the|a|an|somebody|someone|anyone|one)\b"
    r"|\b(?:what|which|who|whom|when|where|how|why|whether|allowed|permitted)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Weights:
    """How much words count by where they stand; found by trying (decision 28)."""

    background: float = 0.6
    scope: float = 0.1
    lean: float = 0.5
    about: float = 0.3
    light: float = 0.5
    stands_for: float = 0.7
    part: float = 0.5


WEIGHTS = Weights()


@dataclass(frozen=True)
class Query:
    """What a search asks for.

    ``text`` is what can be shown again in the search field. ``clauses`` are section keys that
    it names. ``scope`` are licenses that it names, and ``lean`` those that share a name in it.
    ``is_common``: it held only words too common to search.
    """

    text: str = ""
    wants: tuple[Want, ...] = ()
    clauses: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    lean: tuple[str, ...] = ()
    is_cut: bool = False
    is_common: bool = False

    @cached_property
    def marks(self) -> tuple[frozenset[str], Mapping[str, Sequence[tuple[str, ...]]]]:
        """Return the terms that are marked in what is found, and runs of them by their first."""
        single: set[str] = set()
        together: dict[str, list[tuple[str, ...]]] = {}
        for want in self.wants:
            for way in () if want.is_name else want.ways:
                if len(way.terms) == 1:
                    single.update(way.terms)
                else:
                    together.setdefault(way.terms[0], []).append(way.terms)
        return frozenset(single), together

    def unscoped(self) -> "Query":
        """Return the query with names of licenses as words like others."""
        wants = tuple(replace(want, weight=1.0, is_name=False) for want in self.wants)
        return replace(self, wants=wants, scope=(), lean=())

    @property
    def asks_for_license(self) -> bool:
        """Tell whether it names one license, by a name that others may share, and nothing else.

        What is written in one piece, such as TheShop/Llama-2-GGUF, is a name as a whole.
        """
        is_bare = all(want.is_name or want.is_about for want in self.wants)
        is_one = len(self.scope) == 1 or (not self.scope and bool(self.lean))
        return is_one and (is_bare or " " not in self.text) and not self.clauses

    @property
    def is_general(self) -> bool:
        """Tell whether it asks for a license's terms as a whole: "can I use it, on what terms"."""
        said = [want for want in self.wants if not want.is_name]
        is_vague = all(want.is_about or want.is_light for want in said)
        return is_vague and any(want.is_about for want in said) and not self.clauses


Synonyms = Iterable[tuple[tuple[str, ...], bool]]
"""Groups of phrases; where the mark is false, only the first stands for the others."""

_NO_NAMES = Names({})
_SHIPPED = tuple((group, True) for group in SYNONYMS)


def parse(
    raw: str,
    *,
    names: Names = _NO_NAMES,
    synonyms: Synonyms = _SHIPPED,
    weights: Weights = WEIGHTS,
) -> Query:
    """Read what somebody typed. Any text is a query; the excess of MAX_QUERY is cut off.

    >>> parse("section 1(b)(v)").clauses
    ('1.b.v',)
    >>> [want.word for want in parse("Can I keep the Notice?").wants]
    ['keep', 'notice']
    """
    raw = raw.strip()
    text = " ".join(_UNSHOWABLE.sub(" ", raw[:MAX_QUERY]).split())
    named = tuple(names.named_in(text))
    clauses = {
        (start, end): key
        for start, end, key in mentions_in(text)
        if not any(name.start < end and start < name.end for name in named)
    }
    rest = _blanked(text, clauses)
    is_number = [*clauses] == [(0, len(text))]
    words = list(tokens(text if is_number and text[:1].isdigit() else rest))
    wants = _wants(words[:MAX_WORDS], text, named, synonyms, weights)
    sure = sorted({slug for name in named if len(name.slugs) == 1 for slug in name.slugs})
    lean = sorted({slug for name in named for slug in name.slugs} - set(sure))
    return Query(
        text=text,
        wants=wants,
        clauses=tuple(dict.fromkeys(clauses.values())),
        scope=tuple(sure),
        lean=() if sure else tuple(lean),
        is_cut=len(raw) > MAX_QUERY,
        is_common=bool(words) and not wants and not clauses,
    )


def _is_named(token: Token, named: tuple[Named, ...]) -> bool:
    return any(name.start <= token.start and token.end <= name.end for name in named)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length without what stands at these places."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _wants(
    words: list[Token],
    text: str,
    named: tuple[Named, ...],
    synonyms: Synonyms,
    weights: Weights,
) -> tuple[Want, ...]:
    asking = _weights_by_place(text, weights)
    groups = _by_first(tuple(synonyms))
    found: dict[tuple[str, ...], Want] = {}
    place = 0
    while place < len(words):
        size, others = _others(words, place, groups)
        own = words[place : place + size]
        place += size
        terms = tuple(token.terms[0] for token in own if token.terms)
        if terms:
            want = _want(own, terms, others, named, weights)
            want = replace(want, weight=want.weight * asking[own[0].start])
            if terms not in found or found[terms].weight < want.weight:
                found[terms] = want
    return tuple(found.values())


def _want(
    own: list[Token],
    terms: tuple[str, ...],
    others: tuple[tuple[str, ...], ...],
    named: tuple[Named, ...],
    weights: Weights,
) -> Want:
    is_name = all(_is_named(token, named) for token in own)
    is_about = all(token.word in ABOUT_LICENSES or not token.terms for token in own)
    ways = [Way(terms)]
    ways += [Way((part,), weights.part) for token in own for part in token.terms[1:]]
    if not is_name:
        ways += [Way(other, weights.stands_for, needs_all=True) for other in others]
    is_light = all(token.word in LIGHT or not token.terms for token in own)
    weight = 1.0
    if is_name:
        is_sure = any(len(name.slugs) == 1 for name in named if _is_named(own[0], (name,)))
        weight = weights.scope if is_sure else weights.lean
    elif is_about:
        weight = weights.about
    elif is_light:
        weight = weights.light
    word = " ".join(token.word for token in own)
    return Want(word, tuple(ways), weight, is_name, is_about, is_light)


def _weights_by_place(text: str, weights: Weights) -> list[float]:
    """Return what words weigh at each place: those of sentences that ask, and the others.

    Where none asks, or all do, they weigh the same.
    """
    spans = [match.span() for match in _SENTENCE.finditer(text)]
    asks = [bool(_ASKING.search(text[start:end])) for start, end in spans]
    ends = ["?" in text[start:end] for start, end in spans]
    if any(ends):
        asks = ends
    by_place = [1.0] * len(text)
    if any(asks):
        for (start, end), is_asking in zip(spans, asks, strict=True):
            if not is_asking:
                by_place[start:end] = [weights.background] * (end - start)
    return by_place


_Groups = dict[str, list[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]]


@lru_cache(maxsize=1)
def _by_first(synonyms: tuple[tuple[tuple[str, ...], bool], ...]) -> _Groups:
    """Return phrases as they are compared by their first word, with what each stands for."""
    groups: _Groups = {}
    for phrases, is_mutual in synonyms:
        compared = [_compared(phrase) for phrase in phrases]
        for number, phrase in enumerate(compared):
            if phrase and (is_mutual or not number):
                others = tuple(o for o in dict.fromkeys(map(_telling, phrases)) if o)
                groups.setdefault(phrase[0], []).append((phrase, others))
    return groups


def _compared(phrase: str) -> tuple[str, ...]:
    """Return a phrase as it is looked for: without common words, if two others are left."""
    telling = _telling(phrase)
    return telling if len(telling) > 1 else tuple(token.key for token in tokens(phrase))


def _telling(phrase: str) -> tuple[str, ...]:
    return tuple(token.terms[0] for token in tokens(phrase) if token.terms)


def _others(
    words: list[Token], place: int, groups: _Groups
) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """Return how many words from ``place`` on stand for others, and these; (1, ()) if none do."""
    size = 0
    others: dict[tuple[str, ...], None] = {}
    for phrase, stand_for in groups.get(words[place].key, ()):
        length = _length(words[place:], phrase)
        if length and length >= size:
            if length > size:
                size, others = length, {}
            others.update(dict.fromkeys(stand_for))
    own = tuple(token.terms[0] for token in words[place : place + size] if token.terms)
    others.pop(own, None)
    return (size or 1), tuple(others)


def _length(words: list[Token], phrase: tuple[str, ...]) -> int | None:
    """Return over how many words a phrase stands at their beginning; None where it does not."""
    place = 0
    for number, token in enumerate(words, 1):
        if token.key == phrase[place]:
            place += 1
            if place == len(phrase):
                return number
        elif token.terms:
            break
    return None
