"""The routes of a tree: whether their conditions mean something, and ever hold."""

from collections.abc import Iterator

from guidance.core.checks.findings import Finding, found, named
from guidance.core.checks.ways import Ways
from guidance.core.documents.kinds import QuestionKind
from guidance.core.documents.trees import Condition, Question
from guidance.core.walking.graphs import Graph

_KINDS = {operator: kind for kind in QuestionKind for operator in kind.facts.comparisons}


def check_conditions(question: Question, graph: Graph) -> Iterator[Finding]:
    """Yield tests of ``question``'s routes on what is not there, or cannot be so compared."""
    for number, route in enumerate(question.routes, 1):
        for test in route.when.tests():
            yield from _check_test(test, graph, *_route(question, number))


def _among(question: Question) -> str:
    """Name the options that one could have meant, by their keys; the first ten of many."""
    keys = [option.key for option in question.options]
    if not keys:
        return ""
    return f"; it has {', '.join(keys[:10])}{' and more' if len(keys) > 10 else ''}"


def _route(question: Question, number: int) -> tuple[str, str]:
    return f"route:{question.key}/{number}", f"Route {number} of {named(question.title)}"


def _check_test(test: Condition, graph: Graph, place: str, subject: str) -> Iterator[Finding]:
    asked = graph.questions.get(str(test.question))
    if asked is None:
        said = f"at the question {test.question}, which is not there."
        cause = f"Several routes look {said}"
        yield found("condition-unknown-question", place, f"{subject} looks {said}", cause=cause)
        return
    keys = {option.key for option in asked.options}
    named_keys = (test.equals,) if test.equals else (*(test.any_of or ()), *(test.none_of or ()))
    for key in named_keys:
        if key not in keys:
            said = f"for {key}, which is no option of {named(asked.title)}{_among(asked)}."
            cause = f"Several routes look {said}"
            yield found("condition-unknown-option", place, f"{subject} looks {said}", cause=cause)
    kind = _KINDS.get(test.operator, asked.kind)
    if kind is not asked.kind:
        operator = test.operator.replace("_", " ")
        message = f"{subject} asks “{operator}” of {named(asked.title)}, which takes no {kind}."
        yield found("condition-kind", place, message)


def check_routes(ways: Ways) -> Iterator[Finding]:
    """Yield routes that are never taken, on questions that are asked; nothing if incomplete."""
    if not ways.is_complete:
        return
    graph = ways.graph
    taken = {id(step.move.route) for steps in ways.steps.values() for step in steps}
    for key, states in ways.states().items():
        question = graph.questions[key]
        helds = {step.held for state in states for step in ways.steps[state]}
        for number, route in enumerate(question.routes, 1):
            place, subject = _route(question, number)
            if id(route) in taken or not _is_meant(route.when, graph):
                continue
            if any(graph.is_open(key, number - 1, held) for held in helds):
                message = f"{subject} is never taken: a route before it always wins."
                yield found("route-never-taken", place, message)
            elif helds:
                message = f"The condition of {subject[0].lower()}{subject[1:]} is never true."
                yield found("condition-never-true", place, message)


def _is_meant(condition: Condition, graph: Graph) -> bool:
    """Tell whether all tests are on what is there; else another finding says why it is not true."""
    return not any(list(_check_test(test, graph, "", "")) for test in condition.tests())
