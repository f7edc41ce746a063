"""What "I am not sure" leaves open, told without going through each way: by boxes of answers.

A box is a product: for each unsure question the answers that it may turn out to have. Boxes
that differ in one question are one, so that tens of thousands of ways are a few dozen boxes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from guidance.core.documents.trees import Answers, Tree
from guidance.core.walking.answers import Answer, Unfit, read
from guidance.core.walking.graphs import Graph, Held, graph_of
from guidance.core.walking.memories import Memory
from guidance.core.walking.skeletons import skeleton_of

MAX_BOXES = 4000
"""So many boxes stand at one question; where there are more, nothing is told."""

Box = tuple[int, ...]
"""For each unsure question the answers that it may have, a bit each; 0 where it is not asked."""


@dataclass(frozen=True)
class Openings:
    """What stays open: the boxes of answers that lead to each outcome, and that bring each term.

    ``questions`` are those answered "I am not sure", in the order asked; ``branches`` what each
    can turn out to be. ``outcomes`` and ``terms`` stand in the order met; ``terms`` has all
    that come on some way, ``certain`` those that come on every one, whatever its end.
    ``held`` has the terms of each outcome that come on every way to it. ``asked`` are all
    questions answered, ``waiting`` those that some way still asks for, both in the order asked.
    """

    questions: tuple[str, ...]
    branches: Mapping[str, tuple[Answer, ...]]
    outcomes: Mapping[str, tuple[Box, ...]]
    terms: Mapping[str, tuple[Box, ...]]
    certain: tuple[str, ...]
    held: Mapping[str, frozenset[str]]
    asked: tuple[str, ...]
    waiting: tuple[str, ...]

    def answers_in(self, boxes: Iterable[Box], question: str) -> tuple[Answer, ...]:
        """Return what ``question`` can turn out to be in ``boxes``; all of it if it limits none."""
        place = self.questions.index(question)
        bits = 0
        for box in boxes:
            bits |= box[place] or -1
        return tuple(one for n, one in enumerate(self.branches[question]) if bits >> n & 1)

    def limits(self, boxes: tuple[Box, ...]) -> dict[str, tuple[Answer, ...]]:
        """Return the questions of which not every answer is in ``boxes``, with those that are."""
        found = {key: self.answers_in(boxes, key) for key in self.questions}
        return {key: own for key, own in found.items() if len(own) < len(self.branches[key])}

    def outcomes_with(self, question: str, answer: Answer) -> tuple[str, ...]:
        """Return the outcomes that can still come once ``question`` has this answer."""
        place = self.questions.index(question)
        bit = 1 << self.branches[question].index(answer)
        return tuple(
            key
            for key, boxes in self.outcomes.items()
            if any(not box[place] or box[place] & bit for box in boxes)
        )

    @cached_property
    def first(self) -> str:
        """Return the unsure question to find out first, or "" where none tells outcomes apart.

        That after which the fewest outcomes stay open, on the average of its single answers;
        where all come to one outcome, that on which most terms depend. The first of equals.
        """
        if len(self.outcomes) > 1:
            left = {key: self._left(key) for key in self.questions}
            best = min(left, key=left.__getitem__, default="")
            return best if best and left[best] < len(self.outcomes) else ""
        depending = {
            key: sum(key in self.limits(boxes) for boxes in self.terms.values())
            for key in self.questions
        }
        best = max(depending, key=depending.__getitem__, default="")
        return best if best and depending[best] else ""

    def _left(self, question: str) -> float:
        single = [one for one in self.branches[question] if len(one.values) == 1]
        return sum(len(self.outcomes_with(question, one)) for one in single) / len(single)


def open_up(tree: Tree, answers: Answers) -> Openings | None:
    """Return what unsure ``answers`` leave open; remembered. None where it cannot be told.

    That is where a cycle can be reached, where the tree is not whole, and where the answers go
    together in more ways than ``MAX_BOXES``.
    """
    key = (skeleton_of(tree), tuple(sorted((key, tuple(own)) for key, own in answers.items())))
    return _openings.of(key, lambda: _open_up(tree, answers))


def _open_up(tree: Tree, answers: Answers) -> Openings | None:
    graph = graph_of(tree)
    if tree.start not in graph.questions or not graph.reachable(tree.start) <= set(graph.order):
        return None
    opening = _Opening(graph, answers)
    return opening.result() if opening.run() else None


_openings: "Memory[Openings | None]" = Memory(64)


@dataclass
class _Met:
    """The ways that meet at a question, or at an end: their boxes, and what all of them add."""

    boxes: set[Box]
    certain: frozenset[str]

    def join(self, other: "_Met") -> None:
        self.boxes |= other.boxes
        self.certain &= other.certain


class _Opening:
    def __init__(self, graph: Graph, answers: Answers) -> None:
        self.graph = graph
        self.readings: dict[str, Answer | Unfit | None] = {
            key: read(graph.questions[key], answers[key]) for key in graph.order if answers.get(key)
        }
        self.unsure = tuple(key for key in graph.order if self._is_unsure(key))
        self.ends: dict[str, _Met] = {}
        self.terms: dict[str, set[Box]] = {}
        self.asked: list[str] = []
        self.waiting: list[str] = []

    def _is_unsure(self, key: str) -> bool:
        answer = self.readings.get(key)
        return isinstance(answer, Answer) and answer.is_unsure

    def run(self) -> bool:
        """Meet all ways, in the order of the questions; False where that cannot be done."""
        start = _Met({(0,) * len(self.unsure)}, frozenset())
        waiting: dict[str, dict[Held, _Met]] = {self.graph.start: {0: start}}
        for key in self.graph.order:
            for held, met in waiting.pop(key, {}).items():
                met.boxes = merged(met.boxes)
                if len(met.boxes) > MAX_BOXES or not self._step(key, held, met, waiting):
                    return False
        return True

    def _step(self, key: str, held: Held, met: _Met, waiting: dict[str, dict[Held, _Met]]) -> bool:
        answer = self.readings.get(key)
        if not isinstance(answer, Answer):
            if key not in self.waiting:
                self.waiting.append(key)
            self._end(f"?{key}", met)
            return True
        if key not in self.asked:
            self.asked.append(key)
        place = self.unsure.index(key) if answer.is_unsure else -1
        for (target, below, adds), bits in self._moves(answer, held).items():
            boxes = met.boxes
            if place >= 0:
                boxes = {(*box[:place], bits, *box[place + 1 :]) for box in boxes}
            following = _Met(set(boxes), met.certain.union(adds))
            for term in adds:
                self.terms.setdefault(term, set()).update(boxes)
            if target in self.graph.questions:
                states = waiting.setdefault(target, {})
                if below in states:
                    states[below].join(following)
                else:
                    states[below] = following
            elif target in self.graph.outcomes:
                for term in (added := self.graph.outcomes[target].adds):
                    self.terms.setdefault(term, set()).update(boxes)
                following.certain = following.certain.union(added)
                self._end(target, following)
            else:
                return False
        return True

    def _moves(self, answer: Answer, held: Held) -> dict[tuple[str, Held, tuple[str, ...]], int]:
        """Return where an answer leads, with the branches of an unsure one that lead there."""
        graph = self.graph
        branches = graph.branches(answer.question) if answer.is_unsure else (answer,)
        moves: dict[tuple[str, Held, tuple[str, ...]], int] = {}
        for number, branch in enumerate(branches):
            holding = held | graph.holding(branch)
            move = graph.move(branch, holding)
            target = str(move.target)
            below = holding & graph.tests_below.get(target, 0)
            key = (target, below, move.adds)
            moves[key] = moves.get(key, 0) | 1 << number
        return moves

    def _end(self, key: str, met: _Met) -> None:
        if key in self.ends:
            self.ends[key].join(met)
        else:
            self.ends[key] = met

    def result(self) -> Openings:
        certain = frozenset.intersection(*(met.certain for met in self.ends.values()))
        asked = [
            place
            for place in range(len(self.unsure))
            if any(box[place] for met in self.ends.values() for box in met.boxes)
        ]

        def seen(boxes: set[Box]) -> tuple[Box, ...]:
            return tuple(sorted(merged({tuple(box[place] for place in asked) for box in boxes})))

        keys = tuple(self.unsure[place] for place in asked)
        found = {key: seen(met.boxes) for key, met in self.ends.items()}
        order = [key for key in self.graph.outcomes if key in found]
        return Openings(
            questions=keys,
            branches={key: self.graph.branches(key) for key in keys},
            outcomes={key: found[key] for key in order},
            terms={ref: seen(boxes) for ref, boxes in self.terms.items()},
            certain=tuple(ref for ref in self.terms if ref in certain),
            held={key: self.ends[key].certain for key in order},
            asked=tuple(self.asked),
            waiting=tuple(self.waiting),
        )


def merged(boxes: set[Box]) -> set[Box]:
    """Join boxes that differ in the answers to one question, until none do.

    Where a question is not asked in one of two, they stay apart.

    >>> sorted(merged({(1, 1), (1, 2), (2, 3), (2, 0)}))
    [(2, 0), (3, 3)]
    """
    found, before = boxes, -1
    width = len(next(iter(boxes), ()))
    while len(found) != before:
        before = len(found)
        for place in range(width):
            joined: dict[tuple[Box, bool], int] = {}
            for box in found:
                rest = (box[:place] + box[place + 1 :], box[place] != 0)
                joined[rest] = joined.get(rest, 0) | box[place]
            found = {
                (*rest[:place], bits, *rest[place:]) for (rest, _asked), bits in joined.items()
            }
    return found
