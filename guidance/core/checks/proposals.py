"""Cases that are still wanted: answers that lead to a question and through to the end."""

from collections.abc import Iterator

from guidance.core.checks.ways import State, Ways
from guidance.core.documents.trees import Answers, Tree
from guidance.core.walking.graphs import Graph, graph_of
from guidance.core.walking.walks import canonical_answers, walk


def propose_answers(tree: Tree, question: str, value: str) -> Answers:
    """Return answers of one whole way that answers ``question`` with ``value``.

    As near as can be to a case that asks it, else by the fewest questions; the answer
    alone where no way was found. What is to come of it only a lawyer can say.
    """
    for answers in _near(tree, question):
        proposed = _completed(tree, {**answers, question: (value,)})
        if proposed.get(question) == (value,):  # another, where this one does not fit
            return proposed
    return {question: (value,)}


def answers_to(tree: Tree, question: str) -> Answers | None:
    """Return the fewest answers that lead to a question, or None where none do."""
    return next(_way_to(graph_of(tree), question), None)


def _near(tree: Tree, question: str) -> Iterator[Answers]:
    for case in tree.cases:
        if question in case.answers:
            yield case.answers
    yield from _way_to(graph_of(tree), question)


def _way_to(graph: Graph, question: str) -> Iterator[Answers]:
    """Yield the answers that lead to ``question`` by the fewest steps, if any do."""
    ways = Ways(graph)
    before: dict[State, tuple[State, tuple[str, ...]]] = {}
    waiting = [ways.start]
    for state in waiting:
        if state[0] == question:
            yield _answers_to(state, before)
            return
        for step in ways.steps.get(state, ()):
            following = step.following
            if following is not None and following != ways.start and following not in before:
                before[following] = (state, step.answer.values)
                waiting.append(following)


def _answers_to(state: State, before: dict[State, tuple[State, tuple[str, ...]]]) -> Answers:
    answers: dict[str, tuple[str, ...]] = {}
    while state in before:
        state, values = before[state]
        answers[state[0]] = values
    return answers


def _completed(tree: Tree, answers: Answers) -> Answers:
    """Drop what does not fit, and give the first answer to each question that is left open."""
    graph = graph_of(tree)
    kept = dict(answers)
    for _ in range(2 * len(graph.questions)):
        taken = walk(tree, kept)
        unfit = {one.question for one in taken.unfit}
        if unfit:
            kept = {key: values for key, values in kept.items() if key not in unfit}
        elif taken.question is not None and graph.branches(taken.question.key):
            kept[taken.question.key] = graph.branches(taken.question.key)[0].values
        else:
            return canonical_answers(tree, taken)
    return {}
