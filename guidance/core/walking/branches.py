"""Representative answers: one for each case that a tree can tell apart.

Numbers and dates are laid on a grid of whole steps (1, a ten-billionth, a day), so
that an interval is two integers and "the least value above 2.5" has an answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import chain, combinations, pairwise
from math import ceil, floor

from guidance.core.documents.trees import Condition, Question, QuestionKind
from guidance.core.walking.answers import Answer, Value, read, sure_options, value_of, write

MAX_SUBSETS_OF = 6
"""Up to so many options that go together, every set of them is a branch."""

_PLACES = 10  # as many decimals as a bound can have
_MAX_NUMBER = 10**20 - 1  # as many digits as a number can have
_ORDINARY_DAY = date(2000, 1, 1).toordinal()


def is_sampled(question: Question) -> bool:
    """Tell whether the branches of ``question`` leave out answers that can be given."""
    return question.kind is QuestionKind.CHOICES and len(_together(question)) > MAX_SUBSETS_OF


def branches_of(question: Question, tests: Iterable[Condition]) -> tuple[Answer, ...]:
    """Return one answer for each case that ``question`` and ``tests`` can tell apart.

    For a choice, each option but "I am not sure"; for choices, every set of options
    that go together, then each exclusive one; for numbers and dates, the least value of
    each interval between bounds and thresholds (the greatest where it has no least),
    from low to high. Where a question only has options "I am not sure", these.
    """
    return joint_branches([(question, tuple(tests))])


def joint_branches(askings: Sequence[tuple[Question, tuple[Condition, ...]]]) -> tuple[Answer, ...]:
    """Return answers that tell apart what any of ``askings`` of one question can tell apart.

    Each fits at least one of them, and is read by the first that it fits.
    """
    grids = {(asked.kind, asked.decimals) for asked, _ in askings}
    is_ranged = all(asked.is_ranged and sure_options(asked) for asked, _ in askings)
    if is_ranged and len(grids) == 1:
        written: Iterable[tuple[str, ...]] = ((text,) for text in _points(askings))
    else:
        written = chain.from_iterable(_written(asked, tests) for asked, tests in askings)
    seen: dict[frozenset[str], Answer] = {}
    for values in written:
        for asked, _ in askings:
            answer = read(asked, values)
            if isinstance(answer, Answer):
                seen.setdefault(frozenset(answer.values), answer)
                break
    return tuple(seen.values())


def _written(question: Question, tests: tuple[Condition, ...]) -> Iterator[tuple[str, ...]]:
    sure = sure_options(question)
    if not sure:
        yield from ((option.key,) for option in question.options)
    elif question.is_ranged:
        yield from ((text,) for text in _points([(question, tests)]))
    elif question.kind is QuestionKind.CHOICE:
        yield from ((option.key,) for option in sure)
    else:
        yield from _sets(question, tests)
        yield from ((option.key,) for option in sure if option.is_exclusive)


def _together(question: Question) -> tuple[str, ...]:
    return tuple(option.key for option in sure_options(question) if not option.is_exclusive)


def _sets(question: Question, tests: tuple[Condition, ...]) -> Iterator[tuple[str, ...]]:
    """Yield sets of options, small ones first; with many options, those likely to differ."""
    keys = _together(question)
    if len(keys) <= MAX_SUBSETS_OF:
        for size in range(1, len(keys) + 1):
            yield from combinations(keys, size)
        return
    yield from combinations(keys, 1)
    yield from combinations(keys, 2)
    for test in tests:
        named = {test.equals} if test.equals else {*(test.any_of or ()), *(test.none_of or ())}
        for is_named in (True, False):
            yield tuple(key for key in keys if (key in named) is is_named)
    yield keys


def _points(askings: Sequence[tuple[Question, tuple[Condition, ...]]]) -> Iterator[str]:
    """Yield one written value for each interval that bounds and thresholds make."""
    question = askings[0][0]
    grid = _Grid(question)
    cuts = {grid.first, grid.last + 1}
    for asked, tests in askings:
        cuts |= set(_cuts(grid, asked, tests))
    inside = sorted(cut for cut in cuts if grid.first <= cut <= grid.last + 1)
    for start, stop in pairwise(inside):
        yield write(grid.value(grid.representative(start, stop)))


def _cuts(grid: "_Grid", asked: Question, tests: tuple[Condition, ...]) -> Iterator[int]:
    """Yield the first step above each place where the meaning of an answer can change."""
    bounds = [(asked.minimum, False), (asked.maximum, True)]
    for option in asked.options:
        if not option.is_unsure:
            bounds += [(option.low, not option.low_inclusive), (option.high, option.high_inclusive)]
    for test in tests:
        if asked.kind is QuestionKind.NUMBER:
            bounds += [(test.at_least, False), (test.below, False)]
        else:
            bounds += [(test.on_or_after, False), (test.before, False)]
    for bound, is_after in bounds:
        if bound is not None:
            yield grid.step(value_of(asked, bound), is_after=is_after)


class _Grid:
    """The values that can be written as answers to one question, as integers."""

    def __init__(self, question: Question) -> None:
        self.is_date = question.kind is QuestionKind.DATE
        self.unit = 10**_PLACES if question.decimals and not self.is_date else 1
        if self.is_date:
            self.first, self.last = date.min.toordinal(), date.max.toordinal()
        else:
            self.last = (_MAX_NUMBER + 1) * self.unit - 1
            self.first = -self.last

    def step(self, value: Value, *, is_after: bool) -> int:
        """Return the least step at or above ``value``, or above it where ``is_after``."""
        if isinstance(value, date):
            return value.toordinal() + is_after
        exact = Fraction(value) * self.unit
        return floor(exact) + 1 if is_after else ceil(exact)

    def value(self, step: int) -> Value:
        if self.is_date:
            return date.fromordinal(step)
        whole, part = divmod(abs(step), self.unit)
        sign = "-" if step < 0 else ""
        return Decimal(f"{sign}{whole}.{part:0{_PLACES}}" if self.unit > 1 else f"{sign}{whole}")

    def representative(self, start: int, stop: int) -> int:
        """Choose a step of [start, stop): a bound where there is one, and short to write."""
        if start == self.first and stop == self.last + 1:
            return _ORDINARY_DAY if self.is_date else 0
        if start == self.first:
            start, stop, sign = 1 - stop, 1 - start, -1
        else:
            sign = 1
        if self.unit > 1 and start % 10:
            # Just above an excluded bound: 3 is said sooner than 2.0000000001.
            for places in range(_PLACES):
                size = self.unit // int(10**places)
                if (rounded := -(-start // size) * size) < stop:
                    return sign * rounded
        return sign * start
