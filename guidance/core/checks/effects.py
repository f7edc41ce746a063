"""What the ways through a tree amount to: questions for nothing, terms that clash or are missed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from guidance.core.checks.findings import Finding, found, named
from guidance.core.checks.ways import State, Taken, Ways
from guidance.core.documents.licenses import License, Term
from guidance.core.documents.trees import Outcome, Tree, Verdict
from guidance.core.walking.answers import Answer
from guidance.core.walking.graphs import Graph

Pair = tuple[str, str]
"""Two terms that contradict each other, as references."""


def check_effects(ways: Ways) -> Iterator[Finding]:
    """Yield questions whose answer changes neither the outcome nor the terms.

    A question has no effect if in each of its states every answer adds the same terms and
    leads on to the same. Nothing is said where ways are incomplete or go round in a circle.
    """
    graph = ways.graph
    if not ways.is_complete or not {key for key, _ in ways.steps} <= set(graph.order):
        return
    states = ways.states()
    endings = _Endings(graph)
    without: set[str] = set()
    for key in reversed(graph.order):
        settled = [endings.is_settled(state, ways.steps[state]) for state in states.get(key, ())]
        if settled and all(settled):
            without.add(key)
    for key in states:
        if key in without:
            title = named(graph.questions[key].title)
            message = f"Whatever one answers to {title}, the result is the same."
            yield found("question-without-effect", f"question:{key}", message)


_Ending = tuple[int, frozenset[str]]
"""What comes after a step: the number of what follows, and the terms that are added anyway."""


class _Endings:
    """What each state leads to, as a number: the same number means the same in all cases."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._numbers: dict[object, int] = {}
        self._of: dict[State, _Ending] = {}

    def is_settled(self, state: State, steps: tuple[Taken, ...]) -> bool:
        """Tell whether every step from ``state`` ends the same; all that follow are known."""
        ends = [self._after(step) for step in steps]
        if len(set(ends)) == 1:
            self._of[state] = ends[0]
            return True
        cases = tuple((step.answer.values, end) for step, end in zip(steps, ends, strict=True))
        shared = frozenset.intersection(*(terms for _, terms in ends)) if ends else frozenset()
        self._of[state] = (self._number((state[0], cases)), shared)
        return False

    def _after(self, step: Taken) -> _Ending:
        if step.following is not None:
            number, terms = self._of[step.following]
            return number, terms.union(step.move.adds)
        outcome = self._graph.outcomes.get(str(step.move.target))
        added_last = outcome.adds if outcome else ()
        return self._number(("end", step.move.target)), frozenset((*step.move.adds, *added_last))

    def _number(self, thing: object) -> int:
        return self._numbers.setdefault(thing, len(self._numbers))


_GRANTS = (Verdict.ALLOWED, Verdict.CONDITIONAL)
_LEAVES_OPEN = (*_GRANTS, Verdict.ASK_COUNSEL)
"""Verdicts after which somebody may go on with a plan; what is barred needs no duties."""
_NAMED = 4


def check_early_ends(ways: Ways, licenses: Mapping[str, License]) -> Iterator[Finding]:
    """Yield outcomes that end a run where other answers go on to questions that add duties.

    Duties that all who go on come to, if their plan is granted, very likely hold here too.
    Those that only some come to are told where counsel is to be asked: nobody was asked what
    else holds. What an answer adds itself is for that answer. Nothing is said where ways are
    incomplete or go round in a circle.
    """
    if not ways.is_complete or not {key for key, _ in ways.steps} <= set(ways.graph.order):
        return
    ahead = _Ahead(ways, licenses)
    for outcome in ways.graph.outcomes.values():
        if outcome.verdict not in _LEAVES_OPEN or not (missed := ahead.missed(outcome)):
            continue
        place, subject = f"outcome:{outcome.key}", named(outcome.title)
        where = named(ways.graph.questions[missed.question].title)
        also = (f"question:{missed.question}",)
        if missed.always:
            said = _list(missed.always, licenses)
            message = f"{subject} ends at {where}; all plans that go on there have {said}."
            yield found("outcome-lacks-duty", place, message, also=also)
        if sometimes := [ref for ref in missed.sometimes if ref not in missed.always]:
            said = _list(sometimes, licenses)
            message = f"{subject} ends at {where}; answers to what is asked there may add {said}."
            yield found("outcome-ends-early", place, message, also=also)


@dataclass
class _Missed:
    """Duties that an outcome does not add, and the first question at which it ends early."""

    question: str
    always: dict[str, None] = field(default_factory=dict)
    sometimes: dict[str, None] = field(default_factory=dict)


