"""Answers as people type them into an address or a field: why one is refused, what was understood.

They are read by the core; what numbers mean is said in one place, ``documents.numbers``.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guidance.core.documents import numbers
from guidance.core.documents.kinds import Value, Wanted
from guidance.core.documents.trees import Answers, Question, Tree
from guidance.core.walking.answers import Reason, write
from guidance.core.walking.walks import Walk

MAX_VALUES = 500
MAX_VALUE = 100
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_THREE_DECIMALS = re.compile(r"-?[0-9]{1,20}\.[0-9]{2}[1-9]")

REFUSALS: dict[Reason, Promise] = {
    Reason.UNKNOWN_OPTION: _("Choose one of the answers shown."),
    Reason.SEVERAL: _("Give one answer only."),
    Reason.NOT_ALONE: _(
        "One of these answers cannot be combined with others. Choose it alone, or not at all."
    ),
    Reason.NOT_A_NUMBER: _("Enter a number in digits, such as 250000."),
    Reason.NOT_WHOLE: _("Enter a whole number, without a decimal point."),
    Reason.UNCLEAR: _(
        "This can be read as {readings[0]} or as {readings[1]}. Write {plain[0]} or {plain[1]}."
    ),
    Reason.TOO_LARGE: _("This number is too large to be an answer."),
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
    return {
        question.key: given
        for question in tree.questions
        if (given := values_of(query.getlist(question.key)))
    }


def values_of(values: Iterable[str]) -> tuple[str, ...]:
    """Return what is written in values, each once and without what no answer has."""
    given = (_CONTROL.sub("", value).strip()[:MAX_VALUE] for value in islice(values, MAX_VALUES))
    return tuple(dict.fromkeys(value for value in given if value))


def kept_answers(tree: Tree, answers: Answers) -> Answers:
    """Return answers that were kept, such as those of a shared link, in today's written form.

    A number once had three decimals in it where it has four now (12.1250), so that nobody
    takes them for a group; what is typed today with three is unclear.
    """
    return {key: _as_kept(tree.question(key), values) for key, values in answers.items()}


def _as_kept(question: Question | None, values: tuple[str, ...]) -> tuple[str, ...]:
    if question is None or not question.decimals:
        return values
    return tuple(
        write(Decimal(value)) if _THREE_DECIMALS.fullmatch(value) else value for value in values
    )


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
            readings = tuple(map(written, item.readings))
            return str(REFUSALS[item.reason]).format(
                bound=written(bound or ""), readings=readings, plain=item.readings
            )
    is_next = way.question is not None and way.question.key == key
    return str(EMPTY[question.kind.facts.wanted]) if is_next and key not in answers else ""


def written(value: str) -> str:
    """Write a number with separators; a date stays as it is.

    >>> written("700000000"), written("1000.1250"), written("-0.5")
    ('700,000,000', '1,000.125', '-0.5')
    """
    sign = value[: value.startswith("-")]
    whole, _, fraction = value.removeprefix("-").partition(".")
    if not whole.isdecimal():
        return value
    fraction = fraction.rstrip("0")
    return f"{sign}{int(whole):,}" + (f".{fraction}" if fraction else "")


def understood(value: Value, unit: str) -> str:
    """Return how the value of a step was understood: in digits, and as it is said if it is large.

    >>> understood(Decimal(700_000_000), "users"), understood(Decimal(100), "users")
    ('700 million users, that is 700,000,000', '100 users')
    """
    digits = written(write(value))
    spoken = numbers.spoken(value) if isinstance(value, Decimal) else ""
    words = " ".join(part for part in (spoken or digits, unit) if part)
    return f"{words}, that is {digits}" if spoken else words
