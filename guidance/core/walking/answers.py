"""Raw answers of one question: which fit, and what they mean.

An answer is raw text from an address or a form. Here it is read against its
question alone; whether the question is asked at all is known by ``walks``.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, assert_never

from guidance.core.documents import numbers
from guidance.core.documents.fields import date_of
from guidance.core.documents.kinds import QuestionKind, Value
from guidance.core.documents.trees import Option, Question, Route

ALSO = "; "
"""What stands between the options that one answer chooses together, in words."""


class Reason(StrEnum):
    """Why an answer does not fit."""

    UNKNOWN_QUESTION = "unknown-question"
    NOT_ASKED = "not-asked"
    UNKNOWN_OPTION = "unknown-option"
    SEVERAL = "several"
    NOT_ALONE = "not-alone"
    NOT_A_NUMBER = "not-a-number"
    NOT_WHOLE = "not-whole"
    UNCLEAR = "unclear"
    TOO_LARGE = "too-large"
    NOT_A_DATE = "not-a-date"
    TOO_LOW = "too-low"
    TOO_HIGH = "too-high"
    NO_RANGE = "no-range"


@dataclass(frozen=True, slots=True)
class Unfit:
    """An answer that does not fit, as it was given, and why.

    ``readings`` are the two numbers that an unclear one can be read as, the larger first.
    """

    question: str
    values: tuple[str, ...]
    reason: Reason
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that fits its question.

    ``values`` is its one written form: option keys in option order, or one
    number or date. ``value`` is that number or date; None for options, and for
    "I am not sure". ``is_unsure``: it stands for every other option.
    """

    question: str
    values: tuple[str, ...]
    options: tuple[Option, ...]
    value: Value | None = None
    is_unsure: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A question with its answer; ``options`` are those chosen, or whose range holds ``value``.

    Where the answer is "I am not sure", ``options`` is that option and ``route`` is None.
    """

    question: Question
    values: tuple[str, ...]
    options: tuple[Option, ...]
    route: Route | None = None
    value: Value | None = None
    is_unsure: bool = False


def read(question: Question, values: tuple[str, ...]) -> Answer | Unfit | None:
    """Read the answer to ``question``; None where nothing was answered.

    Blank values count as nothing, a repeated value counts once. Where ranges
    overlap, the first that holds the value is chosen. An option "I am not sure"
    that has no other option to stand for is an option like any other.
    """
    given = tuple(dict.fromkeys(text for raw in values if (text := raw.strip())))
    if not given:
        return None
    result = _read_ranged(question, given) if question.is_ranged else _read_options(question, given)
    if isinstance(result, numbers.Unclear):
        readings = tuple(numbers.write(reading) for reading in result.readings)
        return Unfit(question.key, values, Reason.UNCLEAR, readings)
    return Unfit(question.key, values, result) if isinstance(result, Reason) else result


def first_sure_options(question: Question) -> tuple[Option, ...]:
    """Return the options that "I am not sure" stands for, the first of each key."""
    named = _by_key(question)
    return tuple(option for option in named.values() if not option.is_unsure)


def write(value: Value) -> str:
    """Write a number or date in its one form.

    >>> write(Decimal("0700.50"))
    '700.5'
    """
    return value.isoformat() if isinstance(value, date) else numbers.write(value)


def in_words(question: Question, values: tuple[str, ...]) -> str:
    """Write an answer by the labels of its options; what names none stays as it was given."""
    named = _by_key(question)
    return ALSO.join(named[value].label if value in named else value for value in values)


def option_holding(question: Question, value: Value) -> Option | None:
    """Return the first option whose range holds ``value``."""
    for option in question.sure_options:
        if option.low is not None:
            side = _side(question, value, option.low)
            if side < 0 or (side == 0 and not option.low_inclusive):
                continue
        if option.high is not None:
            side = _side(question, value, option.high)
            if side > 0 or (side == 0 and not option.high_inclusive):
                continue
        return option
    return None


def _side(question: Question, value: Value, bound: str) -> int:
    """Return -1, 0 or 1: ``value`` is below, at or above ``bound``."""
    limit: Any = question.kind.read(bound)
    given: Any = value
    return int(given > limit) - int(given < limit)


def _by_key(question: Question) -> dict[str, Option]:
    named: dict[str, Option] = {}
    for option in question.options:
        named.setdefault(option.key, option)
    return named


def _read_options(question: Question, given: tuple[str, ...]) -> Answer | Reason:
    named = _by_key(question)
    if not all(key in named for key in given):
        return Reason.UNKNOWN_OPTION
    if len(given) > 1:
        if not question.kind.facts.takes_several:
            return Reason.SEVERAL
        if any(named[key].is_exclusive or named[key].is_unsure for key in given):
            return Reason.NOT_ALONE
    options = tuple(option for key, option in named.items() if key in given)
    return Answer(
        question.key,
        tuple(option.key for option in options),
        options,
        is_unsure=options[0].is_unsure and bool(first_sure_options(question)),
    )


def _read_ranged(question: Question, given: tuple[str, ...]) -> Answer | Reason | numbers.Unclear:
    written, *more = given
    if more:
        return Reason.SEVERAL
    unsure = _by_key(question).get(written)
    if unsure is not None and unsure.is_unsure:
        return Answer(question.key, given, (unsure,), is_unsure=bool(first_sure_options(question)))
    value = _typed(question, written)
    if isinstance(value, Reason | numbers.Unclear):
        return value
    if question.minimum is not None and _side(question, value, question.minimum) < 0:
        return Reason.TOO_LOW
    if question.maximum is not None and _side(question, value, question.maximum) > 0:
        return Reason.TOO_HIGH
    option = option_holding(question, value)
    if option is None:
        return Reason.NO_RANGE
    return Answer(question.key, (write(value),), (option,), value=value)


def _typed(question: Question, written: str) -> Value | Reason | numbers.Unclear:
    """Read what was typed as the answer to a ranged question, or say why it cannot be."""
    match question.kind:
        case QuestionKind.NUMBER:
            return _number(question, written)
        case QuestionKind.DATE:
            try:
                return date_of(written)
            except ValueError:
                return Reason.NOT_A_DATE
        case QuestionKind.CHOICE | QuestionKind.CHOICES:
            raise TypeError(f"nothing is typed as the answer to a {question.kind}")
        case _:
            assert_never(question.kind)


def _number(question: Question, written: str) -> Decimal | Reason | numbers.Unclear:
    try:
        return numbers.read(written, has_decimals=question.decimals, unit=question.unit)
    except numbers.Unclear as unclear:
        return unclear
    except numbers.TooLarge:
        return Reason.TOO_LARGE
    except numbers.NotWhole:
        return Reason.NOT_WHOLE
    except numbers.NotANumber:
        return Reason.NOT_A_NUMBER
