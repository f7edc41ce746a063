"""Similar words: where a text says nearly what was asked for, and how nearly.

Comparison only: which of several places is meant is decided in ``anchors``.
"""

import re
from collections.abc import Callable

from rapidfuzz import fuzz, process

Place = tuple[int, int]

SIMILAR_ENOUGH = 80.0
"""Likeness (0 to 100) that similar words need."""
SIMILAR_MARGIN = 5.0
"""Lead that the most similar words need over those of another place."""
SIMILAR_LETTERS = 12
"""Letters and digits that words need before similar ones are looked for at all."""

_SLACK = 20.0  # what a window loses at most by being a few words too long, short, or late
_MAX_RIVALS = 32
_TOKEN = re.compile(r"\w+(?:['-]\w+)*|[^\w\s]")
_FOLDS = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u00b4`",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    " ": "\t\n\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
}
_FOLD = {ord(sign): plain for plain, signs in _FOLDS.items() for sign in signs}

_UNSEEN = "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\ufeff"
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_PLAIN = {ord(sign): None for sign in _UNSEEN} | {
    ord(sign): letters for sign, letters in _LIGATURES.items()
}
_NOT_PLAIN = re.compile(f"[{_UNSEEN}{''.join(_LIGATURES)}]")


def is_plain(text: str) -> bool:
    """Tell whether a text has no signs that nobody sees, and no letters joined to one."""
    return _NOT_PLAIN.search(text) is None


def plain(text: str) -> str:
    """Return a text without soft hyphens and zero-width signs, its ligatures as letters.

    >>> plain("the \ufb01rst respon\u00adsibility")
    'the first responsibility'
    """
    return text.translate(_PLAIN)


def plain_offsets(text: str) -> list[int]:
    """Return where each character of the plain text stands in ``text``, and where that ends."""
    found: list[int] = []
    last = 0
    for sign in _NOT_PLAIN.finditer(text):
        found += range(last, sign.start())
        found += [sign.start()] * len(plain(sign.group()))
        last = sign.end()
    found += range(last, len(text) + 1)
    return found


def fold(text: str) -> str:
    """Give typographic quotation marks, dashes and blanks their plain form, one for one.

    The length stays the same, so that offsets hold in both.

    >>> fold("Meta’s\\xa0“Notice”")
    'Meta\\'s "Notice"'
    """
    return text.translate(_FOLD)


def similar_words(words: str, folded: str, start: int, end: int) -> dict[Place, float]:
    """Return the places in ``[start, end)`` of the most similar words, with their likeness.

    The best comes first, then its rivals: places elsewhere whose words are nearly as
    alike. Empty where nothing is alike enough. Letter case does not count.

    Windows of as many words as the quote has are compared, then those that come
    near are grown and shrunk word by word. The time is that of one comparison per
    word of the text; long quotes take strides of a thirty-second of their length.
    """
    wanted = fold(words).lower()
    wanted_tokens = _TOKEN.findall(wanted)
    if sum(map(str.isalnum, wanted)) < SIMILAR_LETTERS or len(wanted_tokens) < 2:
        return {}
    spans = (token.span() for token in _TOKEN.finditer(folded))
    tokens = [span for span in spans if start <= span[0] and span[1] <= end]
    width = min(len(wanted_tokens), len(tokens))
    stride = 1 + width // 32
    if not width:
        return {}

    def window(first: int, last: int) -> str:
        return folded[tokens[first][0] : tokens[last][1]].lower()

    firsts = range(0, len(tokens) - width + 1, stride)
    windows = [window(first, first + width - 1) for first in firsts]
    cutoff = SIMILAR_ENOUGH - _SLACK
    ranked = process.extract(wanted, windows, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
    taken: list[int] = []
    for _, _, number in ranked:
        if all(abs(firsts[number] - first) > width // 2 for first in taken):
            taken.append(firsts[number])
        if len(taken) == _MAX_RIVALS:
            break

    def likeness(first: int, last: int) -> float:
        return float(fuzz.ratio(wanted, window(first, last)))

    found: dict[Place, float] = {}
    for first in taken:
        score, left, right = _fitted(likeness, first, first + width - 1, len(tokens) - 1)
        if score >= SIMILAR_ENOUGH:
            found[(tokens[left][0], tokens[right][1])] = score
    return _leading(found)


def _fitted(
    likeness: Callable[[int, int], float], first: int, last: int, end: int
) -> tuple[float, int, int]:
    """Grow, shrink and shift a window of tokens for as long as it becomes more alike."""
    best = (likeness(first, last), first, last)
    step = max(2, (last - first + 1) // 4)
    while step:
        _, first, last = best
        around = [
            (likeness(left, right), left, right)
            for left in (first - step, first, first + step)
            for right in (last - step, last, last + step)
            if 0 <= left <= right <= end and (left, right) != (first, last)
        ]
        better = max(around, key=lambda window: window[0], default=best)
        if better[0] > best[0]:
            best = better
        else:
            step //= 2
    return best


def _leading(found: dict[Place, float]) -> dict[Place, float]:
    """Keep the most similar place, and those elsewhere that are not clearly behind it."""
    kept: dict[Place, float] = {}
    for place, score in sorted(found.items(), key=lambda item: -item[1]):
        is_elsewhere = not any(_is_mostly_shared(place, other) for other in kept)
        if is_elsewhere and (not kept or max(kept.values()) - score < SIMILAR_MARGIN):
            kept[place] = score
    return kept


def _is_mostly_shared(one: Place, other: Place) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= min(one[1] - one[0], other[1] - other[0])
