"""Sentences of a license: all the words that a quoted place is governed by.

A sentence reaches over paragraphs where a list does: an item belongs to the words that lead
into its list, and to what follows the list in the same breath. What it means that one has
changed is asked in ``turns``.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guidance.core.documents.licenses import MAX_SENTENCE

_MAX_PARAGRAPHS = 400
"""Paragraphs before and after a place in which the rest of its sentence is looked for."""

_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)|[。！？][”’」』）]*")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|v|no|nos|secs?|arts?|para|fig|inc|ltd|corp|co|dr|mr|ms|st|u\.s|"
    r"u\.s\.c|op|approx|incl)|(?:^|[\s(])[a-z])\.$",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"[ \t]*(?:\((?P<inside>[0-9]{1,3}|[A-Za-z]{1,5})\)|(?P<dotted>[0-9A-Za-z]{1,3}"
    r"(?:\.[0-9A-Za-z]{1,4}){1,4})[.)]?|(?P<plain>[0-9]{1,3}|[A-Za-z]|[ivxlIVXL]{1,6})[.)]|"
    r"(?P<bullet>[*•·–-]))[ \t]+"
)
_LEADS = re.compile(r"[:—–][\"”’)]*$")
_GOES_ON = re.compile(r"(?:[:;,—–]|\b(?:and|or))[\"”’)]*$")
_IS_WHOLE = re.compile(r"[.!?。！？:][\"”’)]*$")
_NUMERALS = [
    tens + ones
    for tens in ("", "x", "xx", "xxx", "xl")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
]
_FIRST_ROMAN = "first numeral"


class _Paragraph(NamedTuple):
    """One line: where its words begin, behind its number, and which number of which list.

    ``list`` says how the numbers of its list are written; empty where it has none.
    """

    start: int
    words: int
    end: int
    list: str
    number: str


def sentence_of(text: str, start: int, end: int) -> str:
    """Return the sentence that the words in ``[start, end)`` stand in, in full.

    Of a list: what leads into it, the item, and what goes on after the list, with a blank
    between them; its other items are left out, and so are numbers before them. Empty where
    it is longer than MAX_SENTENCE, or where there are no such words. ``text`` must be
    normalized: each paragraph is one line.

    >>> text = "1. Use. You may not:\\n\\n(a) sell it; or\\n\\n(b) rent it."
    >>> sentence_of(text, text.index("rent"), text.index("rent") + 4)
    'You may not: rent it.'
    """
    if not 0 <= start < end <= len(text):
        return ""
    first, last = _paragraph(text, start), _paragraph(text, end - 1)
    begins, ends = sentence_bounds(text, start, end)
    if ends - begins > MAX_SENTENCE:
        return ""
    lead = _lead(text, first) if begins <= first.words else []
    parts = [*lead, text[begins:ends]]
    if ends == last.end and not _IS_WHOLE.search(parts[-1].rstrip()):
        parts += _tail(text, last)
    sentence = " ".join(" ".join(parts).split())
    return sentence if len(sentence) <= MAX_SENTENCE else ""


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of ``[start, end)`` begins and ends inside its own paragraphs."""
    return (
        _start(text, _paragraph(text, start), start),
        _end(text, _paragraph(text, end - 1), end),
    )


def _paragraph(text: str, place: int) -> _Paragraph:
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    mark = _MARK.match(text, start, end)
    if mark is None:
        return _Paragraph(start, start, end, "", "")
    if number := mark["inside"]:
        written = "(a)"
    elif number := mark["dotted"]:
        written, _, number = f"{number.count('.')}", "", number.rpartition(".")[2]
    elif number := mark["plain"]:
        written = "a."
    else:
        return _Paragraph(start, mark.end(), end, "*", "")
    shape = "A" if number.isupper() else "a"
    return _Paragraph(start, mark.end(), end, f"{written} {shape}", number.lower())


def _before(text: str, paragraph: _Paragraph) -> Iterator[_Paragraph]:
    """Yield the paragraphs before this one that have words, the nearest first."""
    start = paragraph.start
    for _ in range(_MAX_PARAGRAPHS):
        while start > 0 and text[start - 1].isspace():
            start -= 1
        if start == 0:
            return
        before = _paragraph(text, start - 1)
        yield before
        start = before.start


def _after(text: str, paragraph: _Paragraph) -> Iterator[_Paragraph]:
    end = paragraph.end
    for _ in range(_MAX_PARAGRAPHS):
        while end < len(text) and text[end].isspace():
            end += 1
        if end == len(text):
            return
        after = _paragraph(text, end)
        yield after
        end = after.end


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end inside a paragraph; the end of its last one is not told."""
    for mark in _END.finditer(text, start, end):
        after = text[mark.end() : mark.end() + 4].lstrip()
        is_abbreviated = _ABBREVIATED.search(text[max(start, mark.end() - 8) : mark.end()])
        if text[mark.start()] in "。！？" or not (is_abbreviated or after[:1].islower()):
            yield mark.end()


def _start(text: str, paragraph: _Paragraph, place: int) -> int:
    start = max([paragraph.words, *_ends(text, paragraph.words, place)])
    while start < place and text[start].isspace():
        start += 1
    return min(start, place)


def _end(text: str, paragraph: _Paragraph, place: int) -> int:
    start = min(paragraph.words, place)
    return next((end for end in _ends(text, start, paragraph.end) if end >= place), paragraph.end)


def _lead(text: str, item: _Paragraph) -> list[str]:
    """Return what leads into the list that a paragraph belongs to, the outermost first."""
    leading = _leading(text, item)
    if leading is None:
        return []
    start = _start(text, leading, leading.end)
    outer = _lead(text, leading) if start <= leading.words and leading.list else []
    return [*outer, text[start : leading.end]]


def _leading(text: str, item: _Paragraph) -> _Paragraph | None:
    """Return the paragraph before the first item of a list, if it leads into it.

    What stands between two items of one list belongs to the first of them.
    """
    number = item.number
    for before in _before(text, item):
        leads, goes_on = (
            ending.search(text, before.start, before.end) for ending in (_LEADS, _GOES_ON)
        )
        if not item.list:  # an item without a number, or what goes on after a list
            if leads:
                return before
            if not (goes_on or (before.list and text[item.words].islower())):
                return None
        elif item.list == "*":
            if before.list != "*":
                return before if goes_on else None
        elif number in ("1", "a", _FIRST_ROMAN) or (number == "i" and leads):
            return before if goes_on else None
        elif before.list == item.list and before.number in _predecessors(number):
            number = _FIRST_ROMAN if number == "ii" else before.number
    return None


def _predecessors(number: str) -> set[str]:
    """Return what may stand before a number of a list, read as a letter and as a numeral.

    >>> [sorted(_predecessors(number)) for number in ("v", "iv", "12", "bb", "aa")]
    [['iv', 'u'], ['iii'], ['11'], ['aa'], ['z']]
    """
    if number.isdigit():
        return {str(int(number) - 1)}
    found = {_NUMERALS[at - 1] for at, numeral in enumerate(_NUMERALS) if at and numeral == number}
    if len(set(number)) == 1:
        found.add("z" if number == "aa" else len(number) * chr(ord(number[0]) - 1))
    return found


def _tail(text: str, item: _Paragraph) -> list[str]:
    """Return what goes on after the list in the same breath, begun with a small letter."""
    for after in _after(text, item):
        if after.list:
            if text[after.start : after.end].rstrip().endswith("."):
                return []
        elif text[after.words].islower():
            return [text[after.words : _end(text, after, after.words + 1)]]
        else:
            return []
    return []
