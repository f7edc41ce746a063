"""Another query that may have been meant: with a word that exists, for one that does not."""

from bisect import bisect_left

from rapidfuzz import process
from rapidfuzz.distance import OSA

from guidance.core.search.queries import Query
from guidance.core.search.spellings import folded
from guidance.core.search.words import WORD, tokens
from guidance.services.search.memory import Index

_KEYS = {
    key: (place + row / 2, row)
    for row, keys in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm"))
    for place, key in enumerate(keys)
}
_SOUNDS = ("aeiouy", "cksqzx", "fpvw", "dt", "bp", "gj", "mn", "lr")


def suggestion(asked: Query, index: Index) -> str:
    """Return the query with unknown words replaced by words of titles like them, or nothing.

    A word is known where it stands in any entry, and where any begins with it. The first letter
    of a word is seldom mistyped.
    """
    unknown = {
        token.word
        for token in tokens(asked.text)
        if token.terms and token.word.isalpha() and not _is_known(token.word, token.terms, index)
    } & {word for want in asked.wants if not want.is_name for word in want.word.split()}
    if not unknown:
        return ""
    meant = {word: better for word in unknown if (better := _like(word, index.spoken))}
    pieces = []
    place = 0
    for match in WORD.finditer(asked.text):
        better = meant.get(folded(match[0]), "")
        pieces += [asked.text[place : match.start()], better or match[0]]
        place = match.end()
    return "".join([*pieces, asked.text[place:]]) if meant else ""


def _is_known(word: str, terms: tuple[str, ...], index: Index) -> bool:
    if len(word) < 5 or any(index.words.count(term) for term in terms):
        return True
    known = index.sorted_terms
    place = bisect_left(known, word)
    return place < len(known) and known[place].startswith(word)


def _like(word: str, known: frozenset[str]) -> str:
    alike = sorted(choice for choice in known if choice[0] == word[0])
    for limit, shortest in ((1, 5), (2, 9)):
        if len(word) >= shortest:
            near = [one for one in alike if _is_slip(word, one)]
            if limit > 1:
                near = [one for one in near if one[-1] == word[-1]]
            match = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=limit)
            if match:
                return match[0]
    return ""


def _is_slip(typed: str, meant: str) -> bool:
    """Tell whether a hand or an ear may take one for the other: not "spring" for "string"."""
    if len(typed) != len(meant):
        return True
    other = [pair for pair in zip(typed, meant, strict=True) if pair[0] != pair[1]]
    return len(other) != 1 or _are_alike(*other[0])


def _are_alike(one: str, other: str) -> bool:
    if any(one in sounds and other in sounds for sounds in _SOUNDS):
        return True
    (x, row), (other_x, other_row) = _KEYS.get(one, (0, 9)), _KEYS.get(other, (99, 9))
    return abs(x - other_x) <= 1 and abs(row - other_row) <= 1