class _Ahead:
    """The duties that are added before each state, and those that can come after it."""

    def __init__(self, ways: Ways, licenses: Mapping[str, License]) -> None:
        self._ways = ways
        self._duties: dict[str, bool] = {}
        self._licenses = licenses
        states = [s for key in ways.graph.order for s in ways.states().get(key, ())]
        self._before: dict[State, frozenset[str]] = {ways.start: frozenset()}
        for state in states:
            for step in ways.steps[state]:
                if (to := step.following) is not None:
                    had = self._before[state] | self._adds(step.move.adds)
                    self._before[to] = self._before.get(to, had) & had
        self._after: dict[State, _Duties] = {}
        for state in reversed(states):
            self._after[state] = _joined(map(self._of_step, ways.steps[state]))

    def missed(self, outcome: Outcome) -> _Missed | None:
        """Return what is missed where this outcome ends a run early; None where nothing is."""
        found: _Missed | None = None
        for state, steps in self._ways.steps.items():
            ends = [step for step in steps if step.move.target == outcome.key]
            on = {step.following for step in steps if step.following is not None}
            duties = _joined(self._after[state] for state in on) if ends else None
            if duties is None:
                continue
            for step in ends:
                held = self._before[state] | self._adds((*step.move.adds, *outcome.adds))
                always, sometimes = duties[0] - held, frozenset[str]()
                if outcome.verdict is Verdict.ASK_COUNSEL:
                    sometimes = duties[1] - duties[0] - held
                if always or sometimes:
                    found = found or _Missed(state[0])
                    found.always |= dict.fromkeys(sorted(always))
                    found.sometimes |= dict.fromkeys(sorted(sometimes))
        return found

    def _of_step(self, step: Taken) -> "_Duties":
        adds = self._adds(step.move.adds)
        if step.following is not None:
            after = self._after[step.following]
            return (after[0] | adds, after[1] | adds) if after else None
        outcome = self._ways.graph.outcomes.get(str(step.move.target))
        if outcome is None or outcome.verdict not in _GRANTS:
            return None
        adds |= self._adds(outcome.adds)
        return adds, adds

    def _adds(self, refs: Iterable[str]) -> frozenset[str]:
        return frozenset(ref for ref in refs if self._is_duty(ref))

    def _is_duty(self, ref: str) -> bool:
        if ref not in self._duties:
            term = term_of(ref, self._licenses)
            self._duties[ref] = term is not None and term.kind != "permission"
        return self._duties[ref]


_Duties = tuple[frozenset[str], frozenset[str]] | None
"""The duties on every way on, and on any, of those that end in a grant; None: there is none."""


def _joined(each: Iterable[_Duties]) -> _Duties:
    joined: _Duties = None
    for one in each:
        if one is not None:
            joined = (joined[0] & one[0], joined[1] | one[1]) if joined else one
    return joined


def _list(refs: Iterable[str], licenses: Mapping[str, License]) -> str:
    titles = [named(term.title) for ref in refs if (term := term_of(ref, licenses))]
    more = len(titles) - _NAMED
    return ", ".join(titles[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def contradictions(tree: Tree, licenses: Mapping[str, License]) -> dict[Pair, tuple[Term, Term]]:
    """Return the pairs of terms that ``tree`` adds somewhere and that contradict each other."""
    terms = {ref: term for ref in added(tree) if (term := term_of(ref, licenses)) is not None}
    pairs: dict[Pair, tuple[Term, Term]] = {}
    for ref, term in terms.items():
        for key in term.contradicts:
            other = f"{ref.split('/')[0]}/{key}"
            if other in terms and other != ref:
                first, second = sorted((ref, other))
                pairs[first, second] = (terms[first], terms[second])
    return pairs


def added(tree: Tree) -> tuple[str, ...]:
    """Return the terms that options, routes and outcomes add, each once, in tree order."""
    lists: list[Iterable[str]] = []
    for question in tree.questions:
        lists += [option.adds for option in question.options]
        lists += [route.adds for route in question.routes]
    lists += [outcome.adds for outcome in tree.outcomes]
    return tuple(dict.fromkeys(ref for refs in lists for ref in refs))


def term_of(ref: str, licenses: Mapping[str, License]) -> Term | None:
    """Return the term that ``ref`` names; the first where its key is given twice."""
    slug, key = ref.split("/")
    terms = licenses[slug].terms if slug in licenses else ()
    return next((term for term in terms if term.key == key), None)


def check_contradictions(ways: Ways, pairs: Mapping[Pair, tuple[Term, Term]]) -> Iterator[Finding]:
    """Yield each pair of terms that meet on one way, with such a way."""
    for pair, terms in pairs.items():
        way = _way_with_both(ways, pair)
        if way is not None:
            place, steps = way
            path = "; ".join(_said(ways.graph, answer) for answer in steps)
            first, second = (named(term.title) for term in terms)
            message = f"{first} and {second} contradict each other and meet on this way: {path}."
            yield found("contradicting-terms", place, message)


_Node = tuple[State, int]
"""A state, and which of two terms were added before it, as bits."""


def _way_with_both(ways: Ways, pair: Pair) -> tuple[str, tuple[Answer, ...]] | None:
    """Return a way on which both terms are added, of the fewest questions, and the last place."""
    waiting: list[_Node] = [(ways.start, 0)]
    before: dict[_Node, tuple[_Node, Answer]] = {}
    known = set(waiting)
    weights: dict[tuple[str, ...], int] = {}
    for node in waiting:
        state, bits = node
        for step in ways.steps.get(state, ()):
            adds = step.move.adds
            if adds not in weights:
                weights[adds] = (pair[0] in adds) + 2 * (pair[1] in adds)
            gained = bits | weights[adds]
            place = f"option:{state[0]}/{step.answer.options[0].key}"
            outcome = ways.graph.outcomes.get(str(step.move.target))
            if outcome is not None and gained != 3:
                gained |= (pair[0] in outcome.adds) + 2 * (pair[1] in outcome.adds)
                place = f"outcome:{outcome.key}"
            if gained == 3:
                return place, (*_steps_to(node, before), step.answer)
            if step.following is not None:
                following = (step.following, gained)
                if following not in known:
                    known.add(following)
                    before[following] = (node, step.answer)
                    waiting.append(following)
    return None


def _steps_to(node: _Node, before: dict[_Node, tuple[_Node, Answer]]) -> tuple[Answer, ...]:
    steps: list[Answer] = []
    while node in before:
        node, answer = before[node]
        steps.append(answer)
    return tuple(reversed(steps))


def _said(graph: Graph, answer: Answer) -> str:
    question = graph.questions[answer.question]
    words = answer.values if answer.value is not None else [o.label for o in answer.options]
    return f"{named(question.title)} {', '.join(words)}"
