"""A tree as a picture: where each question, outcome and line stands, and the words in them.

Questions stand in rows, from the first down. An outcome that only one question leads to stands
beside it; one that several lead to stands below them. What leads nowhere, or back, is shown
beside its question too, so that every tree can be drawn, half-built ones included.
Lengths are in pixels of the text's size; colors and links are the page's affair.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, pairwise
from textwrap import wrap

from guidance.core.documents.trees import Tree
from guidance.core.pictures.exits import Exit, steps_of
from guidance.core.pictures.layouts import Box, Layout, Link, lay_out
from guidance.core.pictures.ranks import Ranks, rank

WIDTH = 184.0
BESIDE = 32.0
"""Between a question and what stands beside it."""
GAP, FALL = 28.0, 22.0
"""Between neighbours in a row, and between a row and the words on the lines that leave it."""
LINE, PADDING, CAPTION = 16.0, 9.0, 16.0
CHARACTERS, SMALL_CHARACTERS, SMALL = 25, 29, 6.3
"""How many characters fit into a box, and into small words; the width of a small one."""
MOST_LINES = 3
MAIN = 8
"""The weight of lines on the longest way, so that it runs straight down."""


class Shape(StrEnum):
    QUESTION = "question"
    OUTCOME = "outcome"
    ELSEWHERE = "elsewhere"
    """A pointer to a question or outcome that stands higher up."""
    MISSING = "missing"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Node:
    """A box, from its upper left corner. ``key`` is empty where an answer leads nowhere.

    ``exit`` is the one that leads to a box beside a question, with ``caption`` above it.
    """

    shape: Shape
    key: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    beside: str = ""
    exit: Exit | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A way from one box to another, by points; ``label`` stands around its place ``at``."""

    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    exit: Exit
    label: str = ""
    at: tuple[float, float] = (0.0, 0.0)
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    width: float
    height: float
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def draw(tree: Tree) -> Picture:
    """Draw ``tree``; the same tree gives the same picture."""
    return _Drawing(tree).picture()


