"""The cases of a tree: whether they come out as a lawyer expects, and pin every threshold."""

from collections.abc import Iterator

from guidance.core.checks.findings import Finding, found, named
from guidance.core.documents.kinds import Value
from guidance.core.documents.trees import Case, Condition, Question, Tree
from guidance.core.walking.answers import Answer, read
from guidance.core.walking.graphs import Graph
from guidance.core.walking.grids import Grid, grid_of, limits_of
from guidance.core.walking.walks import Walk, walk

_REASONS = {
    "unknown-question": "there is no such question",
    "not-asked": "it is not asked on this way",
    "unknown-option": "there is no such option",
    "several": "only one answer can be given",
    "not-alone": "this answer excludes the others",
    "not-a-number": "it is not a number",
    "not-whole": "it is not a whole number",
    "too-large": "it is too large",
    "not-a-date": "it is not a date",
    "too-low": "it is below the least answer",
    "too-high": "it is above the greatest answer",
    "no-range": "no option holds it",
}


def check_cases(tree: Tree) -> Iterator[Finding]:
    """Yield cases whose answers do not fit or that come out otherwise."""
    for case in tree.cases:
        taken = walk(tree, case.answers)
        misfits = list(_misfits(case, taken))
        yield from misfits
        if not misfits:
            yield from _failures(tree, case, taken)


def _misfits(case: Case, taken: Walk) -> Iterator[Finding]:
    place, subject = f"case:{case.key}", f"The case {named(case.title)}"
    for unfit in taken.unfit:
        if unfit.reason == "not-asked" and taken.problem is not None:
            continue  # the fault of the tree that ends the way is what to put right
        answer = ", ".join(unfit.values) or "nothing"
        reason = _REASONS.get(unfit.reason, unfit.reason)
        if unfit.readings:
            reason = f"it can be read as {' or as '.join(unfit.readings)}; write the digits alone"
        said = f"“{answer}” to {unfit.question}, but {reason}."
        is_any = unfit.reason in ("not-asked", "unknown-question")
        cause = f"Several cases answer {f'{unfit.question}, but {reason}.' if is_any else said}"
        yield found("case-unfit", place, f"{subject} answers {said}", cause=cause)
    if not taken.unfit and taken.question is not None:
        title = named(taken.question.title)
        cause = f"Several cases do not answer {title}."
        yield found("case-unfit", place, f"{subject} does not answer {title}.", cause=cause)


def _failures(tree: Tree, case: Case, taken: Walk) -> Iterator[Finding]:
    place, subject = f"case:{case.key}", f"The case {named(case.title)}"
    if taken.problem is not None or not taken.is_finished:
        reason = taken.problem.kind if taken.problem is not None else "too many ways"
        why = f"to an outcome ({reason.replace('-', ' ')})."
        cause = f"Several cases do not come {why}"
        yield found("case-failed", place, f"{subject} does not come {why}", cause=cause)
        return
    actual = list(dict.fromkeys(possible.outcome.key for possible in taken.possibilities))
    if set(actual) != set(case.outcomes):
        expected, gets = _titles(tree, case.outcomes), _titles(tree, actual)
        cause = f"Several cases expect {expected} and get {gets}."
        message = f"{subject} expects {expected} and gets {gets}."
        yield found("case-failed", place, message, cause=cause)
    missing = [ref for ref in case.includes if ref not in taken.terms]
    if missing:
        said = f"the terms {', '.join(missing)}, which the result does not have."
        cause = f"Several cases expect {said}"
        yield found("case-failed", place, f"{subject} expects {said}", cause=cause)
    possible = {ref for possibility in taken.possibilities for ref in possibility.terms}
    more = sorted(possible - set(case.includes)) if case.exact else []
    if more:
        said = f"no other terms than those it names, and the result has {', '.join(more)}."
        cause = f"Several cases expect {said}"
        yield found("case-failed", place, f"{subject} expects {said}", cause=cause)
    unwanted = [ref for ref in case.excludes if ref in possible]
    if unwanted:
        said = f"a result without {', '.join(unwanted)}, which it has."
        cause = f"Several cases expect {said}"
        yield found("case-failed", place, f"{subject} expects {said}", cause=cause)


def _titles(tree: Tree, keys: list[str] | tuple[str, ...]) -> str:
    titles = []
    for key in keys:
        outcome = tree.outcome(key)
        titles.append(named(outcome.title) if outcome else key)
    return " or ".join(titles)


def check_thresholds(tree: Tree, graph: Graph) -> Iterator[Finding]:
    """Yield bounds of number and date questions that cases do not pin on both sides.

    A bound is pinned by a case with exactly its value and one with a value on the
    other side, before the next bound. Every bound of an option and of a route's
    condition counts; the least and greatest answer that can be entered do not.
    """
    for question in graph.questions.values():
        if question.is_ranged:
            yield from _check_thresholds(tree, question, graph.tests(question.key))


def _check_thresholds(
    tree: Tree, question: Question, tests: tuple[Condition, ...]
) -> Iterator[Finding]:
    grid = grid_of(question)
    start, stop = limits_of(question, grid)
    cuts = {cut: bound for cut, bound in _cuts(question, tests, grid) if start < cut < stop}
    edges = sorted({start, stop, *cuts})
    given = {grid.at(value) for value in _values(tree, question)}
    for cut, bound in sorted(cuts.items()):
        at = edges.index(cut)
        below, above = range(edges[at - 1], cut), range(cut, edges[at + 1])
        exact = grid.at(question.kind.read(bound))
        other = above if exact < cut else below
        across = other[0] if exact < cut else other[-1]
        wanted = [] if exact in given else [exact]
        wanted += [] if any(step in other for step in given) else [across]
        if wanted:
            side = "above" if exact < cut else "below"
            words = grid.written(exact)
            message = (
                f"{named(question.title)}: the bound {words} is not pinned; cases need "
                f"{words} itself and a value just {side} it."
            )
            values = tuple(grid.entered(step) for step in wanted)
            place = f"question:{question.key}"
            yield found("threshold-uncased", place, message, values=values)


def _cuts(
    question: Question, tests: tuple[Condition, ...], grid: Grid
) -> Iterator[tuple[int, str]]:
    """Yield each bound with the first step above the place where it cuts."""
    for option in question.sure_options:
        if option.low is not None:
            low = question.kind.read(option.low)
            yield (grid.at(low) if option.low_inclusive else grid.above(low)), option.low
        if option.high is not None:
            high = question.kind.read(option.high)
            yield (grid.above(high) if option.high_inclusive else grid.at(high)), option.high
    for test in tests:
        for bound, is_after in test.cuts(question.kind):
            value = question.kind.read(bound)
            yield (grid.above(value) if is_after else grid.at(value)), bound


def _values(tree: Tree, question: Question) -> Iterator[Value]:
    for case in tree.cases:
        answer = read(question, case.answers.get(question.key, ()))
        if isinstance(answer, Answer) and answer.value is not None:
            yield answer.value
