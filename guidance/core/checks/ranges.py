"""Whether the ranges of a number or date question cover every answer, and each only once."""

from collections.abc import Iterator

from guidance.core.checks.findings import Finding, found, named
from guidance.core.documents.trees import Option, Question
from guidance.core.walking.grids import Grid, Steps, grid_of, limits_of


def range_of(question: Question, option: Option, grid: Grid) -> Steps:
    """Return the answers that the range of ``option`` holds; empty where start >= stop."""
    start, stop = grid.first, grid.last + 1
    if option.low is not None:
        low = question.kind.read(option.low)
        start = grid.at(low) if option.low_inclusive else grid.above(low)
    if option.high is not None:
        high = question.kind.read(option.high)
        stop = grid.above(high) if option.high_inclusive else grid.at(high)
    return start, stop


def check_ranges(question: Question) -> Iterator[Finding]:
    """Yield gaps, overlaps, empty ranges, and options that no answer can choose."""
    ranged = question.sure_options
    if not question.is_ranged or not ranged:
        return
    grid = grid_of(question)
    limits = limits_of(question, grid)
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
    has_start, has_stop = start > grid.first, stop <= grid.last
    if stop - start == 1:
        return grid.written(start)
    if has_start and has_stop:
        return f"{grid.plural} from {grid.written(start)} to {grid.written(stop - 1)}"
    if has_start:
        return f"{grid.plural} from {grid.written(start)} on"
    return f"{grid.plural} below {grid.written(stop)}" if has_stop else f"any of the {grid.plural}"
