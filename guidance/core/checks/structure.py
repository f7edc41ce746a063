"""The build of a tree: keys, targets, options, circles, and what can be reached."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from guidance.core.checks.findings import Finding, found, named
from guidance.core.checks.ways import Ways
from guidance.core.documents.trees import Option, Outcome, Question, Tree
from guidance.core.walking.graphs import Graph
from guidance.core.walking.handing import Other, way_back


def check_keys(tree: Tree) -> Iterator[Finding]:
    """Yield keys that are given twice; questions and outcomes share theirs."""
    yield from _twice("question", "questions", (question.key for question in tree.questions))
    yield from _twice("outcome", "outcomes", (outcome.key for outcome in tree.outcomes))
    yield from _twice("case", "cases", (case.key for case in tree.cases))
    questions = {question.key for question in tree.questions}
    for key in dict.fromkeys(outcome.key for outcome in tree.outcomes):
        if key in questions:
            message = f"The key {key} is that of a question and of an outcome."
            yield found("duplicate-key", f"outcome:{key}", message)
    for question in tree.questions:
        keys = (option.key for option in question.options)
        where = f"options of {named(question.title)}"
        yield from _twice("option", where, keys, prefix=f"{question.key}/")


def _twice(noun: str, plural: str, keys: Iterable[str], *, prefix: str = "") -> Iterator[Finding]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            message = f"Several {plural} have the key {key}."
            yield found("duplicate-key", f"{noun}:{prefix}{key}", message)
        seen.add(key)


def check_retired(tree: Tree) -> Iterator[Finding]:
    """Yield retired keys that are in use again, or that several stand for."""
    yield from _retired("question", tree.questions)
    yield from _retired("outcome", tree.outcomes)
    for question in tree.questions:
        yield from _retired("option", question.options, prefix=f"{question.key}/")


def _retired(
    noun: str, nodes: Sequence[Question | Outcome | Option], *, prefix: str = ""
) -> Iterator[Finding]:
    used = {node.key for node in nodes}
    times = Counter(key for node in nodes for key in set(node.succeeds))
    for node in nodes:
        for key in dict.fromkeys(node.succeeds):
            if key in used or times[key] > 1:
                name = named(node.label if isinstance(node, Option) else node.title)
                also = "which is in use" if key in used else "as others do"
                message = f"{name} stands for the retired {noun} {key}, {also}."
                yield found("retired-key-twice", f"{noun}:{prefix}{node.key}", message)


def check_handing(tree: Tree, others: Mapping[str, Other]) -> Iterator[Finding]:
    """Yield outcomes that go on with a questionnaire that is not there, or back to this one.

    ``others`` are all that there are, by slug, drafts too.
    """
    for outcome in tree.outcomes:
        target, place = outcome.hands_over, f"outcome:{outcome.key}"
        if target is None:
            continue
        if target == tree.slug:
            message = f"{named(outcome.title)} goes on with the questionnaire that it ends."
            yield found("hands-over-to-itself", place, message)
        elif target not in others:
            message = f"{named(outcome.title)} goes on with {target}, which is not there."
            cause = f"Several outcomes go on with {target}, which is not there."
            yield found("hands-over-unknown", place, message, cause=cause)
        else:
            yield from _handed(tree, outcome, others)


def _handed(tree: Tree, outcome: Outcome, others: Mapping[str, Other]) -> Iterator[Finding]:
    target, place = str(outcome.hands_over), f"outcome:{outcome.key}"
    title = named(others[target].title)
    if not others[target].is_open:
        message = f"{named(outcome.title)} goes on with {title}, which is not published."
        yield found("hands-over-to-none", place, message)
    if way := way_back(tree.slug, target, others):
        titles = (named(others[slug].title if slug in others else tree.title) for slug in way)
        message = f"{named(outcome.title)} goes on with {' → '.join(titles)}."
        yield found("hands-over-in-circle", place, message)


def check_targets(tree: Tree) -> Iterator[Finding]:
    """Yield a start and targets that are not there."""
    questions = {question.key for question in tree.questions}
    nodes = questions | {outcome.key for outcome in tree.outcomes}
    if not questions:
        yield found("no-questions", "", f"{named(tree.title)} asks nothing.")
    elif tree.start not in questions:
        reason = "is an outcome" if tree.start in nodes else "is not there"
        yield found(
            "missing-start", "", f"The first question is to be {tree.start}, which {reason}."
        )
    for question in tree.questions:
        subject = named(question.title)
        targets = [(f"question:{question.key}", subject, question.goto)]
        targets += [
            (
                f"option:{question.key}/{option.key}",
                f"{named(option.label)} of {subject}",
                option.goto,
            )
            for option in question.options
        ]
        targets += [
            (f"route:{question.key}/{number}", f"Route {number} of {subject}", route.goto)
            for number, route in enumerate(question.routes, 1)
        ]
        for place, name, goto in targets:
            if goto is not None and goto not in nodes:
                message = f"{name} leads to {goto}, which is not there."
                cause = f"Several answers or routes lead to {goto}, which is not there."
                yield found("missing-target", place, message, cause=cause)


def check_options(question: Question) -> Iterator[Finding]:
    """Yield missing options and marks that do not fit."""
    subject = named(question.title)
    if not question.options:
        yield found("no-options", f"question:{question.key}", f"{subject} has no options.")
    for option in question.options:
        if option.is_exclusive and not question.kind.facts.takes_several:
            message = (
                f"{named(option.label)} excludes the others, but {subject} takes one answer only."
            )
            place = f"option:{question.key}/{option.key}"
            yield found("exclusive-without-choices", place, message)
    for option in [option for option in question.options if option.is_unsure][1:]:
        message = f"{named(option.label)} is a further option “I am not sure” of {subject}."
        yield found("several-unsure", f"option:{question.key}/{option.key}", message)


def check_unsure(tree: Tree) -> Iterator[Finding]:
    """Yield questions without "I am not sure" in a tree that takes it for an answer elsewhere."""
    lacking = [
        question
        for question in tree.questions
        if question.options and not any(option.is_unsure for option in question.options)
    ]
    if not any(option.is_unsure for one in tree.questions for option in one.options):
        return
    for question in lacking:
        message = f"Whoever does not know the answer to {named(question.title)} cannot go on."
        yield found("question-lacks-unsure", f"question:{question.key}", message)


def check_cycles(graph: Graph) -> Iterator[Finding]:
    """Yield one shortest circle of each group of questions that lead to each other."""
    left = dict.fromkeys(key for key in graph.questions if key not in set(graph.order))
    while left:
        key = next(iter(left))
        circle = _circle(graph, key)
        if circle:
            title = named(graph.questions[key].title)
            message = f"From {title} one comes back to it: {' → '.join(circle)}."
            others = tuple(f"question:{other}" for other in circle[1:-1])
            yield found("cycle", f"question:{key}", message, also=others)
            group = [other for other in left if other in _leading_back(graph, key)]
        else:
            group = [key]
        for other in group:
            del left[other]


def _circle(graph: Graph, start: str) -> tuple[str, ...]:
    """Return the shortest way from ``start`` back to it; empty where there is none."""
    before: dict[str, str] = {}
    waiting = [start]
    for key in waiting:
        for edge in graph.edges[key]:
            if edge.target == start:
                way = [start, key]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return tuple(reversed(way))
            if edge.target in graph.questions and edge.target not in before:
                before[edge.target] = key
                waiting.append(edge.target)
    return ()


def _leading_back(graph: Graph, key: str) -> set[str]:
    """Return the questions that ``key`` leads to and that lead to ``key``, itself included."""
    sources: dict[str, set[str]] = {}
    for source in graph.reachable(key):
        for edge in graph.edges[source]:
            sources.setdefault(edge.target, set()).add(source)
    group = {key}
    waiting = [key]
    for target in waiting:
        new = sources.get(target, set()) - group
        group |= new
        waiting.extend(new)
    return group


def check_reach(ways: Ways) -> Iterator[Finding]:
    """Yield what no way leads to, and ways that end at nothing."""
    graph = ways.graph
    if graph.start in graph.questions:
        reached = ways.reached()
        behind = _behind(graph, reached)
        for question in graph.questions.values():
            if question.key not in reached:
                message = f"No way leads to {named(question.title)}."
                cause = behind.get(question.key, "")
                place = f"question:{question.key}"
                yield found("unreachable-question", place, message, cause=cause)
        for outcome in graph.outcomes.values():
            if outcome.key not in reached:
                message = f"No way leads to {named(outcome.title)}."
                cause = behind.get(outcome.key, "")
                place = f"outcome:{outcome.key}"
                yield found("unreachable-outcome", place, message, cause=cause)
        if reached.isdisjoint(graph.outcomes):
            first = named(graph.questions[graph.start].title)
            yield found("no-outcome-reachable", "", f"From {first} no way leads to an outcome.")
    if not ways.is_complete:
        message = "Only a part of the ways was checked; what can never happen was judged by edges."
        yield found("too-many-ways", "", message)
    yield from _dead_ends(ways)


def _behind(graph: Graph, reached: set[str]) -> dict[str, str]:
    """Say of what is not reached behind which question it stands, the first of its row."""
    lost = [key for key in graph.questions if key not in reached]
    led_to = {edge.target for key in lost for edge in graph.edges[key] if edge.target != key}
    behind: dict[str, str] = {}
    for first in lost:
        if first in led_to:
            continue
        cause = f"No way leads to {named(graph.questions[first].title)} and what follows it."
        for key in graph.reachable(first):
            for node in (key, *(edge.target for edge in graph.edges[key])):
                behind.setdefault(node, cause)
    return behind


def _dead_ends(ways: Ways) -> Iterator[Finding]:
    explored = {key for key, _ in ways.steps}
    for state, steps in ways.steps.items():
        for step in steps:
            if step.move.target is None:
                yield _dead_end(ways.graph.questions[state[0]], step.answer.options[0].key)
    for key, question in ways.graph.questions.items():
        if key not in explored and not question.routes and question.goto is None:
            for option in question.sure_options or question.options:
                if option.goto is None:
                    yield _dead_end(question, option.key)


def _dead_end(question: Question, key: str) -> Finding:
    label = next(option.label for option in question.options if option.key == key)
    message = f"{named(label)} of {named(question.title)} can be chosen and leads nowhere."
    cause = f"Several answers to {named(question.title)} can be chosen and lead nowhere."
    return found("dead-end", f"option:{question.key}/{key}", message, cause=cause)
