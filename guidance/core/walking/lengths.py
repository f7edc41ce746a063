"""How long a questionnaire takes: how many questions its ways ask, and how long they read."""

from dataclasses import dataclass
from itertools import accumulate

from guidance.core.documents.trees import Question, Tree
from guidance.core.walking.graphs import Held, graph_of

WORDS_A_MINUTE = 220
"""How fast people read to decide; between reading for study and reading for pleasure."""
SECONDS_A_QUESTION = 4
"""To choose, and to wait for the next page."""


@dataclass(frozen=True, slots=True)
class Length:
    """What most ways ask: from ``least`` to ``most`` questions, and the minutes of the usual one.

    Eight in ten ways are that long. The usual way is as long as the median of all.
    """

    least: int
    most: int
    minutes: int


def words_of(question: Question) -> int:
    """Count the words that are read before one answers: the question, and what one chooses.

    Of the options all labels are read, but the help of one only: the average of them.
    """
    said = [question.title, question.help, *(option.label for option in question.options)]
    helps = sum(len(option.help.split()) for option in question.options)
    return sum(len(part.split()) for part in said) + helps // max(1, len(question.options))


def length_of(tree: Tree) -> Length | None:
    """Return how long ``tree`` takes; None where no way ends, or one can go in a circle.

    Ways are counted where they meet, and not gone through one by one.
    """
    graph = graph_of(tree)
    if tree.start not in graph.questions or not graph.reachable(tree.start) <= set(graph.order):
        return None
    met: dict[str, dict[Held, _Tally]] = {graph.start: {0: {0: (1, 0)}}}
    ends: _Tally = {}
    for key in graph.order:
        words = words_of(graph.questions[key])
        for held, tally in met.pop(key, {}).items():
            asked = {n + 1: (ways, sum_ + ways * words) for n, (ways, sum_) in tally.items()}
            for answer in graph.branches(key):
                holding = held | graph.holding(answer)
                target = str(graph.move(answer, holding).target)
                if target in graph.questions:
                    below = holding & graph.tests_below[target]
                    _add(met.setdefault(target, {}).setdefault(below, {}), asked)
                elif target in graph.outcomes:
                    _add(ends, asked)
    return _length(ends) if ends else None


_Tally = dict[int, tuple[int, int]]
"""By how many questions they ask: the number of ways, and the words of all of them."""


def _add(tally: _Tally, more: _Tally) -> None:
    for asked, (ways, words) in more.items():
        known = tally.get(asked, (0, 0))
        tally[asked] = (known[0] + ways, known[1] + words)


def _length(ends: _Tally) -> Length:
    usual = _at(ends, 50)
    ways, words = ends[usual]
    seconds = words * 60 / ways / WORDS_A_MINUTE + usual * SECONDS_A_QUESTION
    return Length(_at(ends, 10), _at(ends, 90), max(1, round(seconds / 60)))


def _at(ends: _Tally, percent: int) -> int:
    """Return how many questions are asked at most on so many of a hundred ways."""
    lengths = sorted(ends)
    passed = list(accumulate(ends[asked][0] for asked in lengths))
    needed = passed[-1] * percent
    return next(asked for asked, ways in zip(lengths, passed, strict=True) if ways * 100 >= needed)
