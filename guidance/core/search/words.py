"""The one analyzer: which words a text holds, as they are compared, and where they stand."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from guidance.core.documents import numbers
from guidance.core.search.lists import COMMON_WORDS, COMPOUNDS, LED_BY_RE
from guidance.core.search.spellings import folded, spelled
from guidance.core.search.stemming import EnglishStemmer

WORD = re.compile(r"[^\W_]+")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
_CJK_RUN = re.compile(f"[{_CJK}]+")
_JOINED = "\u00ad\u200c\u200d\u2060\ufeff"
_PIECE = re.compile(
    # Numbers, with a word such as million; 1.b is a clause and 2.5 a version.
    r"(?P<number>(?<![^\W_])(?:\d{1,3}(?P<mark>[,.'’\u00a0\u202f ])\d{3}"
    r"(?:(?P=mark)\d{3})*(?:[.,]\d{1,2})?|\d+(?:\.\d+)?)"
    r"(?P<scale>[ \u00a0\u202f-]?(?:thousand|mill?ion|milliard|billion|mio|mrd|bn|mn)s?|k|m|b)?"
    r"(?![^\W_]))"
    # One letter that is a name by the sign behind it.
    r"|(?P<signed>(?<![^\W_])[A-Za-z](?:\+\+|\#))"
    # Words; the hyphen after a few syllables, and what is not seen, do not part them.
    r"|(?P<word>(?:(?<![^\W_])(?:re|pre|co|sub|un|start|e)[-‐‑](?=[a-z]))?"
    rf"[^\W_]+(?:(?:['’ʼ{_JOINED}\u0300-\u036f]+|(?<=\d)\.(?=\d))[^\W_]+)*[\u0300-\u036f]*)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"([a-z]{3,}?)v?(\d+(?:\.\d+)*)|v(\d+(?:\.\d+)*)")
_PARTED = re.compile(rf"(?:{'|'.join(f'{a}{b}' for a, b in COMPOUNDS)})")
_FIRST_OF = {f"{a}{b}": a for a, b in COMPOUNDS}
_NON = re.compile(r"non(?=[a-z]{5})")
_RE = re.compile(rf"(?:re|pre)(?=(?:{'|'.join(LED_BY_RE)}))")


class Token(NamedTuple):
    """A word of a text: ``text[start:end]``.

    ``terms`` are what it is compared by: its own first, then what it stands for as well;
    none for a word too common to search. ``word`` is as it was written, folded.
    """

    word: str
    terms: tuple[str, ...]
    start: int
    end: int

    @property
    def key(self) -> str:
        """Return its own term, or the word itself where that is too common to search."""
        return self.terms[0] if self.terms else self.word


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of any text in reading order.

    >>> [token.key for token in tokens("Fine‑Tuning the licensee's Modèle (700 million)")]
    ['fine', 'tune', 'the', 'license', 'model', '700000000']
    """
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if number := match["number"]:
            yield Token(number, _number(number, match["scale"] or ""), start, end)
        elif signed := match["signed"]:
            yield Token(signed.lower(), (signed.lower(),), start, end)
        else:
            for word, terms, first, last in _word(match["word"]):
                yield Token(word, terms, start + first, start + last)


def terms_of(text: str) -> list[str]:
    """Return all terms by which a text is found, as often as they stand in it."""
    found: list[str] = []
    for match in _PIECE.finditer(text):
        if written := match["word"]:
            for _shown, terms, _first, _last in _word(written):
                found += terms
        elif signed := match["signed"]:
            found.append(signed.lower())
        else:
            found += _number(match["number"], match["scale"] or "")
    return found


@lru_cache(maxsize=8_192)
def stem(word: str) -> str:
    """Return the stem of a folded English word, in whichever way it is spelled.

    >>> [stem(word) for word in ("training", "licences", "licensed", "2023")]
    ['train', 'licens', 'licens', '2023']
    """
    own: str = EnglishStemmer().stemWord(spelled(word))
    return own


@lru_cache(maxsize=4_096)
def _number(written: str, scale: str) -> tuple[str, ...]:
    """Return a number in digits, and where a word such as million follows, that without it."""
    own = _digits(written)
    short = _digits(written[: len(written) - len(scale)])
    return (own, short) if own != short else (own,)


def _digits(written: str) -> str:
    try:
        value = numbers.read(written.replace("-", " "), has_decimals=True)
    except numbers.Unclear as error:
        value = error.readings[0]
    except ValueError:
        return "".join(WORD.findall(written.casefold()))[:60]
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_Part = tuple[str, tuple[str, ...], int, int]


@lru_cache(maxsize=8_192)
def _word(piece: str) -> tuple[_Part, ...]:
    """Return the words that one written piece is taken for, each with its place in it."""
    found: list[_Part] = []
    place = 0
    for run in _CJK_RUN.finditer(piece):
        found += _apart(piece, place, run.start())
        found += _by_two(piece, run.start(), run.end())
        place = run.end()
    return (*found, *_apart(piece, place, len(piece)))


def _by_two(piece: str, start: int, end: int) -> Iterator[_Part]:
    """Yield each two signs side by side of a run of a script without blanks."""
    size = min(2, end - start)
    for at in range(start, end - size + 1):
        yield piece[at : at + size], (piece[at : at + size],), at, at + size


def _apart(piece: str, start: int, end: int) -> Iterator[_Part]:
    """Yield the words in one piece: letters and digits apart, compounds by their parts."""
    word = folded(piece[start:end].replace("-", "").replace("‐", "").replace("‑", ""))
    has_places = len(word) == end - start
    place = 0
    for match in _SPLIT.finditer(word):
        begin, stop = match.span()
        if begin != place and word[begin - 1].isalpha():
            continue
        yield from _compound(word[place:begin], start + place, has_places, (start, end))
        for group in (1, 2, 3):
            if match[group]:
                first, last = match.span(group)
                whole = (start + first, start + last) if has_places else (start, end)
                part = match[group]
                terms = _terms(part) if group == 1 else (_digits(part),)
                yield part, terms, *whole
        place = stop
    yield from _compound(word[place:], start + place, has_places, (start, end))


def _compound(word: str, start: int, has_places: bool, whole: tuple[int, int]) -> Iterator[_Part]:
    parted = _PARTED.match(word)
    cut = len(_FIRST_OF[parted[0]]) if parted else 3 if _NON.match(word) else 0
    for first, last in ((0, cut), (cut, len(word))):
        if part := word[first:last]:
            span = (start + first, start + last) if has_places else whole
            yield part, _terms(part), *span


def _terms(word: str) -> tuple[str, ...]:
    """Return the terms of a folded word: its stem, and the stem without re- or pre-."""
    if word in COMMON_WORDS or (len(word) == 1 and word.isascii() and word.isalpha()):
        return ()
    own = stem(word)
    led = _RE.match(word)
    return (own, stem(word[led.end() :])) if led else (own,)
