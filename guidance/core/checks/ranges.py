"""Whether the ranges of a number or date question cover every answer, and each only once.

Values are laid on a grid of whole steps (1, a ten-billionth, a day), so that a
range is two integers and "just above 2.5" is the next one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from guidance.core.checks.findings import Finding, found, named
from guidance.core.documents.trees import Option, Question, QuestionKind
from guidance.core.walking.answers import value_of, write

_UNITS = 10**10  # as many decimals as a bound can have
_LAST_NUMBER = 10**20 - 1  # as many digits as a number can have


@dataclass(frozen=True, slots=True)
class Grid:
    """The steps on which the answers to one question lie: ``first`` to ``last``, both included."""

    is_date: bool
    unit: int
    first: int
    last: int

    @classmethod
    def of(cls, question: Question) -> "Grid":
        if question.kind is QuestionKind.DATE:
            return cls(True, 1, date.min.toordinal(), date.max.toordinal())
        unit = _UNITS if question.decimals else 1
        last = (_LAST_NUMBER + 1) * unit - 1
        return cls(False, unit, -last, last)

    def at(self, value: Decimal | date) -> int:
        """Return the least step at or above ``value``."""
        if isinstance(value, date):
            return value.toordinal()
        return ceil(Fraction(value) * self.unit)

    def above(self, value: Decimal | date) -> int:
        """Return the least step above ``value``."""
        if isinstance(value, date):
            return value.toordinal() + 1
        return floor(Fraction(value) * self.unit) + 1

    def written(self, step: int) -> str:
        """Write the value at ``step`` as people read it."""
        return self._write(step, separator=",")

    def value(self, step: int) -> str:
        """Write the value at ``step`` as it is entered."""
        return self._write(step, separator="")

    def _write(self, step: int, *, separator: str) -> str:
        if self.is_date:
            return write(date.fromordinal(min(max(step, self.first), self.last)))
        whole, part = divmod(abs(step), self.unit)
        text = f"{whole:{separator}}"
        if part:
            text += f".{part:010}".rstrip("0")
        return f"-{text}" if step < 0 else text


Steps = tuple[int, int]
"""A half-open stretch of the grid."""


def bounds(question: Question, grid: Grid) -> Steps:
    """Return the answers that can be entered at all."""
    start, stop = grid.first, grid.last + 1
    if question.minimum is not None:
        start = grid.at(value_of(question, question.minimum))
    if question.maximum is not None:
        stop = grid.above(value_of(question, question.maximum))
    return start, stop


def range_of(question: Question, option: Option, grid: Grid) -> Steps:
    """Return the answers that the range of ``option`` holds; empty where start >= stop."""
    start, stop = grid.first, grid.last + 1
    if option.low is not None:
        low = value_of(question, option.low)
        start = grid.at(low) if option.low_inclusive else grid.above(low)
    if option.high is not None:
        high = value_of(question, option.high)
        stop = grid.above(high) if option.high_inclusive else grid.at(high)
    return start, stop


def check_ranges(question: Question) -> Iterator[Finding]:
    """Yield gaps, overlaps, empty ranges, and options that no answer can choose."""
    ranged = [option for option in question.options if not option.is_unsure]
    if not question.is_ranged or not ranged:
        return
    grid = Grid.of(question)
    limits = bounds(question, grid)
    if limits[0] >= limits[1]:
        message = f"{named(question.title)}: the least answer is above the greatest one."
        yield found("empty-range", f"question:{question.key}", message)
        return
    covered: list[Steps] = []
    seen: list[tuple[Option, Steps]] = []
    for option in ranged:
        place = f"option:{question.key}/{option.key}"
        subject = f"{named(option.label)} of {named(question.title)}"
        whole = range_of(question, option, grid)
        if whole[0] >= whole[1]:
            yield found("empty-range", place, f"The range of {subject} holds nothing.")
            continue
        steps = (max(whole[0], limits[0]), min(whole[1], limits[1]))
        if steps[0] >= steps[1]:
            message = f"{subject} lies outside of the answers that the question takes."
            yield found("option-never-chosen", place, message)
            continue
        for other, others in seen:
            shared = (max(steps[0], others[0]), min(steps[1], others[1]))
            if shared[0] < shared[1]:
                message = f"{subject} and {named(other.label)} both hold {_stretch(grid, shared)}."
                yield found("range-overlap", place, message)
        if not _holes(covered, steps):
            message = f"{subject} is never chosen: the options before it hold all of its range."
            yield found("option-never-chosen", place, message)
        covered.append(steps)
        seen.append((option, steps))
    for hole in _holes(covered, limits):
        message = f"No option of {named(question.title)} holds {_stretch(grid, hole)}."
        yield found("range-gap", f"question:{question.key}", message)


def _holes(covered: list[Steps], limits: Steps) -> list[Steps]:
    """Return the stretches of ``limits`` that nothing covers, from low to high."""
    holes: list[Steps] = []
    at = limits[0]
    for start, stop in sorted(covered):
        if start > at:
            holes.append((at, min(start, limits[1])))
        at = max(at, stop)
        if at >= limits[1]:
            break
    if at < limits[1]:
        holes.append((at, limits[1]))
    return [hole for hole in holes if hole[0] < hole[1]]


def _stretch(grid: Grid, steps: Steps) -> str:
    """Say a stretch in words: "5", "3 to 7", "8 and above", "anything below 2"."""
    start, stop = steps
    noun = "dates" if grid.is_date else "numbers"
    has_start, has_stop = start > grid.first, stop <= grid.last
    if stop - start == 1:
        return grid.written(start)
    if has_start and has_stop:
        return f"{noun} from {grid.written(start)} to {grid.written(stop - 1)}"
    if has_start:
        return f"{noun} from {grid.written(start)} on"
    return f"{noun} below {grid.written(stop)}" if has_stop else f"any of the {noun}"
