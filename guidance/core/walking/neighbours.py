"""What one other answer would change: the walks next to a finished one, those that differ most."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from guidance.core.documents.trees import Answers, Outcome, Question, Tree, Verdict
from guidance.core.walking.answers import Answer, Step, first_sure_options, read
from guidance.core.walking.graphs import Graph, graph_of
from guidance.core.walking.walks import Walk, canonical_answers, walk

MAX_TRIED = 200
"""So many other answers are walked for one result."""
MAX_OF_QUESTION = 2
"""So many neighbours of one question are told, so that it does not crowd out the others."""

_GRAVITY = {
    Verdict.ALLOWED: 0,
    Verdict.CONDITIONAL: 1,
    Verdict.ASK_COUNSEL: 3,
    Verdict.SPECIAL_LICENSE: 4,
    Verdict.PROHIBITED: 5,
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What other answers to one question come to, all else as answered.

    ``others`` are the answers that come to the same, each with all the answers of its walk.
    ``outcome`` is None where the walk then goes on to ``asks``, a question that the answers
    do not hold. ``gained`` and ``lost`` are terms by their references.
    """

    question: Question
    others: tuple[tuple[Answer, Answers], ...]
    outcome: Outcome | None
    asks: Question | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def neighbours(tree: Tree, walked: Walk, *, most: int) -> tuple[Neighbour, ...]:
    """Return what would change the end of a walk, up to ``most``: the most different first.

    Other answers to one question are walked each by itself; those that come to the same
    outcome and terms are left out. Another verdict differs most, then another outcome, then
    the more terms. Nothing where an answer is unsure: there each case is told anyhow.
    """
    if walked.outcome is None or walked.has_unsure or len(walked.possibilities) != 1:
        return ()
    groups: dict[object, Neighbour] = {}
    for step, answer, other in islice(_walks(tree, walked), MAX_TRIED):
        found = _compared(tree, step, answer, walked, other)
        if found is None:
            continue
        same = (
            step.question.key,
            found.outcome and found.outcome.key,
            found.asks and found.asks.key,
            frozenset(found.gained),
            frozenset(found.lost),
        )
        known = groups.get(same)
        groups[same] = _joined(known, found) if known else found
    here = walked.outcome
    ordered = sorted(groups.values(), key=lambda one: _difference(here, one), reverse=True)
    return _spread(ordered, most)


def _walks(tree: Tree, walked: Walk) -> Iterator[tuple[Step, Answer, Walk]]:
    """Yield the walks with one answer changed, in the order asked."""
    answers = {step.question.key: step.values for step in walked.steps}
    graph = graph_of(tree)
    for step in walked.steps:
        for answer in _others(graph, step):
            yield step, answer, walk(tree, {**answers, step.question.key: answer.values})


def _others(graph: Graph, step: Step) -> Iterator[Answer]:
    """Yield the answers next to the one given: of several options, one more or one less."""
    question = step.question
    if question.kind.facts.takes_several:
        written: list[tuple[str, ...]] = list(_sets_beside(question, step.values))
    else:
        written = [answer.values for answer in graph.branches(question.key)]
    for values in written:
        answer = read(question, values)
        if not isinstance(answer, Answer) or answer.is_unsure or answer.values == step.values:
            continue
        if question.is_ranged and _is_same_case(graph, answer, step):
            continue
        yield answer


def _is_same_case(graph: Graph, answer: Answer, step: Step) -> bool:
    """Tell whether the tree cannot tell a number or date from the one that was given."""
    given = read(step.question, step.values)
    return (
        isinstance(given, Answer)
        and given.options == answer.options
        and graph.holding(given) == graph.holding(answer)
    )


def _sets_beside(question: Question, chosen: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    options = first_sure_options(question)
    alone = {option.key for option in options if option.is_exclusive}
    together = tuple(key for key in chosen if key not in alone)
    for option in options:
        if option.is_exclusive:
            yield (option.key,)
        elif option.key in together:
            yield tuple(key for key in together if key != option.key)
        else:
            yield (*together, option.key)


def _compared(tree: Tree, step: Step, answer: Answer, old: Walk, new: Walk) -> Neighbour | None:
    """Return what changes, or None where nothing does or the tree is at fault."""
    if new.outcome is None:
        if new.question is None or new.problem:
            return None
        others = ((answer, canonical_answers(tree, new)),)
        return Neighbour(step.question, others, None, new.question, (), ())
    gained = tuple(ref for ref in new.terms if ref not in old.terms)
    lost = tuple(ref for ref in old.terms if ref not in new.terms)
    is_same = old.outcome is not None and new.outcome.key == old.outcome.key
    if is_same and not (gained or lost):
        return None
    others = ((answer, canonical_answers(tree, new)),)
    return Neighbour(step.question, others, new.outcome, None, gained, lost)


def _joined(known: Neighbour, found: Neighbour) -> Neighbour:
    return Neighbour(
        known.question,
        known.others + found.others,
        known.outcome,
        known.asks,
        known.gained,
        known.lost,
    )


def _difference(here: Outcome, one: Neighbour) -> tuple[int, ...]:
    """Return how much a neighbour differs; what asks on comes last, as its end is not known."""
    if one.outcome is None:
        return ()
    apart = abs(_GRAVITY[one.outcome.verdict] - _GRAVITY[here.verdict])
    changed = len(one.gained) + len(one.lost)
    return (apart, one.outcome.key != here.key, changed)


def _spread(ordered: list[Neighbour], most: int) -> tuple[Neighbour, ...]:
    """Return the first ``most``, of each question a few before its others."""
    counts: dict[str, int] = {}
    first: list[Neighbour] = []
    later: list[Neighbour] = []
    for one in ordered:
        counts[one.question.key] = counts.get(one.question.key, 0) + 1
        (first if counts[one.question.key] <= MAX_OF_QUESTION else later).append(one)
    chosen = set(map(id, [*first, *later][:most]))
    return tuple(one for one in ordered if id(one) in chosen)