class _Drawing:
    """The parts of a picture on the way: first what there is, then where it stands."""

    def __init__(self, tree: Tree) -> None:
        self.steps = steps_of(tree)
        self.ranks: Ranks = rank(tree)
        self.titles = {outcome.key: outcome.title for outcome in tree.outcomes}
        self.titles |= {question.key: question.title for question in reversed(tree.questions)}
        self.leaves = {key: tuple(self._beside(key)) for key in self.steps}
        self.down = [
            (key, exit)
            for key, exits in self.steps.items()
            for exit in exits
            if self._is_down(key, exit.target)
        ]
        self.bends = self._bends()
        self.tops = self._tops()
        self.layout: Layout = lay_out(list(self._boxes()), self._links(), gap=GAP)

    def picture(self) -> Picture:
        nodes = [node for key in self.ranks.rows for node in self._nodes(key)]
        lines = [self._line(key, exit) for key, exit in self.down]
        height = self.tops[-1] - 2 * FALL if self.ranks.rows else 0.0
        return Picture(self.layout.width, height, tuple(nodes), tuple(lines))

    def _is_down(self, key: str, target: str | None) -> bool:
        return target in self.ranks.rows and (key, target) not in self.ranks.backward

    def _shape(self, key: str, target: str | None) -> Shape:
        if target is None:
            return Shape.NOWHERE
        if (key, target) in self.ranks.backward:
            return Shape.ELSEWHERE
        return Shape.OUTCOME if target in self.ranks.beside else Shape.MISSING

    def _title(self, target: str | None) -> str:
        return self.titles.get(target, target) if target else ""

    def _beside(self, key: str) -> Iterator[Node]:
        """Yield what stands beside a question, with its places as from the question's corner."""
        y = 0.0
        for exit in self.steps[key]:
            if self._is_down(key, exit.target):
                continue
            lines = _wrapped(self._title(exit.target))
            words = _short(exit.words)
            y += CAPTION if words else 0.0
            place = (WIDTH + BESIDE, y, WIDTH, _height(lines))
            shape = self._shape(key, exit.target)
            yield Node(shape, exit.target or "", lines, *place, key, exit, words)
            y += _height(lines) + PADDING

    def _nodes(self, key: str) -> Iterator[Node]:
        """Yield what stands at the place of ``key``: itself, and what is beside it."""
        lines = _wrapped(self._title(key))
        shape = Shape.QUESTION if key in self.steps else Shape.OUTCOME
        x, y = self.layout.places[key] - WIDTH / 2, self.tops[2 * self.ranks.rows[key]]
        yield Node(shape, key, lines, x, y, WIDTH, _height(lines))
        for leaf in self.leaves.get(key, ()):
            yield replace(leaf, x=x + leaf.x, y=y + leaf.y)

    def _tops(self) -> list[float]:
        """Return the upper edge of each row; odd rows hold the words on lines."""
        last = 2 * max(self.ranks.rows.values(), default=-1) + 1
        heights = [0.0] * (last + 1)
        for key, row in self.ranks.rows.items():
            own = _height(_wrapped(self._title(key)))
            low = max((leaf.y + leaf.height for leaf in self.leaves.get(key, ())), default=0.0)
            heights[2 * row] = max(heights[2 * row], own, low)
        for key, exit in self.down:
            if exit.words:
                heights[2 * self.ranks.rows[key] + 1] = CAPTION
        return [0.0, *accumulate(height + FALL for height in heights)]

    def _bends(self) -> dict[str, list[tuple[str, int]]]:
        """Return, by target, the places in the rows above it that all long lines to it share."""
        first: dict[str, int] = {}
        for key, exit in self.down:
            row = 2 * self.ranks.rows[key] + 2
            first[str(exit.target)] = min(first.get(str(exit.target), row), row)
        return {
            target: [(f"{target} {row}", row) for row in range(row, 2 * self.ranks.rows[target])]
            for target, row in first.items()
        }

    def _chain(self, key: str, exit: Exit) -> list[tuple[str, int]]:
        """Return what a line goes through, with the rows: its words, bends, its target."""
        target, row = str(exit.target), 2 * self.ranks.rows[key] + 1
        bends = [bend for bend in self.bends[target] if bend[1] > row]
        return [(f"{key} > {target}", row), *bends, (target, 2 * self.ranks.rows[target])]

    def _boxes(self) -> Iterator[Box]:
        for key, row in self.ranks.rows.items():
            right = 1.5 * WIDTH + BESIDE if self.leaves.get(key) else WIDTH / 2
            yield Box(key, 2 * row, WIDTH / 2, right)
        for key, exit in self.down:
            half = _width(_short(exit.words)) / 2
            name, row = self._chain(key, exit)[0]
            yield Box(name, row, half, half)
        for target, bends in self.bends.items():
            for name, row in bends:
                yield Box(name, row, 0.0, 0.0, chain=target)

    def _links(self) -> Iterator[Link]:
        """Yield each piece of a line once, the pieces of main lines as the heavier ones."""
        main = self._main()
        weights: dict[tuple[str, str], int] = {}
        for key, exit in self.down:
            names = [key, *(name for name, _ in self._chain(key, exit))]
            weight = MAIN if main[key] == exit.target else 1
            for piece in pairwise(names):
                weights[piece] = max(weights.get(piece, weight), weight)
        return (Link(*piece, weight) for piece, weight in weights.items())

    def _main(self) -> dict[str, str | None]:
        """Return the target on the longest way down from each question: it stands right below."""
        rows = self.ranks.rows
        reach: dict[str, int] = {}
        main: dict[str, str | None] = {}
        for key in sorted(self.steps, key=lambda key: -rows[key]):
            targets = [str(exit.target) for source, exit in self.down if source == key]
            best = max(targets, key=lambda to: (reach.get(to, -1), -rows[to]), default=None)
            main[key] = best
            reach[key] = reach.get(str(best), rows[key])
        return main

    def _line(self, key: str, exit: Exit) -> Line:
        """Return a line: down through the rows, across only between them."""
        row = 2 * self.ranks.rows[key]
        x = self.layout.places[key]
        points = [(x, self.tops[row] + _height(_wrapped(self._title(key))))]
        points.append((x, self.tops[row + 1] - FALL))
        chain = self._chain(key, exit)
        for name, at in chain[:-1]:
            x = self.layout.places[name]
            points += [(x, self.tops[at]), (x, self.tops[at + 1] - FALL)]
        target, at = chain[-1]
        points.append((self.layout.places[target], self.tops[at]))
        words = _short(exit.words)
        place = (self.layout.places[chain[0][0]], self.tops[row + 1])
        return Line(key, target, tuple(points), exit, words, place, _width(words))


def _wrapped(title: str) -> tuple[str, ...]:
    return tuple(wrap(title, CHARACTERS, max_lines=MOST_LINES, placeholder=" …")) or ("",)


def _height(lines: tuple[str, ...]) -> float:
    return LINE * len(lines) + 2 * PADDING


def _short(words: tuple[str, ...]) -> str:
    """Say the first of ``words``, shortened, and how many more there are."""
    if not words:
        return ""
    more = f" +{len(words) - 1}" if len(words) > 1 else ""
    first = " ".join(words[0].split())
    room = SMALL_CHARACTERS - len(more)
    return (first if len(first) <= room else first[: room - 1].rstrip() + "…") + more


def _width(words: str) -> float:
    return SMALL * len(words) + 8.0 if words else 0.0
