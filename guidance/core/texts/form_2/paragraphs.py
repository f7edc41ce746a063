"""The paragraphs of a text as they are read: where each begins, without Markdown, with its mark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from guidance.core.texts.form_2 import headings
from guidance.core.texts.form_2.indents import STEP
from guidance.core.texts.form_2.marks import Mark, mark_of

_LOOKED_AT = 1_000
"""So much of a paragraph is rid of Markdown: what it begins with."""
_MARKUP = re.compile(r"\*\*|__|\\(?=[.)])|^#{1,6} |^>\s+|^[-=*~#+]{3,}\s+|(?<=\S)\s+[-=*~#+]{3,}$")
_EMPHASIS = re.compile(r"([*_])(?=\S)([^*_\n]{1,300})(?<=\S)\1")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words to read a paragraph by, and ``at`` which character of the text it begins."""

    at: int
    words: str
    mark: Mark | None


def paragraphs_of(text: str) -> Iterator[Paragraph]:
    """Yield each paragraph with words in it."""
    at = 0
    for piece in text.split("\n\n"):
        stripped = piece.strip()
        if stripped:
            words = _unmarked(stripped) or stripped
            mark = mark_of(words)
            blanks = len(piece) - len(piece.lstrip(" "))
            if mark and blanks:
                mark = replace(mark, level=min(blanks // STEP, 9))
            yield Paragraph(at, words, mark)
        at += len(piece) + 2


def _unmarked(paragraph: str) -> str:
    """Return the paragraph without Markdown's bold, escapes and heading marks, to read it by."""
    if headings.is_rule(paragraph):
        return paragraph
    plain = _MARKUP.sub("", paragraph[:_LOOKED_AT])
    emphasis = _EMPHASIS.match(plain)
    if emphasis:
        plain = emphasis[2] + plain[emphasis.end() :]
    return (plain + paragraph[_LOOKED_AT:]).strip()
