"""Representative answers: one for each case that a tree can tell apart."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise

from guidance.core.documents.trees import Condition, Question
from guidance.core.walking.answers import Answer, first_sure_options, read
from guidance.core.walking.grids import Grid, grid_of

MAX_SUBSETS_OF = 6
"""Up to so many options that go together, every set of them is a branch."""


def is_sampled(question: Question) -> bool:
    """Tell whether the branches of ``question`` leave out answers that can be given."""
    return question.kind.facts.takes_several and len(_together(question)) > MAX_SUBSETS_OF


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
    is_ranged = all(asked.is_ranged and first_sure_options(asked) for asked, _ in askings)
    if is_ranged and len(grids) == 1:
        written: Iterable[tuple[str, ...]] = ((text,) for text in _points(askings))
    else:
        written = chain.from_iterable(_written(asked, tests) for asked, tests in askings)
    seen: dict[frozenset[str], Answer] = {}
    for values in written:
        readings = (read(asked, values) for asked, _ in askings)
        answer = next((one for one in readings if isinstance(one, Answer)), None)
        if answer is not None:
            seen.setdefault(frozenset(answer.values), answer)
    return tuple(seen.values())


def _written(question: Question, tests: tuple[Condition, ...]) -> Iterator[tuple[str, ...]]:
    sure = first_sure_options(question)
    if not sure:
        yield from ((option.key,) for option in question.options)
    elif question.is_ranged:
        yield from ((text,) for text in _points([(question, tests)]))
    elif not question.kind.facts.takes_several:
        yield from ((option.key,) for option in sure)
    else:
        yield from _sets(question, tests)
        yield from ((option.key,) for option in sure if option.is_exclusive)


def _together(question: Question) -> tuple[str, ...]:
    return tuple(option.key for option in first_sure_options(question) if not option.is_exclusive)


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
    grid = grid_of(question)
    cuts = {grid.first, grid.last + 1}
    for asked, tests in askings:
        cuts |= set(_cuts(grid, asked, tests))
    inside = sorted(cut for cut in cuts if grid.first <= cut <= grid.last + 1)
    for start, stop in pairwise(inside):
        yield grid.entered(grid.representative(start, stop))


def _cuts(grid: Grid, asked: Question, tests: tuple[Condition, ...]) -> Iterator[int]:
    """Yield the first step above each place where the meaning of an answer can change."""
    bounds = [(asked.minimum, False), (asked.maximum, True)]
    for option in asked.sure_options:
        bounds += [(option.low, not option.low_inclusive), (option.high, option.high_inclusive)]
    for test in tests:
        bounds += test.cuts(asked.kind)
    for bound, is_after in bounds:
        if bound is not None:
            value = asked.kind.read(bound)
            yield grid.above(value) if is_after else grid.at(value)
