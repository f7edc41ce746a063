"""The values that can be typed as answers, laid on a grid of whole steps.

A step is 1, a ten-billionth or a day, so that a range is two integers, and "just above
2.5" is the next one. Which stretches matter is known by ``branches`` and the checks.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from guidance.core.documents import numbers
from guidance.core.documents.kinds import QuestionKind, Value
from guidance.core.documents.trees import Question

_PLACES = 10  # as many decimals as a bound can have
_LAST_NUMBER = 10**20 - 1  # as many digits as a number can have

Steps = tuple[int, int]
"""A half-open stretch of a grid; empty where its start is not below its stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(ABC):
    """The steps on which the answers to one question lie: ``first`` to ``last``, both included.

    ``unit``: so many steps make 1. ``ordinary``: the step that stands for them all.
    ``plural``: what its values are called.
    """

    first: int
    last: int
    unit: int
    ordinary: int
    plural: str

    def at(self, value: Value) -> int:
        """Return the least step at or above ``value``."""
        return ceil(self._place(value))

    def above(self, value: Value) -> int:
        """Return the least step above ``value``."""
        return floor(self._place(value)) + 1

    def entered(self, step: int) -> str:
        """Write the value at ``step`` as it is entered."""
        return self._write(step, separator="")

    def written(self, step: int) -> str:
        """Write the value at ``step`` as people read it."""
        return self._write(step, separator=",")

    def representative(self, start: int, stop: int) -> int:
        """Choose a step of [start, stop): a bound where there is one, and short to write."""
        if start == self.first and stop == self.last + 1:
            return self.ordinary
        if start == self.first:
            start, stop, sign = 1 - stop, 1 - start, -1
        else:
            sign = 1
        if start % 10:
            # Just above an excluded bound: 3 is said sooner than 2.0000000001.
            for places in range(_PLACES):
                size = self.unit // int(10**places)
                if (rounded := -(-start // size) * size) < stop:
                    return sign * rounded
        return sign * start

    def _place(self, value: Value) -> Fraction | int:
        """Return where ``value`` lies, in steps; numbers may lie between two."""
        return value.toordinal() if isinstance(value, date) else Fraction(value) * self.unit

    @abstractmethod
    def _write(self, step: int, *, separator: str) -> str: ...


class _Numbers(Grid):
    def _write(self, step: int, *, separator: str) -> str:
        whole, part = divmod(abs(step), self.unit)
        text = f"{whole:{separator}}"
        if part:
            text += f".{part:0{_PLACES}}".rstrip("0")
            if not separator:
                text = numbers.write(Decimal(text))
        return f"-{text}" if step < 0 else text


class _Dates(Grid):
    def _write(self, step: int, *, separator: str) -> str:
        return date.fromordinal(min(max(step, self.first), self.last)).isoformat()


def grid_of(question: Question) -> Grid:
    """Return the grid of a ranged question."""
    match question.kind:
        case QuestionKind.NUMBER:
            unit = 10**_PLACES if question.decimals else 1
            last = (_LAST_NUMBER + 1) * unit - 1
            return _Numbers(first=-last, last=last, unit=unit, ordinary=0, plural="numbers")
        case QuestionKind.DATE:
            first, last = date.min.toordinal(), date.max.toordinal()
            ordinary = date(2000, 1, 1).toordinal()
            return _Dates(first=first, last=last, unit=1, ordinary=ordinary, plural="dates")
        case QuestionKind.CHOICE | QuestionKind.CHOICES:
            raise TypeError(f"the answers to a {question.kind} lie on no grid")
        case _:
            assert_never(question.kind)


def limits_of(question: Question, grid: Grid) -> Steps:
    """Return the answers to ``question`` that can be entered at all."""
    start, stop = grid.first, grid.last + 1
    if question.minimum is not None:
        start = grid.at(question.kind.read(question.minimum))
    if question.maximum is not None:
        stop = grid.above(question.kind.read(question.maximum))
    return start, stop
