"""What may have gone wrong with a text on its way here, and cannot be mended for certain.

A text is kept for ever, so whoever adds one is asked before. What is certain was mended by
``normal`` already, and is not told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from guidance.core.documents.licenses import Section
from guidance.core.texts.surveys import survey

_TAGS = re.compile(
    r"</?(?:p|h[1-6]|div|span|br|li|[uo]l|a|b|i|em|strong|t(?:able|r|d|h)|html|body)(?=[\s/>])[^<>]{0,200}>"
    r"|&(?:nbsp|amp|lt|gt|quot|#\d{1,5});",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"(?:^|\n)(?://|/\*|;;|dnl )|\*/(?:\s|$)|\w[,;]? (//|;;|#|\*) [a-z][^\n]{20,120}? \1 [a-z]"
)
_COLUMNS = re.compile(r"\w\w[^\n]?(?:\s{3,}|\t+)\S")
_BARS = re.compile(r"[^|\n]*\|[^|\n]*\|")
_ROWS = 3
"""So many lines in a row with columns are a table."""
_PARAGRAPHS = 6
"""A text of so many paragraphs and one section was not cut at all."""

Kind = Literal["tags", "comment", "table", "uncut", "numbers", "keys", "glued", "hyphens"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at, and the words where it is first."""

    kind: Kind
    words: str = ""


def doubts(raw: str, text: str, sections: Sequence[Section]) -> tuple[Doubt, ...]:
    """Return what to look at before a text is kept; empty where nothing seems wrong.

    ``text`` is the normalized form of ``raw``, ``sections`` are what it would be cut into.
    """
    return tuple(_doubts(raw, text, sections))


def _doubts(raw: str, text: str, sections: Sequence[Section]) -> Iterator[Doubt]:
    if found := _TAGS.search(text):
        yield Doubt("tags", found[0])
    if found := _COMMENT.search(text):
        yield Doubt("comment", _around(text, found.start()))
    if row := _row(raw):
        yield Doubt("table", row)
    if "\u00ad" in text:
        yield Doubt("hyphens", _around(text, text.index("\u00ad")))
    if len(sections) == 1 and text.count("\n\n") >= _PARAGRAPHS - 1:
        yield Doubt("uncut")
    found_in = survey(raw, text, sections)
    if found_in.astray:
        yield Doubt("numbers", found_in.astray[0][:60])
    if found_in.invented:
        yield Doubt("keys", ", ".join(found_in.invented[:3]))
    if found_in.glued:
        yield Doubt("glued", found_in.glued[0][:60])


def _row(raw: str) -> str:
    """Return the first line of what seems to be a table whose rows will run together."""
    run = 0
    first = ""
    for line in raw.splitlines():
        words = line.strip()
        is_row = bool(_COLUMNS.search(words)) or bool(_BARS.match(words))
        is_read = words.startswith("|") and words.endswith("|")
        run = run + 1 if is_row and not is_read else 0
        first = first if run > 1 else words
        if run == _ROWS:
            return " ".join(first.split())[:60]
    return ""


def _around(text: str, at: int) -> str:
    return " ".join(text[max(0, at - 20) : at + 40].split())
