"""Where each question of a tree leads, and for which answers: what pictures and outlines show.

The target of "I am not sure" is no exit, since it is never taken: see ``graphs``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from guidance.core.documents.conditions import describe_condition
from guidance.core.documents.trees import Question, Tree


@dataclass(frozen=True, slots=True)
class Exit:
    """Where a question leads for some answers; ``target`` is None at a dead end.

    ``answers`` are labels of options, ``conditions`` those of routes in words. ``is_rest``:
    it is where every answer leads for which no condition of another exit holds.
    """

    target: str | None
    answers: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    is_rest: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Say for which answers it is taken; empty: for every one."""
        reasons = (f"if {condition}" for condition in self.conditions)
        return (*self.answers, *(("otherwise",) if self.is_rest else ()), *reasons)


def exits_of(
    question: Question, labels: Mapping[str, Mapping[str, str]] | None = None
) -> tuple[Exit, ...]:
    """Return where ``question`` leads, each target once, options before routes.

    ``labels``: what the options that conditions name are called, as ``conditions`` takes them.
    """
    options = question.sure_options or question.options
    answers: dict[str | None, list[str]] = {}
    for option in options:
        answers.setdefault(option.goto or question.goto, []).append(option.label)
    conditions: dict[str | None, list[str]] = {}
    for route in question.routes:
        conditions.setdefault(route.goto, []).append(describe_condition(route.when, labels))
    targets = list(dict.fromkeys((*answers, *conditions))) or [None]
    if len(targets) == 1:
        return (Exit(targets[0]),)
    is_rest = len(answers) == 1
    return tuple(
        Exit(
            target,
            () if is_rest else tuple(answers.get(target, ())),
            tuple(conditions.get(target, ())),
            is_rest=is_rest and target in answers,
        )
        for target in targets
    )


def steps_of(tree: Tree) -> dict[str, tuple[Exit, ...]]:
    """Return the exits of each question by its key; of two with one key the first counts."""
    labels = {
        question.key: {option.key: option.label for option in question.options}
        for question in tree.questions
    }
    steps: dict[str, tuple[Exit, ...]] = {}
    for question in tree.questions:
        steps.setdefault(question.key, exits_of(question, labels))
    return steps
