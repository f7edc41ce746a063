"""Answers as people type them into an address or a field, read kindly; and why one is refused."""

import re
from decimal import Decimal
from typing import assert_never

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guidance.core.documents.kinds import QuestionKind, Wanted
from guidance.core.documents.trees import Answers, Question, Tree
from guidance.core.walking.answers import Reason
from guidance.core.walking.walks import Walk

MAX_VALUES = 500
MAX_VALUE = 100
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_GROUPED = re.compile(r"-?\d{1,3}([,' _\u00a0\u202f]\d{3})+(\.\d+)?\Z", re.ASCII)
_SCALED = re.compile(
    r"(\d{1,12}(?:\.\d{1,6})?)\s*(k|thousand|m|mio|million|bn|b|billion)\Z", re.ASCII
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mio": 6, "million": 6, "b": 9, "bn": 9, "billion": 9}

REFUSALS: dict[Reason, Promise] = {
    Reason.UNKNOWN_OPTION: _("Choose one of the answers shown."),
    Reason.SEVERAL: _("Give one answer only."),
    Reason.NOT_ALONE: _(
        "One of these answers cannot be combined with others. Choose it alone, or not at all."
    ),
    Reason.NOT_A_NUMBER: _("Enter a number in digits, such as 250000."),
    Reason.NOT_WHOLE: _("Enter a whole number, without a decimal point."),
    Reason.NOT_A_DATE: _("Enter a date as year-month-day, such as 2023-07-18."),
    Reason.TOO_LOW: _("This is less than the smallest answer possible, which is {bound}."),
    Reason.TOO_HIGH: _("This is more than the largest answer possible, which is {bound}."),
    Reason.NO_RANGE: _("The guidance says nothing for this answer. Check it, or ask counsel."),
}
EMPTY: dict[Wanted, Promise] = {
    Wanted.ONE_OPTION: _("Choose one answer to continue."),
    Wanted.OPTIONS: _("Choose at least one answer to continue."),
    Wanted.NUMBER: _("Enter a number to continue."),
    Wanted.DATE: _("Enter a date to continue."),
}


def answers_of(tree: Tree, query: QueryDict) -> Answers:
    """Return the answers in an address, by question key, in tree order; others are left out."""
    answers = {}
    for question in tree.questions:
        values = [_CONTROL.sub("", v).strip() for v in query.getlist(question.key)[:MAX_VALUES]]
        given = tuple(_typed(question, value[:MAX_VALUE]) for value in values if value)
        if given:
            answers[question.key] = tuple(dict.fromkeys(given))
    return answers


def _typed(question: Question, value: str) -> str:
    match question.kind:
        case QuestionKind.NUMBER:
            return written_number(value)
        case QuestionKind.CHOICE | QuestionKind.CHOICES | QuestionKind.DATE:
            return value
        case _:
            assert_never(question.kind)


def written_number(text: str) -> str:
    """Return a number as digits where people write it otherwise; anything else unchanged.

    >>> written_number("700,000,000")
    '700000000'
    >>> written_number("1.5 million")
    '1500000'
    >>> written_number("about five")
    'about five'
    """
    plain = " ".join(text.split()).lower()
    if _GROUPED.match(plain):
        return re.sub("[,' _\u00a0\u202f]", "", plain)
    if match := _SCALED.match(plain):
        number = Decimal(match[1]).scaleb(_SCALES[match[2]])
        return format(number.normalize(), "f")
    return text


def refusal(tree: Tree, key: str, answers: Answers, way: Walk) -> str:
    """Return why the answer just given to a question does not do, or "" where it does.

    Nothing answered is refused only where ``way`` still waits for it. A key that is
    no question of the tree is not refused.
    """
    question = tree.question(key)
    if question is None:
        return ""
    for item in way.unfit:
        if item.question == key and item.reason in REFUSALS:
            bound = question.minimum if item.reason is Reason.TOO_LOW else question.maximum
            return str(REFUSALS[item.reason]).format(bound=written(bound or ""))
    is_next = way.question is not None and way.question.key == key
    return str(EMPTY[question.kind.facts.wanted]) if is_next and key not in answers else ""


def written(value: str) -> str:
    """Write a number with separators; a date stays as it is.

    >>> written("700000000")
    '700,000,000'
    """
    whole, point, fraction = value.partition(".")
    if not whole.lstrip("-").isdecimal():
        return value
    return f"{int(whole):,}{point}{fraction}"
