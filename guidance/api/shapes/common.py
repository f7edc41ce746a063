"""The shapes of the API's answers, from which its schema is made.

They show nouns of the core with addresses and the edition they come from. A noun's private fields
are left out of answers and schema; what a shape adds to a noun, it marks as public too.
"""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from guidance.core.documents.licenses import Annotation, Policy, Quote, Section, Term, TermKind
from guidance.core.documents.nouns import Public
from guidance.core.documents.trees import Outcome, Question, Verdict


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class RecallShape(Shape):
    """That an edition was found to be wrong, for ever; what is wrong, and what to do instead."""

    recalled_at: datetime
    reason: str
    advice: str


class SuccessorShape(Shape):
    """What is to be read instead; it may have been withdrawn too since it was named."""

    kind: str
    slug: str
    title: str
    url: str
    is_withdrawn: bool


class WithdrawalShape(Shape):
    """That something was withdrawn. ``reason`` may be empty, ``successor`` null."""

    withdrawn_at: datetime
    reason: str
    successor: SuccessorShape | None


class RecalledGroundShape(Shape):
    """A recalled edition of a license that the answer rests on."""

    license: str
    edition: int
    url: str
    recalled: RecallShape


class ChangedGroundShape(Shape):
    """A later edition of a license that changed words which the answer rests on."""

    license: str
    edition: int
    url: str
    changed_at: datetime


class Marked(Shape):
    """What became of the edition: null and empty unless it was recalled or withdrawn.

    ``rests_on_changed`` until the team has looked again, or published anew.
    """

    recalled: Public[RecallShape | None]
    withdrawn: Public[WithdrawalShape | None]
    rests_on_recalled: Public[tuple[RecalledGroundShape, ...]] = ()
    rests_on_changed: Public[tuple[ChangedGroundShape, ...]] = ()


class EditionShape(Marked):
    """Which edition an answer comes from. ``reviewed_at`` is null until a reviewer confirmed it.

    ``is_current``: the address without a number answers with it. Of what was withdrawn, nothing is.
    """

    number: int
    digest: str
    published_at: datetime
    note: str
    is_shipped: bool
    reviewed_at: datetime | None
    is_current: bool


class LicenseSummary(Shape):
    slug: str
    title: str
    short_title: str
    family: str
    publisher: str
    classification: str
    is_open_source: bool
    summary: str
    edition: EditionShape
    url: str
    permanent_url: str = Field(description="The site's page of this very edition.")


class TextShape(Shape):
    """Where the words come from (``url``), and where all of them stand as plain text."""

    source: str
    key: str
    url: str
    digest: str = Field(description="SHA-256 of the normalized text in UTF-8.")
    plain_url: str


class LicenseDetail(LicenseSummary):
    spdx: str
    other_names: tuple[str, ...] = Field(description="Other names, and those of what is under it.")
    file_name: str = Field(description="What a copy of the text is called in a product.")
    hub_name: str = Field(description="Its name in the metadata of model cards.")
    request_to: str = Field(description="Where the licensor is asked for a license.")
    request_source: str = Field(description="The page on which that address stands.")
    request_read_on: date | None = Field(description="The day on which it was read there.")
    request_letter: str = Field(description="A letter to copy, with gaps in brackets.")
    effective_on: date | None
    background: str = Field(description="Markdown.")
    text: TextShape
    policies: tuple[Policy, ...]


class SectionShape(Section):
    """A section; offsets are code points of the normalized text, half-open."""

    text: Public[str]
    url: Public[str]


class SectionDetail(SectionShape, Marked):
    """A section, and what became of the edition that it comes from."""


class AnnotationShape(Annotation):
    """A note, with the place of its quoted words in the text (null where not found)."""

    start: Public[int | None]
    end: Public[int | None]
    link: Public[str]


class AnnotationDetail(AnnotationShape, Marked):
    """A note, and what became of the edition that it comes from."""


class TermShape(Term):
    ref: Public[str]
    link: Public[str]


class TermDetail(TermShape, Marked):
    """A term, and what became of the edition that it comes from."""


class FaqSummary(Shape):
    slug: str
    question: str
    short_answer: str
    topics: dict[str, str]
    licenses: dict[str, str]
    edition: EditionShape
    url: str
    permanent_url: str = Field(description="The site's page of this very edition.")


class CitationShape(Shape):
    license: str
    license_edition: int | None
    section: str
    label: str
    words: str
    url: str


class FaqDetail(FaqSummary):
    answer: str = Field(description="Markdown.")
    citations: tuple[CitationShape, ...]
    related: dict[str, str]


class TreeSummary(Shape):
    slug: str
    title: str
    summary: str
    minutes: int
    licenses: dict[str, str]
    shortest: int = Field(description="Questions on the shortest way.")
    longest: int = Field(description="Questions on the longest way.")
    edition: EditionShape
    url: str
    permanent_url: str = Field(description="The site's page of this very edition.")


class TreeDetail(TreeSummary):
    covers: str = Field(description="Markdown.")
    start: str
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]


class EvaluateRequest(Shape):
    """Answers by question key: option keys, or one number or date as text."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"answers": {"sharing": ["weights"]}}}
    )
    answers: dict[str, list[str]]


class StepShape(Shape):
    question: str
    title: str
    values: tuple[str, ...]
    answer: str


class ResultTerm(Shape):
    ref: str
    kind: TermKind
    title: str
    body: str
    trigger: str
    fulfilment: str
    citations: tuple[CitationShape, ...]


class OutcomeShape(Shape):
    key: str
    verdict: Verdict
    title: str
    summary: str
    next_steps: str
    hands_over: str | None = Field(description="The slug of a tree to go on with.")
    citations: tuple[CitationShape, ...]


class PossibilityShape(Shape):
    """What holds if "I am not sure" means one of ``assumptions`` (question to answer, in words)."""

    assumptions: tuple[dict[str, str], ...]
    assumptions_left_out: int
    outcome: OutcomeShape
    terms: tuple[ResultTerm, ...] = Field(description="On top of those that hold in every case.")


class UnfitShape(Shape):
    question: str
    values: tuple[str, ...]
    reason: str
    readings: tuple[str, ...] = Field(
        description="The two numbers that an unclear one can be read as, the larger first."
    )


class Evaluation(Shape):
    """How far the answers lead. ``next_question`` is null once they lead to a result.

    ``outcome`` is null where "I am not sure" leads to several; see ``possibilities``.
    """

    is_finished: bool
    verdict: Verdict | None
    outcome: OutcomeShape | None
    terms: tuple[ResultTerm, ...]
    possibilities: tuple[PossibilityShape, ...]
    possibilities_left_out: int = Field(description="Beyond the first hundred, which are listed.")
    next_question: Question | None
    steps: tuple[StepShape, ...]
    unfit: tuple[UnfitShape, ...]
    pending: dict[str, tuple[str, ...]]
    edition: EditionShape
    url: str = Field(description="The permanent link of the result, or the question to go on with.")


class SearchHit(Shape):
    kind: str
    licenses: dict[str, str]
    key: str = Field(description="The slug, or the key within the license or questionnaire.")
    label: str
    title: str
    snippet: str
    url: str
    is_recalled: bool = Field(description="It stands in an edition that was found to be wrong.")


def quote_selector(quote: Quote) -> dict[str, Any]:
    return {
        "type": "TextQuoteSelector",
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
    }
