"""When a question is asked: the earlier answers without which no way leads to it.

What is said here is necessary and may not be enough: a walk alone knows what is asked next.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidance.core.documents.trees import Tree
from guidance.core.walking.graphs import Graph, Held, graph_of
from guidance.core.walking.memories import Memory
from guidance.core.walking.skeletons import skeleton_of

MAX_STEPS = 200_000
"""So many steps are taken at most; of a larger tree nothing is told."""


@dataclass(frozen=True, slots=True)
class Need:
    """An earlier question that has to be answered with nothing but ``options`` (their keys).

    ``is_fork``: other answers lead to other questions; where it is none, only to an end.
    """

    question: str
    options: tuple[str, ...]
    is_fork: bool


def reading_order(tree: Tree) -> tuple[str, ...]:
    """Return the questions that can be asked, in tree order, each before those it leads to."""
    graph = graph_of(tree)
    reached = graph.reachable(tree.start)
    left = [key for key in graph.questions if key in reached]
    targets = {key: {edge.target for edge in graph.edges[key]} for key in left}
    ordered: list[str] = []
    while left:
        ready = (key for key in left if not any(key in targets[other] for other in left))
        ordered.append(next(ready, left[0]))
        left.remove(ordered[-1])
    return tuple(ordered)


def needs_of(tree: Tree) -> Mapping[str, tuple[Need, ...]]:
    """Return what each question needs, in the order asked; remembered.

    What goes without saying is left out: that which another question needs that is named. A
    question that needs nothing has none. Nothing at all is told of a tree that is too large, or
    in which a circle can be reached.
    """
    return _needs.of(skeleton_of(tree), lambda: _needs_of(graph_of(tree)))


_needs: "Memory[Mapping[str, tuple[Need, ...]]]" = Memory(64)

Mask = int
"""Options of a question, a bit each; the lowest: it was not asked."""

_NOT_ASKED = 1
_Masks = dict[str, Mask]
"""By question: what was answered on some way to here. One that is missing was not asked."""


def _needs_of(graph: Graph) -> Mapping[str, tuple[Need, ...]]:
    met = _met(graph)
    needed = {key: _needed(graph, masks) for key, masks in met.items()}
    return {key: tuple(_told(graph, met, needed, key)) for key in met}


def _needed(graph: Graph, masks: _Masks) -> _Masks:
    """Return the questions that every way to here asks, and that not every answer gets past."""
    return {
        asked: masks[asked]
        for asked in graph.order
        if asked in masks
        if not masks[asked] & _NOT_ASKED and masks[asked] != _whole(graph, asked)
    }


def _told(
    graph: Graph, met: Mapping[str, _Masks], needed: Mapping[str, _Masks], key: str
) -> Iterator[Need]:
    """Yield the needs of a question but those that go without saying, forks for forks."""
    own = needed[key]
    forks = {asked: _forks(graph, met, own, key, asked) for asked in own}
    for asked, mask in own.items():
        above = [(forks[other], needed[other].get(asked, 0)) for other in own if other != asked]
        is_fork = bool(forks[asked]) and not any(
            fork and passed and not forks[asked] & passed for fork, passed in above
        )
        if is_fork or not any(passed and not passed & ~mask for _, passed in above):
            yield Need(asked, _keys(graph, asked, mask), is_fork)


def _forks(graph: Graph, met: Mapping[str, _Masks], own: _Masks, key: str, asked: str) -> Mask:
    """Return the answers to ``asked`` that lead past ``key``, by themselves, to other questions."""
    found = 0
    for other, masks in met.items():
        if key in graph.reachable(other):
            continue
        rest = ((one, mask) for one, mask in own.items() if one != asked)
        if all(masks.get(one, _NOT_ASKED) & (mask | _NOT_ASKED) for one, mask in rest):
            found |= masks.get(asked, 0) & ~(own[asked] | _NOT_ASKED)
    return found


def _met(graph: Graph) -> dict[str, _Masks]:
    """Return for each question what can have been answered before it; empty where untold."""
    reached = graph.reachable(graph.start)
    if not reached or not reached <= set(graph.order):
        return {}
    found: dict[str, _Masks] = {}
    waiting: dict[str, dict[Held, _Masks]] = {graph.start: {0: {}}}
    steps = 0
    for key in graph.order:
        answers = [(one, graph.holding(one), _mask(graph, key, one.options)) for one in
                   (graph.branches(key) if key in waiting else ())]  # fmt: skip
        for held, masks in waiting.pop(key, {}).items():
            found[key] = _joined(found[key], masks) if key in found else masks
            steps += len(answers)
            if steps > MAX_STEPS:
                return {}
            moves: dict[tuple[str, Held], Mask] = {}
            for answer, holding, mask in answers:
                target = str(graph.move(answer, held | holding).target)
                if target in graph.questions:
                    place = target, (held | holding) & graph.tests_below[target]
                    moves[place] = moves.get(place, 0) | mask
            for (target, below), mask in moves.items():
                states = waiting.setdefault(target, {})
                after = masks | {key: mask}
                states[below] = _joined(states[below], after) if below in states else after
    return found


def _joined(some: _Masks, others: _Masks) -> _Masks:
    return {key: some.get(key, _NOT_ASKED) | others.get(key, _NOT_ASKED) for key in some | others}


def _mask(graph: Graph, key: str, options: tuple[object, ...]) -> Mask:
    return sum(2 << n for n, own in enumerate(graph.questions[key].options) if own in options)


def _whole(graph: Graph, key: str) -> Mask:
    question = graph.questions[key]
    return _mask(graph, key, question.sure_options or question.options)


def _keys(graph: Graph, key: str, mask: Mask) -> tuple[str, ...]:
    """Return the options in ``mask``, and "I am not sure", which stands for each of them."""
    options = graph.questions[key].options
    return tuple(one.key for n, one in enumerate(options) if mask >> n & 2 or one.is_unsure)
