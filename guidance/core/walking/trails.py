"""One way through a tree, step by step, and the faults it can run into.

A trail is a value: each step makes a new one, so that ways which part share their
beginning. Which way to take, with which answers, is decided by ``walks`` and ``paths``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from guidance.core.documents.trees import Outcome
from guidance.core.walking.answers import Answer, Step
from guidance.core.walking.graphs import Graph, Held

Assumed = tuple[tuple[str, tuple[str, ...]], ...]
"""What "I am not sure" was taken to mean: question keys with values, in the order asked."""


class ProblemKind(StrEnum):
    DEAD_END = "dead-end"
    MISSING_TARGET = "missing-target"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of the tree that a way ran into.

    ``question`` is where ("" for the start of the tree), ``target`` the missing key,
    ``keys`` the cycle, from the question that is asked again back to itself.
    """

    kind: ProblemKind
    question: str
    target: str = ""
    keys: tuple[str, ...] = ()


class Trail(NamedTuple):
    """One way so far: the node it is at (None at a dead end), and what it has met."""

    at: str | None
    asked: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    held: Held = 0
    terms: tuple[str, ...] = ()
    assumed: Assumed = ()

    def take(self, graph: Graph, answer: Answer, *, is_assumed: bool = False) -> "Trail":
        """Return the way after ``answer`` to the question it is at."""
        held = self.held | graph.holding(answer)
        move = graph.move(answer, held)
        assumption: Assumed = ((answer.question, answer.values),) if is_assumed else ()
        return Trail(
            move.target,
            (*self.asked, answer.question),
            (*self.steps, graph.step(answer, move)),
            held,
            _joined(self.terms, move.adds),
            self.assumed + assumption,
        )

    def problem(self, graph: Graph) -> Problem | None:
        """Return the fault of the tree that ends this way here, if any."""
        last = self.asked[-1] if self.asked else ""
        if self.at is None:
            return Problem(ProblemKind.DEAD_END, last)
        if self.at in self.asked:
            keys = (*self.asked[self.asked.index(self.at) :], self.at)
            return Problem(ProblemKind.CYCLE, last, self.at, keys)
        if self.at not in graph.questions and self.at not in graph.outcomes:
            return Problem(ProblemKind.MISSING_TARGET, last, self.at)
        return None

    def ended(self, outcome: Outcome) -> "Trail":
        """Return the way with the terms that its outcome adds."""
        return self._replace(terms=_joined(self.terms, outcome.adds))


def _joined(terms: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms + added)) if added else terms
