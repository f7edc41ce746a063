"""What to find out first where it depends: the unsure answer that tells the results apart best."""

from collections.abc import Iterable
from dataclasses import dataclass

from guidance.core.documents.trees import Outcome, Question
from guidance.core.walking.openings import Openings
from guidance.services.results.presenting import Result, label_of


@dataclass(frozen=True)
class Branching:
    """Answers after which the same results stay open; ``only`` is the one, where it is one."""

    answers: tuple[str, ...]
    left: int
    only: Outcome | None


@dataclass(frozen=True)
class FirstDoubt:
    """The question to find out first, and what depends on it.

    ``total`` results are open now. ``change`` is where that question alone is asked again.
    """

    question: Question
    total: int
    branchings: tuple[Branching, ...]
    change: str = ""


def first_doubt(result: Result, *, changes: Iterable[tuple[str, str]] = ()) -> FirstDoubt | None:
    """Return what to find out first; None where nothing depends on one question.

    ``changes`` has the address at which each question is asked again, by its key.
    """
    opened = result.openings
    if opened is None or not opened.first or not result.dependent:
        return None
    questions = {one.key: one for one in result.reading.document.questions}
    question = questions[opened.first]
    return FirstDoubt(
        question=question,
        total=len(opened.outcomes),
        branchings=_branchings(result, opened, question) if len(opened.outcomes) > 1 else (),
        change=dict(changes).get(question.key, ""),
    )


def _branchings(result: Result, opened: Openings, question: Question) -> tuple[Branching, ...]:
    """Return single answers, those that leave the same results open together; fewest first."""
    outcomes = {one.outcome.key: one.outcome for one in result.dependent}
    groups: dict[tuple[str, ...], list[str]] = {}
    for answer in opened.branches[question.key]:
        if len(answer.values) == 1:
            left = opened.outcomes_with(question.key, answer)
            groups.setdefault(left, []).append(label_of(question, answer.values))
    found = [
        Branching(
            tuple(dict.fromkeys(answers)),
            len(left),
            outcomes.get(left[0]) if len(left) == 1 else None,
        )
        for left, answers in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: one.left))
