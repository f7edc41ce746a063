"""Walk a tree with answers: how far they lead, to what, and what does not fit.

A walk is a pure function of tree and answers and never raises: what is wrong with
the answers is in ``unfit``, what is wrong with a half-built tree in ``problem``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.core.documents.trees import Answers, Outcome, Question, Tree
from guidance.core.walking.answers import Answer, Reason, Step, Unfit
from guidance.core.walking.graphs import Graph, graph_of
from guidance.core.walking.openings import Openings, open_up
from guidance.core.walking.trails import Assumed, Problem, ProblemKind, Trail

__all__ = [
    "MAX_BRANCHES",
    "Possibility",
    "Problem",
    "ProblemKind",
    "Reason",
    "Remaining",
    "Step",
    "Unfit",
    "Walk",
    "canonical_answers",
    "walk",
]

MAX_BRANCHES = 2048
"""So many ways are walked for one set of answers; what is beyond is cut off."""


@dataclass(frozen=True, slots=True)
class Possibility:
    """An outcome that the answers can have, with everything that can be assumed to reach it.

    ``assumed`` has one entry for each way, and one empty entry where nothing was
    assumed; ``steps`` are those of the first. ``extra_terms`` are the terms
    that the other possibilities do not all have.
    """

    assumed: tuple[Assumed, ...]
    steps: tuple[Step, ...]
    outcome: Outcome
    terms: tuple[str, ...]
    extra_terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many questions can still follow, the next one included.

    ``most`` is None where a cycle is ahead, ``least`` where no end is. Exact while there
    is one way; where "I am not sure" has made several, a lower and an upper bound.
    """

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Walk:
    """What answers lead to.

    ``question`` is the next one to ask. ``steps`` are the questions answered, once each, in
    the order asked; ``terms`` those that hold on every way so far. ``outcome`` is None
    until every way has ended, and where they end differently. ``unfit`` are answers to
    drop, ``pending`` those that are kept for a question that may still be asked.
    ``is_cut``: so many ways that they were not walked one by one. Then there is one possibility
    for each outcome, with what holds on every way to it, and nothing in ``assumed``
    (``openings`` has more); where not even that can be told, ``question``, ``outcome`` and
    ``terms`` are empty.
    """

    steps: tuple[Step, ...]
    question: Question | None
    outcome: Outcome | None
    terms: tuple[str, ...]
    possibilities: tuple[Possibility, ...]
    unfit: tuple[Unfit, ...]
    pending: Answers
    problem: Problem | None
    remaining: Remaining
    is_finished: bool
    is_cut: bool = False

    @property
    def has_unsure(self) -> bool:
        """Tell whether an answer is "I am not sure"."""
        return any(step.is_unsure for step in self.steps)


def walk(tree: Tree, answers: Answers) -> Walk:
    """Walk ``tree`` with ``answers`` as far as they lead.

    The next node is the target of the first route whose condition holds; else of the first
    chosen option that has one; else of the question. "I am not sure" is walked through
    the branches of its question (``Graph.branches``); its own target and terms are not
    used. Further answers apply to every way that asks for them; the next question is the
    first that any way, in the order of options, still asks for.
    """
    graph = graph_of(tree)
    walking = _Walking(graph, answers)
    walking.run(Trail(tree.start))
    return walking.result(tree)


def canonical_answers(tree: Tree, walk: Walk) -> dict[str, tuple[str, ...]]:
    """Return the answers that were used, in tree order, each in its one written form."""
    used = {step.question.key: step.values for step in walk.steps}
    return {question.key: used[question.key] for question in tree.questions if question.key in used}


