"""What the ways through a tree amount to: questions for nothing, terms that cannot both hold."""

from collections.abc import Iterable, Iterator, Mapping

from guidance.core.checks.findings import Finding, found, named
from guidance.core.checks.ways import State, Taken, Ways
from guidance.core.documents.licenses import License, Term
from guidance.core.documents.trees import Tree
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
