"""The nouns of a decision tree: question, option, route, outcome, case.

A tree is a rooted acyclic graph, as data: questions and outcomes share one
namespace of keys, and every edge names the key it goes to. How a tree is
walked is in ``walks``; whether it is sound is asked by ``checks``.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from guidance.core.documents.fields import (
    Bound,
    Dismissal,
    FilledLine,
    Key,
    Line,
    Prose,
    Slug,
    Slugs,
    TermRef,
)
from guidance.core.documents.kinds import QuestionKind
from guidance.core.documents.licenses import Citation
from guidance.core.documents.nouns import Noun, Public

MAX_CONDITION_DEPTH = 8


class Verdict(StrEnum):
    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    SPECIAL_LICENSE = "special-license"
    PROHIBITED = "prohibited"
    ASK_COUNSEL = "ask-counsel"


class Condition(Noun):
    """A test on one answer, or *all* or *any* of several conditions.

    Exactly one form is used: ``question`` with exactly one operator, or ``all``,
    or ``any``. A test is false where its question was not asked on this way.
    ``is``: the answer is this one value and no other. ``any_of``: at least one
    of these is chosen. ``none_of``: answered, and none of these is chosen.
    ``at_least`` (>=), ``more_than`` (>), ``at_most`` (<=) and ``below`` (<) compare
    numbers, ``on_or_after`` (>=) and
    ``before`` (<) dates. ``any_of``, ``none_of`` and ``is`` name options; for
    number and date questions too (the option whose range holds the answer).
    """

    question: Public[Key | None] = None
    equals: Public[Key | None] = Field(default=None, alias="is")
    any_of: Public[tuple[Key, ...] | None] = Field(default=None, min_length=1)
    none_of: Public[tuple[Key, ...] | None] = Field(default=None, min_length=1)
    at_least: Public[Bound | None] = None
    below: Public[Bound | None] = None
    more_than: Public[Bound | None] = None
    at_most: Public[Bound | None] = None
    before: Public[Bound | None] = None
    on_or_after: Public[Bound | None] = None
    all: Public[tuple["Condition", ...] | None] = Field(default=None, min_length=1)
    any: Public[tuple["Condition", ...] | None] = Field(default=None, min_length=1)

    @property
    def operator(self) -> str:
        """Return the one operator of a test, or ``all`` or ``any``."""
        names = ("equals", *_OPERATORS, "all", "any")
        return next(name for name in names if getattr(self, name) is not None)

    @property
    def depth(self) -> int:
        return 1 + max((part.depth for part in (self.all or self.any or ())), default=0)

    def tests(self) -> Iterator["Condition"]:
        """Yield the tests on single answers, in the order they are written."""
        if self.question is not None:
            yield self
        for part in self.all or self.any or ():
            yield from part.tests()

    def bounds(self, kind: QuestionKind) -> Iterator[str]:
        """Yield what this test itself compares answers of ``kind`` with."""
        for name in kind.facts.comparisons:
            if (bound := getattr(self, name)) is not None:
                yield bound

    def cuts(self, kind: QuestionKind) -> Iterator[tuple[str, bool]]:
        """Yield each bound with whether answers of ``kind`` change above it, and not at it."""
        for bound in self.bounds(kind):
            yield bound, self.operator in _PASSED

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        operators = [name for name in ("equals", *_OPERATORS) if getattr(self, name) is not None]
        groups = [name for name in ("all", "any") if getattr(self, name) is not None]
        is_test = self.question is not None and len(operators) == 1 and not groups
        is_group = self.question is None and not operators and len(groups) == 1
        if not (is_test or is_group):
            raise ValueError(
                "needs a question with exactly one of is, any_of, none_of, at_least, more_than, "
                "at_most, below, before, on_or_after; or else one list, all or any"
            )
        for kind in QuestionKind:
            for bound in self.bounds(kind):
                kind.read(bound)
        if self.depth > MAX_CONDITION_DEPTH:
            raise ValueError(f"is nested deeper than {MAX_CONDITION_DEPTH} levels")
        return self


_OPERATORS = (
    "any_of", "none_of", "at_least", "below", "more_than", "at_most", "before", "on_or_after"
)  # fmt: skip
_PASSED = ("more_than", "at_most")
"""Operators that tell what is above their bound from the bound itself and what is below."""


class Option(Noun):
    """An answer one can choose; for numbers and dates, a range of them.

    ``low`` and ``high`` bound a range; a bound left out is open. By default the
    lower bound belongs to the range and the upper does not. ``succeeds`` are retired
    keys that this one stands for: of options of its question, or of the questions that
    its question succeeds.
    """

    key: Public[Key]
    label: Public[FilledLine]
    help: Public[Line] = ""
    goto: Public[Key | None] = None
    adds: Public[tuple[TermRef, ...]] = ()
    is_exclusive: Public[bool] = False
    is_unsure: Public[bool] = False
    low: Public[Bound | None] = None
    high: Public[Bound | None] = None
    low_inclusive: Public[bool] = True
    high_inclusive: Public[bool] = False
    succeeds: Public[tuple[Key, ...]] = ()


class Route(Noun):
    """An ordered condition over answers, tried before the option's own target."""

    when: Public[Condition]
    goto: Public[Key]
    adds: Public[tuple[TermRef, ...]] = ()