class _Walking:
    """The ways of one set of answers while they are walked."""

    def __init__(self, graph: Graph, answers: Answers) -> None:
        self.graph = graph
        self.answers = answers
        self.readings: dict[str, Answer | Unfit | None] = {}
        self.steps: dict[str, Step] = {}
        self.ended: list[tuple[Trail, Outcome]] = []
        self.open: list[Trail] = []
        self.problems: list[tuple[Trail, Problem]] = []
        self.is_cut = False

    def run(self, start: Trail) -> None:
        stack = [start]
        while stack:
            if len(self.ended) + len(self.open) + len(self.problems) >= MAX_BRANCHES:
                self.is_cut = True
                return
            way = stack.pop()
            while (following := self._follow(way)) and len(following) == 1:
                (way,) = following
            stack.extend(reversed(following))

    def _follow(self, way: Trail) -> tuple[Trail, ...]:
        """Return the ways after the node that ``way`` is at; file it where there is none."""
        graph = self.graph
        if problem := way.problem(graph):
            self.problems.append((way, problem))
            return ()
        key = str(way.at)
        if key in graph.outcomes:
            outcome = graph.outcomes[key]
            self.ended.append((way.ended(outcome), outcome))
            return ()
        answer = self._read(key)
        if not isinstance(answer, Answer):
            self.open.append(way)
            return ()
        if answer.is_unsure and (branches := graph.branches(key)):
            if key not in self.steps:
                self.steps[key] = Step(
                    graph.questions[key], answer.values, answer.options, is_unsure=True
                )
            return tuple(way.take(graph, branch, is_assumed=True) for branch in branches)
        taken = way.take(graph, answer)
        self.steps.setdefault(key, taken.steps[-1])
        return (taken,)

    def _read(self, key: str) -> Answer | Unfit | None:
        if key not in self.readings:
            values = self.answers.get(key)
            self.readings[key] = self.graph.read(key, tuple(values)) if values else None
        return self.readings[key]

    def result(self, tree: Tree) -> Walk:
        if self.is_cut and (opened := open_up(tree, self.answers)) is not None:
            return self._opened(opened)
        is_finished = not (self.open or self.problems or self.is_cut)
        terms = () if self.is_cut else self._certain_terms()
        possibilities = tuple(_merged(self.ended, terms))
        outcomes = {possibility.outcome.key for possibility in possibilities}
        unfit, pending = self._sort_answers()
        has_next = bool(self.open) and not self.is_cut
        return Walk(
            steps=tuple(self.steps.values()),
            question=self.graph.questions[str(self.open[0].at)] if has_next else None,
            outcome=possibilities[0].outcome if is_finished and len(outcomes) == 1 else None,
            terms=terms,
            possibilities=possibilities,
            unfit=unfit,
            pending=pending,
            problem=self.problems[0][1] if self.problems else None,
            remaining=self._remaining(),
            is_finished=is_finished,
            is_cut=self.is_cut,
        )

    def _opened(self, opened: Openings) -> Walk:
        """Return what can be told of more ways than are walked one by one."""
        graph = self.graph
        readings = [self._read(key) for key in opened.asked]
        self.steps = {
            one.question: Step(
                graph.questions[one.question], one.values, one.options,
                value=one.value, is_unsure=one.is_unsure,
            )
            for one in readings
            if isinstance(one, Answer)
        }  # fmt: skip
        self.open = [Trail(key) for key in opened.waiting]
        possibilities = tuple(
            Possibility(
                (),
                (),
                graph.outcomes[key],
                tuple(ref for ref in opened.terms if ref in held),
                tuple(ref for ref in opened.terms if ref in held and ref not in opened.certain),
            )
            for key, held in opened.held.items()
        )
        unfit, pending = self._sort_answers(is_told=True)
        is_finished = not self.open
        return Walk(
            steps=tuple(self.steps.values()),
            question=graph.questions[opened.waiting[0]] if self.open else None,
            outcome=possibilities[0].outcome if is_finished and len(possibilities) == 1 else None,
            terms=opened.certain,
            possibilities=possibilities,
            unfit=unfit,
            pending=pending,
            problem=None,
            remaining=self._remaining(is_told=True),
            is_finished=is_finished,
            is_cut=True,
        )

    def _certain_terms(self) -> tuple[str, ...]:
        ways = [way for way, _ in (*self.ended, *self.problems)] + self.open
        shared = set(ways[0].terms).intersection(*(way.terms for way in ways[1:]))
        return tuple(term for term in ways[0].terms if term in shared)

    def _sort_answers(
        self, *, is_told: bool = False
    ) -> tuple[tuple[Unfit, ...], dict[str, tuple[str, ...]]]:
        """Tell the answers that were not used apart: those to drop, those to keep."""
        left = [key for key in self.answers if key not in self.steps]
        if not left:
            return (), {}
        ahead = self.graph.reachable(*(str(way.at) for way in self.open))
        unfit: list[Unfit] = []
        pending: dict[str, tuple[str, ...]] = {}
        for key in left:
            values = tuple(self.answers[key])
            if key not in self.graph.questions:
                unfit.append(Unfit(key, values, Reason.UNKNOWN_QUESTION))
                continue
            reading = self._read(key)
            if isinstance(reading, Unfit):
                unfit.append(reading)
            elif reading is not None and (key in ahead or self._is_lost(is_told)):
                pending[key] = reading.values
            elif reading is not None:
                unfit.append(Unfit(key, values, Reason.NOT_ASKED))
        order = {key: number for number, key in enumerate(self.graph.questions)}
        return tuple(unfit), dict(sorted(pending.items(), key=lambda item: order[item[0]]))

    def _is_lost(self, is_told: bool) -> bool:
        return self.is_cut and not is_told

    def _remaining(self, *, is_told: bool = False) -> Remaining:
        if not self.open or self._is_lost(is_told):
            return Remaining(0, 0)
        graph = self.graph
        places = tuple({str(way.at) for way in self.open})
        most = [graph.longest.get(place) for place in places]
        if len(places) == 1:
            return Remaining(graph.shortest.get(places[0]), most[0])
        if None in most:
            return Remaining(len(places), None)
        unanswered = sum(key not in self.steps for key in graph.reachable(*places))
        return Remaining(len(places), min(sum(filter(None, most)), unanswered))


def _merged(ended: list[tuple[Trail, Outcome]], certain: tuple[str, ...]) -> Iterator[Possibility]:
    """Yield one possibility for all the ways with the same outcome and the same terms."""
    same: dict[tuple[str, frozenset[str]], list[tuple[Trail, Outcome]]] = {}
    for way, outcome in ended:
        same.setdefault((outcome.key, frozenset(way.terms)), []).append((way, outcome))
    for ways in same.values():
        first, outcome = ways[0]
        extra = tuple(term for term in first.terms if term not in certain)
        assumed = tuple(way.assumed for way, _ in ways)
        yield Possibility(assumed, first.steps, outcome, first.terms, extra)
