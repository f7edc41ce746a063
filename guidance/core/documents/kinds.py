"""The kinds of question: what is true of every question of one kind, said once.

Whoever treats kinds differently asks a kind here. Where no fact will do, it matches the
kinds one by one and ends in ``assert_never``, so that a new kind is named by the type
checker wherever it is missing. No words for readers and no HTML: those are the faces'.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self, assert_never

from guidance.core.documents.fields import date_of, number_of

Value = Decimal | date
"""What is typed as the answer to a ranged question."""


class Control(StrEnum):
    """What a form asks with: a mark beside each option, or a field to type into."""

    RADIO = "radio"
    CHECKBOX = "checkbox"
    NUMBER = "number"
    DATE = "date"


class Wanted(StrEnum):
    """What is still wanted where nothing was answered; the faces find the words."""

    ONE_OPTION = "one-option"
    OPTIONS = "options"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is true of a kind.

    ``mark`` stands beside each option that is offered. ``field`` is what a value is typed
    into; then options are ranges of values, and only "I am not sure" is offered beside it.
    ``comparisons`` are the operators of a condition that compare such values.
    """

    mark: Control
    wanted: Wanted
    takes_several: bool = False
    field: Control | None = None
    comparisons: tuple[str, ...] = ()

    @property
    def is_ranged(self) -> bool:
        return self.field is not None


class QuestionKind(StrEnum):
    # A docstring would stand in the JSON Schema of documents.
    CHOICE = "choice", Facts(mark=Control.RADIO, wanted=Wanted.ONE_OPTION)
    CHOICES = (
        "choices",
        Facts(mark=Control.CHECKBOX, wanted=Wanted.OPTIONS, takes_several=True),
    )
    NUMBER = (
        "number",
        Facts(
            mark=Control.CHECKBOX,
            wanted=Wanted.NUMBER,
            field=Control.NUMBER,
            comparisons=("at_least", "below", "more_than", "at_most"),
        ),
    )
    DATE = (
        "date",
        Facts(
            mark=Control.CHECKBOX,
            wanted=Wanted.DATE,
            field=Control.DATE,
            comparisons=("on_or_after", "before"),
        ),
    )

    _value_: str
    facts: Facts

    def __new__(cls, value: str, facts: Facts) -> Self:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.facts = facts
        return kind

    def read(self, written: str) -> Value:
        """Read a value as a document holds it; ValueError where it is none of this kind.

        What people type as an answer is read by ``walking.answers``, and kindly.

        >>> QuestionKind.DATE.read("2023-07-18")
        datetime.date(2023, 7, 18)
        """
        match self:
            case QuestionKind.NUMBER:
                return number_of(written)
            case QuestionKind.DATE:
                return date_of(written)
            case QuestionKind.CHOICE | QuestionKind.CHOICES:
                raise TypeError(f"nothing is typed as the answer to a {self}")
            case _:
                assert_never(self)


def kind_named(name: str) -> QuestionKind | None:
    """Return the kind that is so called, or None: a half-written draft may name none."""
    return next((kind for kind in QuestionKind if kind == name), None)
