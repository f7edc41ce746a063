"""Which lines of a block are items of a list, because their numbers go on from line to line."""

import re
from collections.abc import Sequence

from guidance.core.texts.form_2 import headings
from guidance.core.texts.form_2.marks import Mark, mark_of, piece

_BULLET = re.compile(r"([*•·–o-])\s+\S")
_NUMBER_OF_SOMETHING = re.compile(
    r"\b(?:sections?|articles?|clauses?|paragraphs?|versions?|sec\.|no\.)$|§$", re.IGNORECASE
)


def items_of(block: Sequence[str]) -> frozenset[int]:
    """Return which lines are items: the number before theirs, or after, begins a line too.

    ``a.`` and ``b.`` at the beginning of two lines are a list, however little room there
    was to wrap; a number that stands at the beginning of a line alone may be part of a sentence.
    """
    paths: dict[tuple[str, ...], int] = {}
    met: dict[tuple[str, ...], dict[int, int]] = {}
    items: set[int] = set()
    for index, line in enumerate(block):
        if index and _NUMBER_OF_SOMETHING.search(block[index - 1][-20:].rstrip()):
            continue
        mark = mark_of(line.strip())
        if mark is not None and not mark.is_doubtful:
            parent = paths.get(mark.path[:-1])
            if parent is not None and piece(mark.path[-1]).ordinal == 1:
                items.add(index)
            paths[mark.path] = index
        for of, ordinal in _places(line, mark):
            places = met.setdefault(of, {})
            before = places.get(ordinal - 1)
            if before is not None:
                items |= {before, index}
            places[ordinal] = index
            if of[0] == "bullet":
                places[-1] = index
    return frozenset(items)


def _places(line: str, mark: Mark | None) -> list[tuple[tuple[str, ...], int]]:
    """Return the lists that a line may be an item of, and as which; a bullet follows a bullet."""
    words = line.strip()
    bullet = _BULLET.match(words)
    found: list[tuple[tuple[str, ...], int]] = []
    if bullet:
        indent = len(line) - len(line.lstrip())
        found.append((("bullet", bullet[1], str(indent)), 0))
    if annex := headings.annex(words):
        word, _hyphen, number = annex[0].partition("-")
        return [(("annex", word), piece(number).ordinal)] if number else []
    if mark is None or mark.is_doubtful:
        return found
    return found + _numbers(mark)


def _numbers(mark: Mark) -> list[tuple[tuple[str, ...], int]]:
    if len(mark.path) > 1:
        return [(("path", *mark.path[:-1]), piece(mark.path[-1]).ordinal)]
    return [
        ((reading.kind, mark.style, mark.word), reading.ordinal)
        for reading in mark.readings
        if not reading.added
    ]
