"""Levels that are told by indentation alone: ``1.`` below ``1.``, four blanks further in.

Elsewhere indentation says nothing that numbers do not say, and is left out.
"""

from collections.abc import Iterable, Iterator

from guidance.core.texts.form_2.marks import Mark, mark_of

STEP = 4
"""Blanks that are kept for each level."""
_LEAST = 2
"""Blanks by which an item is further in than another."""


_MOST = 9


def indented(paragraphs: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yield paragraphs, given with the blanks before them; kept where only they tell the level.

    That is so for a list of numbers whose first comes right after a number of the same style
    that is less far in. Doing it twice changes nothing, since the levels follow from what
    is further in, not from how far.
    """
    open_items: dict[str, list[int]] = {}
    before = ""
    for blanks, words in paragraphs:
        mark = mark_of(words)
        level = 0
        if mark:
            style = mark.style if _is_number(mark) else ""
            if style:
                is_below = style == before and mark.readings[0].ordinal in (0, 1)
                level = _level(blanks, open_items.setdefault(style, []), is_below=is_below)
            before = style
        yield " " * (STEP * level) + words


def _is_number(mark: Mark) -> bool:
    return len(mark.path) == 1 and not mark.word and mark.readings[0].kind == "digits"


def _level(blanks: int, stack: list[int], *, is_below: bool) -> int:
    """Return how many items of the same style an item is below; ``stack`` holds their blanks."""
    while stack and blanks <= stack[-1] - _LEAST:
        stack.pop()
    if not stack or (is_below and blanks >= stack[-1] + _LEAST and len(stack) < _MOST):
        stack.append(blanks)
    return len(stack) - 1
