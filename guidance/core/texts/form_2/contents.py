"""Where a table of contents stands before the text, so that its lines are taken for no clauses."""

from collections.abc import Sequence

from guidance.core.texts.form_2 import headings
from guidance.core.texts.form_2.paragraphs import Paragraph

_MAX_LINE = 150
_OTHERS = 2
_LEAST = 3
"""So many lines have to come back before a run of them is a table of contents."""


def contents(paragraphs: Sequence[Paragraph]) -> tuple[int, int] | None:
    """Return the first table of contents, from its heading to behind its last line; or None.

    It is a run of short numbered paragraphs (a heading *Contents* before it is part of it) each of
    which begins a later paragraph, the first of them after the run.
    """
    comes_back = _coming_back(paragraphs)
    start = 0
    while start < len(paragraphs):
        end = _end(comes_back, paragraphs, start)
        if sum(comes_back[start:end]) >= _LEAST:
            break
        start = end + 1
    else:
        return None
    first = _plain(paragraphs[start].words)
    for index in range(start + 1, end):
        if _plain(paragraphs[index].words) == first:
            end = index
            break
    if start and headings.is_contents(paragraphs[start - 1].words):
        start -= 1
    return start, end


def _end(comes_back: Sequence[bool], paragraphs: Sequence[Paragraph], start: int) -> int:
    """Return where a run of lines that come back ends; a few between may be worded otherwise."""
    end = at = start
    while at < len(paragraphs) and at - end <= _OTHERS:
        if comes_back[at]:
            end = at + 1
        elif not (_is_numbered(paragraphs[at]) and len(paragraphs[at].words) <= _MAX_LINE):
            break
        at += 1
    return end


def _coming_back(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Say of each paragraph whether it is short, numbered, and begins one that comes later."""
    found = []
    beginnings: set[str] = set()
    for paragraph in reversed(paragraphs):
        words = paragraph.words
        plain = _plain(words)
        is_short = len(words) <= _MAX_LINE
        is_line = bool(plain) and is_short and plain in beginnings and _is_numbered(paragraph)
        found.append(is_line)
        if is_short:
            beginnings.add(plain)
        cuts = (place for place, sign in enumerate(plain[:_MAX_LINE]) if sign in ".:")
        beginnings.update(plain[:cut].strip() for cut in cuts)
    return found[::-1]


def _is_numbered(paragraph: Paragraph) -> bool:
    words = paragraph.words
    return bool(paragraph.mark or headings.annex(words) or headings.part(words))


def _plain(words: str) -> str:
    return words.rstrip(" .:0123456789…").lower()