class Question(Noun):
    """A question with its options and routes.

    The next node is: the first route whose condition holds; else the target of
    the first chosen option, in the order of options, that has one; else
    ``goto``. ``decimals`` lets a number have a fraction; ``minimum`` and
    ``maximum`` bound what can be entered at all (both inclusive). ``succeeds`` are the
    keys of retired questions whose answers are answers to this one.
    """

    key: Public[Key]
    kind: Public[QuestionKind]
    title: Public[FilledLine]
    help: Public[Prose] = ""
    why: Public[Prose] = ""
    citations: Public[tuple[Citation, ...]] = ()
    options: Public[tuple[Option, ...]] = ()
    routes: Public[tuple[Route, ...]] = ()
    goto: Public[Key | None] = None
    unit: Public[Annotated[Line, StringConstraints(max_length=40)]] = ""
    decimals: Public[bool] = False
    minimum: Public[Bound | None] = None
    maximum: Public[Bound | None] = None
    succeeds: Public[tuple[Key, ...]] = ()

    @property
    def is_ranged(self) -> bool:
        return self.kind.facts.is_ranged

    @property
    def sure_options(self) -> tuple[Option, ...]:
        """Return all options but "I am not sure"."""
        return tuple(option for option in self.options if not option.is_unsure)

    @model_validator(mode="after")
    def _bounds_fit_kind(self) -> Self:
        bounds = [self.minimum, self.maximum]
        bounds += [bound for option in self.options for bound in (option.low, option.high)]
        given = [bound for bound in bounds if bound is not None]
        if given and not self.is_ranged:
            raise ValueError("only number and date questions have bounds; remove low and high")
        for bound in given:
            self.kind.read(bound)
        return self


class Outcome(Noun):
    """Where a way ends.

    ``ask`` is what to ask counsel, in a sentence to copy;
    ``hands_over`` is the slug of another questionnaire that goes on from here;
    ``succeeds`` are the keys of retired outcomes that this one stands for.
    """

    key: Public[Key]
    verdict: Public[Verdict]
    title: Public[FilledLine]
    summary: Public[Prose] = ""
    next_steps: Public[Prose] = ""
    ask: Public[Line] = ""
    citations: Public[tuple[Citation, ...]] = ()
    adds: Public[tuple[TermRef, ...]] = ()
    hands_over: Public[Slug | None] = None
    succeeds: Public[tuple[Key, ...]] = ()


Answers = Mapping[str, tuple[str, ...]]
"""Answers by question key: option keys, or one written number or date."""


class Case(Noun):
    """Answers, the outcome and terms that a lawyer expects of them, and who signed it.

    ``outcomes`` holds one key, or several where an answer is "I am not sure".
    ``includes`` are terms the result must have, ``excludes`` terms it must not; ``exact``: it
    must have no others than ``includes``. ``reason``: why it was signed anew, with what else.
    """

    key: Key
    title: FilledLine
    answers: dict[Key, tuple[Line, ...]]
    outcomes: tuple[Key, ...] = Field(min_length=1)
    includes: tuple[TermRef, ...] = ()
    excludes: tuple[TermRef, ...] = ()
    exact: bool = False
    signed_by: Line = ""
    signed_on: date | None = None
    reason: Line = ""


class Tree(Noun):
    """A decision tree; ``start`` is the key of its first question."""

    kind: Public[Literal["tree"]]
    format: Public[Literal[1]]
    slug: Public[Slug]
    title: Public[FilledLine]
    summary: Public[Line] = ""
    covers: Public[Prose] = ""
    minutes: Public[int] = Field(default=2, ge=1, le=60)
    licenses: Public[Slugs] = ()
    start: Public[Key]
    questions: Public[tuple[Question, ...]] = ()
    outcomes: Public[tuple[Outcome, ...]] = ()
    cases: tuple[Case, ...] = ()  # what the team checks the tree with; readers see none
    dismissed: tuple[Dismissal, ...] = ()

    def question(self, key: str) -> Question | None:
        """Return the first question with this key."""
        return next((question for question in self.questions if question.key == key), None)

    def outcome(self, key: str) -> Outcome | None:
        """Return the first outcome with this key."""
        return next((outcome for outcome in self.outcomes if outcome.key == key), None)
