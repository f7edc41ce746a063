"""Compare two trees by their ways: for which answers does the new one say something else.

Both trees are walked at once with the same answers. A question that only one of them
asks is gone through in each of its branches; an answer that one of them does not take
ends the way there, and is shown as a way that the tree does not have.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from guidance.core.documents.trees import Answers, Tree, Verdict
from guidance.core.walking.answers import Answer, read
from guidance.core.walking.branches import is_sampled, joint_branches
from guidance.core.walking.graphs import Graph, Held, graph_of


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
    options to combine that only some combinations were tried. ``is_sample``: there are more
    ways than the limit, and these were drawn from all over the trees, always the same ones.
    """

    total: int
    changed: int
    groups: tuple[Group, ...]
    is_complete: bool
    is_sample: bool = False


_Taken = tuple[str | None, tuple[str, ...], Held]
"""Where an answer leads, what it adds, and which tests hold then that are still looked at."""


class _Reader:
    """One of the two trees, with what was taken in it: each answer is given on many ways."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._read: dict[tuple[str, tuple[str, ...]], tuple[Answer, Held] | None] = {}
        self._taken: dict[tuple[str, tuple[str, ...], Held], _Taken | None] = {}

    def take(self, key: str, values: tuple[str, ...], held: Held) -> _Taken | None:
        """Return what an answer does; None where it is not taken.

        ``held`` are tests that are looked at from this question on, so that few differ.
        """
        known = (key, values, held)
        if known not in self._taken:
            self._taken[known] = self._move(key, values, held)
        return self._taken[known]

    def _move(self, key: str, values: tuple[str, ...], held: Held) -> _Taken | None:
        if (found := self._reading(key, values)) is None:
            return None
        answer, holding = found
        move = self.graph.move(answer, held | holding)
        below = self.graph.tests_below.get(str(move.target), 0)
        return move.target, move.adds, (held | holding) & below

    def _reading(self, key: str, values: tuple[str, ...]) -> tuple[Answer, Held] | None:
        """Return an answer with the tests that it makes true; None where it is not taken."""
        if (key, values) not in self._read:
            self._read[key, values] = None
            answer = read(self.graph.questions[key], values)
            if isinstance(answer, Answer) and not answer.is_unsure:
                self._read[key, values] = answer, self.graph.holding(answer)
        return self._read[key, values]


class _Side(NamedTuple):
    """How far the answers lead in one of the two trees; what of a trail is needed here."""

    reader: _Reader
    at: str | None
    asked: tuple[str, ...] = ()
    held: Held = 0
    terms: tuple[str, ...] = ()
    is_lost: bool = False

    @property
    def question(self) -> str | None:
        """Return the question this side asks next; None where it has ended."""
        is_asked = not self.is_lost and self.at in self.reader.graph.questions
        return self.at if is_asked and self.at not in self.asked else None

    def advance(self, answers: Answers) -> "_Side":
        """Go as far as ``answers`` lead."""
        side = self
        while (key := side.question) is not None and key in answers:
            if (taken := side.reader.take(key, answers[key], side.held)) is None:
                return side._replace(is_lost=True)
            target, adds, held = taken
            side = _Side(side.reader, target, (*side.asked, key), held, side.terms + adds)
        return side

    def lost_at(self, key: str) -> "_Side":
        return self._replace(is_lost=True) if self.question == key else self

    def ending(self) -> tuple[Ending | None, tuple[str, ...]]:
        outcome = None if self.is_lost else self.reader.graph.outcomes.get(str(self.at))
        if outcome is None:
            return None, ()
        terms = tuple(dict.fromkeys(self.terms + outcome.adds))
        return Ending(outcome.key, outcome.verdict), terms


_JointWay = tuple[Answers, _Side, _Side]
"""Answers to their end in both trees, and where each of the two then is."""
SEED = 20230718


def compare(old: Tree, new: Tree, *, limit: int = 20_000) -> Comparison:
    """Compare ``old`` and ``new`` over the ways of both, or a sample where ``limit`` is exceeded.

    A way for which neither has an outcome is left out.
    """
    graphs = (graph_of(old), graph_of(new))
    is_complete = not any(
        is_sampled(graph.questions[key]) for graph in graphs for key in graph.reachable(graph.start)
    )
    ways = list(islice(_joint_ways(*graphs), limit + 1))
    if len(ways) <= limit:
        return _compared(ways, is_complete=is_complete)
    drawn = _drawn_ways(*graphs, limit)
    return replace(_compared(drawn, is_complete=False), is_sample=True)


def _compared(ways: Iterable[_JointWay], *, is_complete: bool) -> Comparison:
    groups: dict[object, Group] = {}
    total = 0
    for answers, before, after in ways:
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
        count = 1 if known is None else known.ways + 1
        example = answers if known is None else known.example
        groups[key] = Group(was, now, gained, lost, count, example)
    ordered = tuple(sorted(groups.values(), key=attrgetter("ways"), reverse=True))
    return Comparison(total, sum(group.ways for group in ordered), ordered, is_complete)


def _drawn_ways(old: Graph, new: Graph, draws: int) -> Iterator[_JointWay]:
    """Yield ways that are drawn, each once: at every question any of its answers is as likely.

    The numbers come from one seed, so that the same trees give the same ways.
    Source: Knuth, The Art of Computer Programming 2, 3.3.4 (a linear congruence).
    """
    number = SEED
    joint: dict[str, tuple[Answer, ...]] = {}
    seen: set[tuple[tuple[str, tuple[str, ...]], ...]] = set()
    sides = (_Side(_Reader(old), old.start), _Side(_Reader(new), new.start))
    for _ in range(draws):
        answers: dict[str, tuple[str, ...]] = {}
        before, after = sides
        while (key := before.question or after.question) is not None:
            if key not in joint:
                joint[key] = _joint(key, old, new)
            if not joint[key]:
                before, after = before.lost_at(key), after.lost_at(key)
                continue
            number = (number * 6364136223846793005 + 1442695040888963407) % 2**64
            drawn = joint[key][(number >> 33) % len(joint[key])]
            answers[key] = drawn.values
            before, after = before.advance(answers), after.advance(answers)
        if (way := tuple(answers.items())) not in seen:
            seen.add(way)
            yield answers, before, after


def _joint_ways(old: Graph, new: Graph) -> Iterator[_JointWay]:
    """Yield the answers that lead both trees to their ends, with where they end."""
    start: dict[str, tuple[str, ...]] = {}
    joint: dict[str, tuple[Answer, ...]] = {}
    stack = [(start, _Side(_Reader(old), old.start), _Side(_Reader(new), new.start))]
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
