"""A tree as a graph: its nodes by key, its edges, its tests, and how one step is taken.

Every engine (walking, counting, comparing, checking) takes its steps here, so that
there is one list of edges and one meaning of a condition. A graph is made once
for each tree and kept as long as the tree lives.
"""

import weakref
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import assert_never

from guidance.core.documents.fields import date_of, number_of
from guidance.core.documents.trees import Condition, Option, Outcome, Question, Route, Tree
from guidance.core.walking.answers import Answer, Step, Unfit, read
from guidance.core.walking.branches import branches_of

Held = int
"""The tests that hold on a way so far, one bit for each: a tree has tens of thousands of
ways, and on each step sets of tests are joined, cut and looked up."""
MAX_READ, MAX_SIGNS = 1000, 100
"""So many answers of a graph are remembered as they were read, none of them longer."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge, from the route or the option it is written in, else from the question itself."""

    source: str
    target: str
    option: Option | None = None
    route: Route | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One step from a question: where to (None is a dead end), by which route, what it adds."""

    target: str | None
    route: Route | None
    adds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """The tests that a choice makes true, and the step from it if no route's condition holds."""

    holding: Held
    move: Move
    step: Step


def edges_of(question: Question) -> tuple[Edge, ...]:
    """Return the edges that can be taken from ``question``: routes, options, then its own.

    The target of "I am not sure" is never taken while there is another option; the
    question's own only if an option that can be chosen has none.
    """
    key = question.key
    edges = [Edge(key, route.goto, route=route) for route in question.routes]
    options = question.sure_options or question.options
    edges += [Edge(key, option.goto, option) for option in options if option.goto is not None]
    if question.goto is not None and not all(option.goto for option in options):
        edges.append(Edge(key, question.goto))
    return tuple(edges)


