"""Retired keys and what stands for them now: answers of an earlier edition in today's keys."""

from collections.abc import Iterable
from typing import TypeVar

from guidance.core.documents.trees import Answers, Option, Outcome, Question, Tree

_Node = TypeVar("_Node", Question, Option, Outcome)


def in_todays_keys(tree: Tree, answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return answers with each retired key replaced by the one that stands for it in ``tree``.

    A key that is in use means itself. Where a question was answered under its own key, what
    was answered to a retired one is left as it is, so that nothing is said twice; and so is
    what nothing stands for.
    """
    asked = todays_questions(tree, answers)
    found: dict[str, tuple[str, ...]] = {}
    for key, values in answers.items():
        if (question := asked.get(key)) is None:
            found[key] = tuple(values)
        else:
            kept = (value_for(question, value) for value in values)
            found[question.key] = tuple(dict.fromkeys(kept))
    return found


def todays_questions(tree: Tree, keys: Iterable[str]) -> dict[str, Question]:
    """Return for each key the question that is answered under it; none twice.

    The question of a key itself comes first, then the first of the retired keys that it
    stands for; what is left has no question.
    """
    given = tuple(dict.fromkeys(keys))
    found = {key: question for key in given if (question := tree.question(key))}
    taken = set(found)
    for key in given:
        question = question_for(tree, key)
        if question is not None and question.key not in taken:
            taken.add(question.key)
            found[key] = question
    return found


def question_for(tree: Tree, key: str) -> Question | None:
    """Return the question of this key, or the one that stands for it."""
    return tree.question(key) or _standing_for(key, tree.questions)


def outcome_for(tree: Tree, key: str) -> Outcome | None:
    """Return the outcome of this key, or the one that stands for it."""
    return tree.outcome(key) or _standing_for(key, tree.outcomes)


def value_for(question: Question, value: str) -> str:
    """Return a value with the key of a retired option replaced; others stay as they are."""
    if any(option.key == value for option in question.options):
        return value
    option = _standing_for(value, question.options)
    return option.key if option is not None else value


def _standing_for(key: str, nodes: Iterable[_Node]) -> _Node | None:
    return next((node for node in nodes if key in node.succeeds), None)
