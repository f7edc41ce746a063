"""Where the ways through a tree go, without going through each of them.

Ways that meet at a question, and of which all that is still looked at further down is
the same, are one *state*. A tree of a million ways has some thousand states. The
steps are those of ``graphs``: what a walk does is what is checked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.core.documents.trees import Condition, Question
from guidance.core.walking.answers import Answer, first_sure_options, read
from guidance.core.walking.graphs import Graph, Held, Move

MAX_STEPS = 200_000
"""So many steps are taken, one for each answer in each state; then the ways are incomplete."""
MAX_SETS = 1_000
"""So many sets of options of one question are told apart."""

State = tuple[str, Held]
"""A question, and the tests that hold when it is reached and are looked at from there on."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One step from a state. ``following`` is None where it does not lead to a question."""

    answer: Answer
    held: Held
    move: Move
    following: State | None


class Ways:
    """All states that can be reached from the start, and the steps from each.

    ``is_complete`` is False where there were too many; then what was not found may
    still be there. Where questions go round in a circle, ways that a walk would
    stop are gone on with, so that more seems reachable than is. ``watched`` are
    terms by which sets of options are told apart.
    """

    def __init__(self, graph: Graph, watched: frozenset[str] = frozenset()) -> None:
        self.graph = graph
        self.watched = watched
        self.is_complete = True
        self.start: State = (graph.start, 0)
        self.steps: dict[State, tuple[Taken, ...]] = {}
        self._answers: dict[str, tuple[tuple[Answer, Held], ...]] = {}
        if graph.start in graph.questions:
            self._explore()

    def reached(self) -> set[str]:
        """Return the keys of the questions and outcomes that can be reached.

        Where the ways are not complete: to which edges lead, whatever their conditions.
        """
        if self.is_complete:
            targets = {step.move.target for steps in self.steps.values() for step in steps}
            return {key for key, _ in self.steps} | {key for key in targets if key is not None}
        keys = self.graph.reachable(self.graph.start)
        return keys | {edge.target for key in keys for edge in self.graph.edges[key]}

    def states(self) -> dict[str, list[State]]:
        """Return the states of each question that was explored."""
        states: dict[str, list[State]] = {}
        for state in self.steps:
            states.setdefault(state[0], []).append(state)
        return states

    def _explore(self) -> None:
        waiting = [self.start]
        known = {self.start}
        count = 0
        for state in waiting:
            answers = self._answers_to(state[0])
            count += len(answers)
            if count > MAX_STEPS:
                self.is_complete = False
                return
            steps = tuple(self._take(state, answer, holding) for answer, holding in answers)
            self.steps[state] = steps
            for step in steps:
                if step.following is not None and step.following not in known:
                    known.add(step.following)
                    waiting.append(step.following)

    def _take(self, state: State, answer: Answer, holding: Held) -> Taken:
        held = state[1] | holding
        move = self.graph.move(answer, held)
        following: State | None = None
        if move.target is not None and move.target in self.graph.questions:
            following = (move.target, held & self.graph.tests_below[move.target])
        return Taken(answer, held, move, following)

    def _answers_to(self, key: str) -> tuple[tuple[Answer, Held], ...]:
        if key not in self._answers:
            question = self.graph.questions[key]
            if question.kind.facts.takes_several and first_sure_options(question):
                answers = tuple(self._sets_of(question))
            else:
                answers = self.graph.branches(key)
            self._answers[key] = tuple((answer, self.graph.holding(answer)) for answer in answers)
        return self._answers[key]

    def _sets_of(self, question: Question) -> Iterator[Answer]:
        """Yield a set of options for each case that tests, targets and terms can tell apart."""
        sure = first_sure_options(question)
        tests = self.graph.tests(question.key)
        sets: dict[object, tuple[str, ...]] = {}
        parts: list[tuple[tuple[str, ...], frozenset[int], str | None, frozenset[str]]]
        parts = [((), frozenset(), None, frozenset())]
        for option in sure:
            if option.is_exclusive:
                continue
            meets = frozenset(
                number for number, test in enumerate(tests) if option.key in _named(test)
            )
            for keys, met, goto, terms in tuple(parts):
                part = (
                    (*keys, option.key),
                    met | meets,
                    goto or option.goto,
                    terms | self.watched.intersection(option.adds),
                )
                alike = (len(part[0]) > 1, *part[1:])
                if alike not in sets:
                    if len(sets) >= MAX_SETS:
                        self.is_complete = False
                        break
                    sets[alike] = part[0]
                    parts.append(part)
        found = {(option.key,) for option in sure} | set(sets.values())
        for written in sorted(found, key=lambda keys: (len(keys), keys)):
            answer = read(question, written)
            if isinstance(answer, Answer):
                yield answer


def _named(test: Condition) -> tuple[str, ...]:
    return test.any_of or test.none_of or ()
