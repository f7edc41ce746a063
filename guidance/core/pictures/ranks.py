"""The rows in which a tree is drawn: every question below those that lead to it.

What the start leads to comes first; what nothing leads to stands below all of that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidance.core.documents.trees import Tree
from guidance.core.pictures.exits import steps_of


@dataclass(frozen=True, slots=True)
class Ranks:
    """The row of everything that stands by itself, and the outcomes that stand beside a question.

    An outcome stands beside a question where it is the only one that leads there. ``backward``
    are the pairs (question, target) that do not lead down: circles, and questions below
    that lead up.
    """

    rows: Mapping[str, int]
    beside: Mapping[str, str]
    backward: frozenset[tuple[str, str]]


def rank(tree: Tree) -> Ranks:
    """Say in which row each question and outcome of ``tree`` stands."""
    steps = steps_of(tree)
    outcomes = list(dict.fromkeys(o.key for o in tree.outcomes if o.key not in steps))
    leads = {
        key: tuple(dict.fromkeys(exit.target for exit in exits if exit.target is not None))
        for key, exits in steps.items()
    }
    onward = {key: tuple(to for to in found if to in steps) for key, found in leads.items()}
    led_to = {target for found in onward.values() for target in found}
    starts = [tree.start] if tree.start in steps else []
    rest = sorted(steps, key=lambda key: key in led_to)
    rows: dict[str, int] = {}
    beside: dict[str, str] = {}
    backward: set[tuple[str, str]] = set()
    for roots in (starts, rest):
        first = 1 + max(rows.values(), default=-1)
        order, turned = _visited([key for key in roots if key not in rows], onward, rows)
        backward |= turned
        part = _rows_of(order, onward, first, backward)
        rows |= part
        for outcome in outcomes:
            sources = [key for key in part if outcome in leads[key]]
            if outcome in rows or outcome in beside:
                backward |= {(key, outcome) for key in sources}
            elif len(sources) == 1:
                (beside[outcome],) = sources
            elif sources:
                rows[outcome] = 1 + max(part[key] for key in sources)
    last = 1 + max(rows.values(), default=-1)
    rows |= {key: last for key in outcomes if key not in rows and key not in beside}
    return Ranks(rows, beside, frozenset(backward))


_Onward = Mapping[str, tuple[str, ...]]


def _visited(
    roots: list[str], onward: _Onward, placed: Mapping[str, int]
) -> tuple[list[str], set[tuple[str, str]]]:
    """Return what can be reached, each before those it leads to, and the steps that turn back."""
    done: list[str] = []
    open_: set[str] = set()
    seen = set(placed)
    backward: set[tuple[str, str]] = set()
    for root in roots:
        if root in seen:
            continue
        seen.add(root)
        open_.add(root)
        stack: list[tuple[str, Iterator[str]]] = [(root, iter(onward[root]))]
        while stack:
            key, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                stack.pop()
                open_.discard(key)
                done.append(key)
            elif target in open_ or target in placed:
                backward.add((key, target))
            elif target not in seen:
                seen.add(target)
                open_.add(target)
                stack.append((target, iter(onward[target])))
    return done[::-1], backward


def _rows_of(
    order: list[str], onward: _Onward, first: int, backward: set[tuple[str, str]]
) -> dict[str, int]:
    rows = dict.fromkeys(order, first)
    for key in order:
        for target in onward[key]:
            if (key, target) not in backward:
                rows[target] = max(rows[target], rows[key] + 1)
    return rows
