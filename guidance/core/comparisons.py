"""Compare two trees by their ways: for which answers does the new one say something else.

Both trees are walked at once with the same answers. A question that only one of them
asks is gone through in each of its branches; an answer that one of them does not take
ends the way there, and is shown as a way that the tree does not have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from guidance.core.answers import Answer, read
from guidance.core.branches import is_sampled, joint_branches
from guidance.core.graphs import Graph, graph_of
from guidance.core.trails import Trail
from guidance.core.trees import Answers, Tree, Verdict


@dataclass(frozen=True, slots=True)
class Ending:
    """What one tree says at the end of a way: the key of its outcome, and the verdict."""

    outcome: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Group:
    """Ways that differ between two trees in the same manner.

    ``old`` or ``new`` is None where that tree has no such way (it lacks an option, or does
    not end in an outcome). ``gained`` and ``lost`` are terms; ``example`` the answers
    of the first such way, for both trees together.
    """

    old: Ending | None
    new: Ending | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    ways: int
    example: Answers


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the ways of two trees differ; groups with the most ways first.

    ``is_complete`` is False where the limit was reached, or a question has so many
    options to combine that only some combinations were tried.
    """

    total: int
    changed: int
    groups: tuple[Group, ...]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two trees, and how far the answers lead in it."""

    graph: Graph
    trail: Trail
    is_lost: bool = False

    @property
    def question(self) -> str | None:
        """Return the question this side asks next; None where it has ended."""
        at = self.trail.at
        is_asking = not self.is_lost and at in self.graph.questions and at not in self.trail.asked
        return at if is_asking else None

    def advance(self, answers: Answers) -> "_Side":
        """Go as far as ``answers`` lead."""
        side = self
        while (key := side.question) is not None and key in answers:
            answer = read(side.graph.questions[key], answers[key])
            if not isinstance(answer, Answer) or answer.is_unsure:
                return _Side(side.graph, side.trail, is_lost=True)
            side = _Side(side.graph, side.trail.take(side.graph, answer))
        return side

    def lost_at(self, key: str) -> "_Side":
        return _Side(self.graph, self.trail, is_lost=True) if self.question == key else self

    def ending(self) -> tuple[Ending | None, tuple[str, ...]]:
        outcome = None if self.is_lost else self.graph.outcomes.get(str(self.trail.at))
        if outcome is None:
            return None, ()
        return Ending(outcome.key, outcome.verdict), self.trail.ended(outcome).terms


def compare(old: Tree, new: Tree, *, limit: int = 20_000) -> Comparison:
    """Compare ``old`` and ``new`` over the ways of both, until ``limit`` ways were compared.

    A way for which neither has an outcome is left out.
    """
    graphs = (graph_of(old), graph_of(new))
    groups: dict[object, Group] = {}
    total = tried = 0
    is_complete = not any(
        is_sampled(graph.questions[key]) for graph in graphs for key in graph.reachable(graph.start)
    )
    for answers, before, after in _joint_ways(*graphs):
        if tried >= limit:
            is_complete = False
            break
        tried += 1
        (was, old_terms), (now, new_terms) = before.ending(), after.ending()
        if was is None and now is None:
            continue
        total += 1
        gained = tuple(term for term in new_terms if term not in old_terms)
        lost = tuple(term for term in old_terms if term not in new_terms)
        if was == now and not gained and not lost:
            continue
        key = (was, now, frozenset(gained), frozenset(lost))
        known = groups.get(key)
        ways = 1 if known is None else known.ways + 1
        example = answers if known is None else known.example
        groups[key] = Group(was, now, gained, lost, ways, example)
    ordered = tuple(sorted(groups.values(), key=attrgetter("ways"), reverse=True))
    return Comparison(total, sum(group.ways for group in ordered), ordered, is_complete)


def _joint_ways(old: Graph, new: Graph) -> Iterator[tuple[Answers, _Side, _Side]]:
    """Yield the answers that lead both trees to their ends, with where they end."""
    start: dict[str, tuple[str, ...]] = {}
    joint: dict[str, tuple[Answer, ...]] = {}
    stack = [(start, _Side(old, Trail(old.start)), _Side(new, Trail(new.start)))]
    while stack:
        answers, before, after = stack.pop()
        key = before.question or after.question
        if key is None:
            yield answers, before, after
            continue
        if key not in joint:
            joint[key] = _joint(key, old, new)
        if not joint[key]:  # a question that cannot be answered ends the way where it is asked
            stack.append((answers, before.lost_at(key), after.lost_at(key)))
        for answer in reversed(joint[key]):
            extended = {**answers, key: answer.values}
            stack.append((extended, before.advance(extended), after.advance(extended)))


def _joint(key: str, old: Graph, new: Graph) -> tuple[Answer, ...]:
    graphs = [graph for graph in (old, new) if key in graph.questions]
    return joint_branches([(graph.questions[key], graph.tests(key)) for graph in graphs])
