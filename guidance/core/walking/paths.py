"""All the ways through a tree: count them, enumerate them.

Ways are told apart by representative answers (``branches``): numbers that a tree cannot
tell apart are one way. "I am not sure" is no way of its own, since it stands for others.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.core.documents.trees import Answers, Question, Tree
from guidance.core.walking import comparisons
from guidance.core.walking.branches import is_sampled
from guidance.core.walking.comparisons import Comparison, Ending, Group
from guidance.core.walking.graphs import Graph, Held, graph_of
from guidance.core.walking.memories import Memory
from guidance.core.walking.skeletons import skeleton_of
from guidance.core.walking.trails import Problem, Trail

__all__ = [
    "MAX_WAYS",
    "Comparison",
    "Count",
    "Ending",
    "Group",
    "Way",
    "Ways",
    "branches",
    "compare",
    "count",
    "enumerate_ways",
]

MAX_WAYS = 20_000
"""So many ways are gone through one by one, unless told otherwise."""

_comparisons: Memory[Comparison] = Memory(32)
_counts: "Memory[Count]" = Memory(256)


@dataclass(frozen=True, slots=True)
class Count:
    """How many ways lead from the start to an outcome, and how many questions they ask.

    ``stuck`` ways end at a fault of the tree instead. Where not ``is_exact`` there are
    more ways than these. ``longest`` and ``shortest`` are 0 where there is no way.
    """

    ways: int
    is_exact: bool
    longest: int
    shortest: int
    stuck: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """One way: its answers in the order asked, and what it leads to.

    ``outcome`` is None, and ``problem`` says why, where it ends at a fault of the tree.
    """

    answers: Answers
    outcome: str | None
    terms: tuple[str, ...]
    questions: tuple[str, ...]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways that lead to an outcome, and those that are stuck, first options first.

    ``is_complete`` is False where the limit was reached, or where a question has so
    many options to combine that only some combinations were tried.
    """

    ways: tuple[Way, ...]
    stuck: tuple[Way, ...]
    is_complete: bool


def branches(tree: Tree, question: Question) -> tuple[tuple[str, ...], ...]:
    """Return representative answers to ``question``, one for each case the tree can tell apart.

    They are a sample only where ``branches.is_sampled(question)``. Where the tree has
    several questions of this key, the first is meant.
    """
    return tuple(answer.values for answer in graph_of(tree).branches(question.key))


def compare(old: Tree, new: Tree, *, limit: int = MAX_WAYS) -> Comparison:
    """Compare two trees over the ways of both, as ``comparisons.compare`` does, but once.

    Where only words differ, no way does: then the ways are counted, and not gone through.
    """
    before, after = skeleton_of(old), skeleton_of(new)
    same = _unchanged(new, limit) if before == after else None
    if same is not None:
        return same
    key = (before, after, limit)
    return _comparisons.of(key, lambda: comparisons.compare(old, new, limit=limit))


def _unchanged(tree: Tree, limit: int) -> Comparison | None:
    """Return the comparison of a tree with itself; None where its ways cannot all be counted."""
    counted = count(tree)
    if not counted.is_exact or counted.ways + counted.stuck > limit:
        return None
    graph = graph_of(tree)
    sampled = any(is_sampled(graph.questions[key]) for key in graph.reachable(graph.start))
    return Comparison(counted.ways, 0, (), is_complete=not sampled)


def count(tree: Tree, *, limit: int = 200_000) -> Count:
    """Count the ways through ``tree`` without going through each of them; remembered.

    Ways that meet at a question, and of which all that is looked at further down is the
    same, are counted together. ``limit`` bounds the steps taken; beyond it, and where a
    cycle can be reached, ways are enumerated instead, ``MAX_WAYS`` at most.
    """
    return _counts.of((skeleton_of(tree), limit), lambda: _count(tree, limit))


def _count(tree: Tree, limit: int) -> Count:
    graph = graph_of(tree)
    order = graph.order
    if not graph.reachable(graph.start) <= set(order):
        return _count_one_by_one(tree, limit=min(limit, MAX_WAYS))
    tallies: dict[str, dict[Held, list[int]]] = {graph.start: {0: [1, 0, 0]}}
    ends: list[list[int]] = []
    stuck = steps = 0
    is_exact = True
    for key in order:
        tallied = tallies.pop(key, None)
        if tallied is None:
            continue
        answers = [(answer, graph.holding(answer)) for answer in graph.branches(key)]
        is_exact = is_exact and not is_sampled(graph.questions[key])
        for held, (ways, shortest, longest) in tallied.items():
            stuck += ways * (not answers)
            steps += len(answers)
            if steps > limit:
                return _count_one_by_one(tree, limit=min(limit, MAX_WAYS))
            for answer, holding in answers:
                target = graph.move(answer, held | holding).target
                reached = [ways, shortest + 1, longest + 1]
                if target in graph.questions and target is not None:
                    below = (held | holding) & graph.tests_below[target]
                    _add(tallies.setdefault(target, {}), below, reached)
                elif target in graph.outcomes:
                    ends.append(reached)
                else:
                    stuck += ways
    if graph.start in graph.outcomes:
        ends.append([1, 0, 0])
    elif graph.start not in graph.questions:
        stuck = 1
    return _summed(ends, stuck, is_exact=is_exact)


def enumerate_ways(tree: Tree, *, limit: int = MAX_WAYS) -> Ways:
    """Go through every way of ``tree``, until ``limit`` ways were found."""
    graph = graph_of(tree)
    ways: list[Way] = []
    stuck: list[Way] = []
    is_complete = True
    sampled = {key for key, question in graph.questions.items() if is_sampled(question)}
    for way in _ways(graph, Trail(tree.start)):
        if len(ways) + len(stuck) >= limit:
            is_complete = False
            break
        (stuck if way.outcome is None else ways).append(way)
        is_complete = is_complete and sampled.isdisjoint(way.questions)
    return Ways(tuple(ways), tuple(stuck), is_complete)


def _ways(graph: Graph, start: Trail) -> Iterator[Way]:
    stack = [start]
    while stack:
        trail = stack.pop()
        problem = trail.problem(graph)
        outcome = graph.outcomes.get(str(trail.at))
        following: tuple[Trail, ...] = ()
        if problem is None and outcome is None:
            answers = graph.branches(str(trail.at))
            following = tuple(trail.take(graph, answer) for answer in reversed(answers))
        if following:
            stack.extend(following)
            continue
        ended = trail if outcome is None else trail.ended(outcome)
        yield Way(
            {step.question.key: step.values for step in ended.steps},
            None if outcome is None else outcome.key,
            ended.terms,
            ended.asked,
            problem,
        )


def _count_one_by_one(tree: Tree, *, limit: int) -> Count:
    found = enumerate_ways(tree, limit=limit)
    ends = [[1, len(way.questions), len(way.questions)] for way in found.ways]
    return _summed(ends, len(found.stuck), is_exact=found.is_complete)


def _add(tallied: dict[Held, list[int]], held: Held, reached: list[int]) -> None:
    if held not in tallied:
        tallied[held] = reached
        return
    known = tallied[held]
    known[0] += reached[0]
    known[1] = min(known[1], reached[1])
    known[2] = max(known[2], reached[2])


def _summed(ends: list[list[int]], stuck: int, *, is_exact: bool) -> Count:
    return Count(
        ways=sum(ways for ways, _, _ in ends),
        is_exact=is_exact,
        longest=max((longest for _, _, longest in ends), default=0),
        shortest=min((shortest for _, shortest, _ in ends), default=0),
        stuck=stuck,
    )
