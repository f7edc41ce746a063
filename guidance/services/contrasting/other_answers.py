"""What would change a result: other answers with what they come to, in words and with links."""

from dataclasses import dataclass
from typing import NamedTuple

from guidance.core.documents.editions import Context
from guidance.core.documents.licenses import Term
from guidance.core.documents.trees import Answers, Outcome
from guidance.core.walking.answers import Answer
from guidance.core.walking.neighbours import Neighbour, neighbours
from guidance.core.walking.walks import canonical_answers
from guidance.services.contrasting.situations import contrast_address, written
from guidance.services.results.addresses import pinned_question_address, result_address
from guidance.services.results.presenting import Result, label_of

MOST = 6
"""So many are shown."""
MOST_ANSWERS = 8
"""Of the answers to one question that come to the same, so many are links."""


class Choice(NamedTuple):
    """An other answer in words, and the address where it leads."""

    answer: str
    address: str


@dataclass(frozen=True)
class OtherAnswer:
    """What other answers to one question come to.

    ``outcome`` is None where the questionnaire then goes on to ask ``asks``.
    ``more`` counts the answers that come to the same and are not listed. ``beside`` is the
    address where the first of them stands side by side with the result, or "".
    """

    question: str
    choices: tuple[Choice, ...]
    more: int
    outcome: Outcome | None
    is_other_outcome: bool
    asks: str
    gained: tuple[Term, ...]
    lost: tuple[Term, ...]
    beside: str


def other_answers(result: Result) -> tuple[OtherAnswer, ...]:
    """Return the nearest other answers that would change a published result (no query)."""
    if result.reading.edition is None:
        return ()
    found = neighbours(result.reading.document, result.walk, most=MOST)
    return tuple(_shown(result, result.reading.edition.number, one) for one in found)


def _shown(result: Result, number: int, one: Neighbour) -> OtherAnswer:
    choices = _choices(result, number, one)
    context = result.reading.context
    return OtherAnswer(
        question=one.question.title,
        choices=choices[:MOST_ANSWERS],
        more=max(0, len(choices) - MOST_ANSWERS),
        outcome=one.outcome,
        is_other_outcome=one.outcome != result.outcome,
        asks=one.asks.title if one.asks else "",
        gained=_terms(one.gained, context),
        lost=_terms(one.lost, context),
        beside=_beside(result, number, one),
    )


def _choices(result: Result, number: int, one: Neighbour) -> tuple[Choice, ...]:
    """Return each answer with its address; ranges that are called the same, once."""
    found: dict[str, str] = {}
    for answer, answers in one.others:
        address = _address(result, number, one, answers)
        found.setdefault(_words(one, answer), address)
    return tuple(Choice(words, address) for words, address in found.items())


def _words(one: Neighbour, answer: Answer) -> str:
    return label_of(one.question, answer.values)


def _address(result: Result, number: int, one: Neighbour, answers: Answers) -> str:
    """Return the address of the result, or of the question where there is more to answer.

    A number only stands for its range here: readers are asked for theirs.
    """
    tree = result.reading.document
    if one.question.is_ranged:
        given = canonical_answers(tree, result.walk)
        return pinned_question_address(tree.slug, number, given, change=one.question.key)
    if one.outcome is None:
        return pinned_question_address(tree.slug, number, answers)
    return result_address(tree.slug, number, answers)


def _beside(result: Result, number: int, one: Neighbour) -> str:
    if one.outcome is None or one.question.is_ranged:
        return ""
    tree = result.reading.document
    here = written(tree.slug, number, canonical_answers(tree, result.walk))
    return contrast_address(tree.slug, here, written(tree.slug, number, one.others[0][1]))


def _terms(refs: tuple[str, ...], context: Context) -> tuple[Term, ...]:
    return tuple(context.terms[ref] for ref in refs if ref in context.terms)
