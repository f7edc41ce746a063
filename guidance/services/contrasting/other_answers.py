"""What would change a result: other answers with what they come to, in words and with links."""

from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from guidance.core.documents.editions import Context
from guidance.core.documents.licenses import Term
from guidance.core.documents.trees import Answers, Outcome
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


class _Given(NamedTuple):
    """The questionnaire, its edition, and the answers of the result, also as they are written."""

    slug: str
    number: int
    answers: Answers
    written: str


def other_answers(result: Result) -> tuple[OtherAnswer, ...]:
    """Return the nearest other answers that would change a published result (no query)."""
    if result.reading.edition is None:
        return ()
    tree, number = result.reading.document, result.reading.edition.number
    answers = canonical_answers(tree, result.walk)
    given = _Given(tree.slug, number, answers, written(tree.slug, number, answers))
    found = neighbours(tree, result.walk, most=MOST)
    return tuple(_shown(result, given, one) for one in found)


def _shown(result: Result, given: _Given, one: Neighbour) -> OtherAnswer:
    by_words = _by_words(one)
    context = result.reading.context
    return OtherAnswer(
        question=one.question.title,
        choices=tuple(
            Choice(words, _address(given, one, answers))
            for words, answers in islice(by_words.items(), MOST_ANSWERS)
        ),
        more=max(0, len(by_words) - MOST_ANSWERS),
        outcome=one.outcome,
        is_other_outcome=one.outcome != result.outcome,
        asks=one.asks.title if one.asks else "",
        gained=_terms(one.gained, context),
        lost=_terms(one.lost, context),
        beside=_beside(given, one),
    )


def _by_words(one: Neighbour) -> dict[str, Answers]:
    """Return all the answers with each other one, in words; ranges called the same, once."""
    found: dict[str, Answers] = {}
    for answer, answers in one.others:
        found.setdefault(label_of(one.question, answer.values), answers)
    return found


def _address(given: _Given, one: Neighbour, answers: Answers) -> str:
    """Return the address of the result, or of the question where there is more to answer.

    A number only stands for its range here: readers are asked for theirs.
    """
    slug, number, here, _ = given
    if one.question.is_ranged:
        return pinned_question_address(slug, number, here, change=one.question.key)
    if one.outcome is None:
        return pinned_question_address(slug, number, answers)
    return result_address(slug, number, answers)


def _beside(given: _Given, one: Neighbour) -> str:
    if one.outcome is None or one.question.is_ranged:
        return ""
    there = written(given.slug, given.number, one.others[0][1])
    return contrast_address(given.slug, given.written, there)


def _terms(refs: tuple[str, ...], context: Context) -> tuple[Term, ...]:
    return tuple(context.terms[ref] for ref in refs if ref in context.terms)