class Graph:
    """The index of a tree. Where keys are given twice, the first counts, questions first."""

    def __init__(self, tree: Tree) -> None:
        self.start = tree.start
        self.questions: dict[str, Question] = {}
        self.outcomes: dict[str, Outcome] = {}
        for question in tree.questions:
            self.questions.setdefault(question.key, question)
        for outcome in tree.outcomes:
            if outcome.key not in self.questions:
                self.outcomes.setdefault(outcome.key, outcome)
        self.edges = {key: edges_of(question) for key, question in self.questions.items()}
        self._numbers: dict[Condition, int] = {}
        self._tests: dict[str, list[tuple[int, Condition]]] = {}
        for question in self.questions.values():
            for route in question.routes:
                for test in route.when.tests():
                    self._register(test)
        self._routes = {
            key: [(route, self._compile(route.when)) for route in question.routes]
            for key, question in self.questions.items()
        }
        self._branches: dict[str, tuple[Answer, ...]] = {}
        self._choices: dict[tuple[str, tuple[str, ...]], _Choice] = {}
        self._read: dict[tuple[str, tuple[str, ...]], Answer] = {}

    def tests(self, key: str) -> tuple[Condition, ...]:
        """Return the tests, anywhere in the tree, on the answer to question ``key``."""
        return tuple(test for _, test in self._tests.get(key, ()))

    def branches(self, key: str) -> tuple[Answer, ...]:
        """Return the representative answers to question ``key``; made once."""
        if key not in self._branches:
            self._branches[key] = branches_of(self.questions[key], self.tests(key))
        return self._branches[key]

    def read(self, key: str, values: tuple[str, ...]) -> Answer | Unfit | None:
        """Read the answer to question ``key``; one that fits is remembered, of the first ones."""
        if (found := self._read.get((key, values))) is not None:
            return found
        answer = read(self.questions[key], values)
        is_kept = len(self._read) < MAX_READ and sum(map(len, values)) <= MAX_SIGNS
        if is_kept and isinstance(answer, Answer):
            self._read[key, values] = answer
        return answer

    def holding(self, answer: Answer) -> Held:
        """Return the tests on its own question that ``answer`` makes true."""
        return self._holding(answer) if answer.value is not None else self._chosen(answer).holding

    def move(self, answer: Answer, held: Held) -> Move:
        """Go on from a question with ``answer``; ``held`` includes the tests it makes true."""
        own = self._own_move(answer) if answer.value is not None else self._chosen(answer).move
        for route, form in self._routes[answer.question]:
            if _is_true(form, held):
                return Move(route.goto, route, own.adds + route.adds)
        return own

    def step(self, answer: Answer, move: Move) -> Step:
        """Return the step that ``answer`` and the move from there are."""
        if move.route is None and answer.value is None:
            return self._chosen(answer).step
        question = self.questions[answer.question]
        return Step(question, answer.values, answer.options, move.route, answer.value)

    def _chosen(self, answer: Answer) -> "_Choice":
        """Return what such a choice of options means; remembered where it is of one."""
        key = answer.question, answer.values
        if (found := self._choices.get(key)) is None:
            step = Step(self.questions[answer.question], answer.values, answer.options)
            found = _Choice(self._holding(answer), self._own_move(answer), step)
            if len(answer.options) == 1:
                self._choices[key] = found
        return found

    def _holding(self, answer: Answer) -> Held:
        chosen = {option.key for option in answer.options}
        tests = self._tests.get(answer.question, ())
        return sum(1 << number for number, test in tests if _holds(test, answer, chosen))

    def _own_move(self, answer: Answer) -> Move:
        """Go on from a question of which no route's condition holds."""
        own = self.questions[answer.question].goto
        target = next((option.goto for option in answer.options if option.goto), own)
        return Move(target, None, tuple(term for option in answer.options for term in option.adds))

    def is_open(self, key: str, number: int, held: Held) -> bool:
        """Tell whether the condition of the route of this number, from 0, holds."""
        return _is_true(self._routes[key][number][1], held)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Return the questions from which no cycle is reached, each before those it leads to."""
        waiting = {key: len(self._next_questions(key)) for key in self.questions}
        before: dict[str, list[str]] = {}
        for key in self.questions:
            for target in self._next_questions(key):
                before.setdefault(target, []).append(key)
        ready = [key for key, count in waiting.items() if not count]
        for key in ready:
            for source in before.get(key, ()):
                waiting[source] -= 1
                if not waiting[source]:
                    ready.append(source)
        return tuple(reversed(ready))

    @cached_property
    def longest(self) -> dict[str, int]:
        """Return how many questions can follow from a question, itself included.

        A question from which a cycle is reached has no entry.
        """
        longest: dict[str, int] = {}
        for key in reversed(self.order):
            longest[key] = 1 + max((longest[to] for to in self._next_questions(key)), default=0)
        return longest

    @cached_property
    def shortest(self) -> dict[str, int]:
        """Return how few questions can follow; no entry where no end is reached."""
        shortest: dict[str, int] = {}
        left = set(self.questions)
        length = 1
        while left:
            found = {key for key in left if self._can_end(key, shortest)}
            if not found:
                break
            shortest |= dict.fromkeys(found, length)
            left -= found
            length += 1
        return shortest

    @cached_property
    def tests_below(self) -> dict[str, Held]:
        """Return the tests that are still looked at from a question on."""
        below = dict.fromkeys(self.questions, (1 << len(self._numbers)) - 1)
        for key in reversed(self.order):
            tests = {test for route in self.questions[key].routes for test in route.when.tests()}
            below[key] = sum(1 << self._numbers[test] for test in tests)
            for to in self._next_questions(key):
                below[key] |= below[to]
        return below

    def reachable(self, *keys: str) -> set[str]:
        """Return the questions that edges lead to from ``keys``, these included."""
        found = {key for key in keys if key in self.questions}
        stack = list(found)
        while stack:
            for target in self._next_questions(stack.pop()):
                if target not in found:
                    found.add(target)
                    stack.append(target)
        return found

    def _next_questions(self, key: str) -> tuple[str, ...]:
        targets = dict.fromkeys(edge.target for edge in self.edges[key])
        return tuple(target for target in targets if target in self.questions)

    def _can_end(self, key: str, shortest: dict[str, int]) -> bool:
        edges = self.edges[key]
        return not edges or any(
            edge.target in shortest or edge.target not in self.questions for edge in edges
        )

    def _register(self, test: Condition) -> None:
        if test not in self._numbers:
            number = self._numbers[test] = len(self._numbers)
            self._tests.setdefault(str(test.question), []).append((number, test))

    def _compile(self, condition: Condition) -> "_Form":
        if condition.question is not None:
            return True, 1 << self._numbers[condition], ()
        parts = condition.all or condition.any or ()
        tests = {part for part in parts if part.question is not None}
        groups = tuple(self._compile(part) for part in parts if part.question is None)
        return condition.all is not None, sum(1 << self._numbers[test] for test in tests), groups


_Form = tuple[bool, Held, tuple["_Form", ...]]
"""A condition: are all of its parts needed, its tests, and the conditions inside of it."""


def _is_true(form: _Form, held: Held) -> bool:
    needs_all, tests, groups = form
    if needs_all:
        return tests & held == tests and all(_is_true(group, held) for group in groups)
    return tests & held != 0 or any(_is_true(group, held) for group in groups)


def _holds(test: Condition, answer: Answer, chosen: set[str]) -> bool:
    if test.equals is not None:
        return chosen == {test.equals}
    if test.any_of is not None:
        return not chosen.isdisjoint(test.any_of)
    if test.none_of is not None:
        return chosen.isdisjoint(test.none_of)
    match answer.value:
        case None:
            return False
        case Decimal() as number:
            if test.at_least is not None:
                return number >= number_of(test.at_least)
            if test.more_than is not None:
                return number > number_of(test.more_than)
            if test.at_most is not None:
                return number <= number_of(test.at_most)
            return test.below is not None and number < number_of(test.below)
        case date() as day:
            if test.on_or_after is not None:
                return day >= date_of(test.on_or_after)
            return test.before is not None and day < date_of(test.before)
        case _:
            assert_never(answer.value)


_GRAPHS: dict[int, tuple[weakref.ref[Tree], Graph]] = {}


def graph_of(tree: Tree) -> Graph:
    """Return the graph of ``tree``, made on first use and dropped with the tree.

    By identity: to hash or compare a whole tree would cost more than to walk it.
    """
    key = id(tree)
    known = _GRAPHS.get(key)
    if known is not None and known[0]() is tree:
        return known[1]
    graph = Graph(tree)
    _GRAPHS[key] = (weakref.ref(tree, lambda _: _GRAPHS.pop(key, None)), graph)
    return graph
