"""Handing over from one questionnaire to another: which answers go along, and where it leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guidance.core.documents.trees import Tree
from guidance.core.walking.answers import Answer, Step, read
from guidance.core.walking.walks import Walk, walk


@dataclass(frozen=True, slots=True)
class Carried:
    """What of the answers to one tree goes along to another.

    ``answers`` are in the order of the other tree, each in its one written form there, and
    ``walk`` is how far they lead in it. ``left`` are the steps whose answers stay behind.
    """

    answers: dict[str, tuple[str, ...]]
    walk: Walk
    left: tuple[Step, ...]


def carry(steps: Iterable[Step], other: Tree) -> Carried:
    """Carry the answers over that fit ``other``, and leave the rest.

    An answer fits where ``other`` has a question of the same key, kind and unit, the option or
    value is one there, "I am not sure" still means that, and the question can come up beside
    the other answers. Nothing is guessed.
    """
    given = tuple(steps)
    fitting = {step.question.key: values for step in given if (values := _fitting(step, other))}
    way = walk(other, fitting)
    used = {step.question.key: step.values for step in way.steps} | dict(way.pending)
    return Carried(
        answers={q.key: used[q.key] for q in other.questions if q.key in used},
        walk=way,
        left=tuple(step for step in given if step.question.key not in used),
    )


def _fitting(step: Step, other: Tree) -> tuple[str, ...]:
    question = other.question(step.question.key)
    if question is None:
        return ()
    if (question.kind, question.unit) != (step.question.kind, step.question.unit):
        return ()
    answer = read(question, step.values)
    if not isinstance(answer, Answer) or answer.is_unsure != step.is_unsure:
        return ()
    return answer.values


@dataclass(frozen=True, slots=True)
class Other:
    """What another questionnaire is to one that hands over to it.

    ``is_open``: readers can answer it now. ``leads_to`` are the slugs that it hands over to.
    """

    title: str
    is_open: bool
    leads_to: tuple[str, ...] = ()


def handed_to(tree: Tree) -> tuple[str, ...]:
    """Return the slugs that the outcomes of a tree hand over to, each once."""
    return tuple(dict.fromkeys(one.hands_over for one in tree.outcomes if one.hands_over))


def way_back(slug: str, first: str, others: Mapping[str, Other]) -> tuple[str, ...]:
    """Return the shortest way of handing over from ``first`` to ``slug``, both ends included.

    Empty where none leads back.

    >>> way_back("a", "b", {"b": Other("B", True, ("c",)), "c": Other("C", True, ("a",))})
    ('b', 'c', 'a')
    """
    before: dict[str, str] = {}
    waiting = [first]
    for here in waiting:
        for target in others[here].leads_to if here in others else ():
            if target == slug:
                way = [slug, here]
                while way[-1] != first:
                    way.append(before[way[-1]])
                return tuple(reversed(way))
            if target != first and target not in before:
                before[target] = here
                waiting.append(target)
    return ()
