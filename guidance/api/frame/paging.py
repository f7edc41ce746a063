"""Pages of lists, as the API's schema shows them."""

from pydantic import Field

from guidance.api.shapes.common import (
    AnnotationShape,
    EditionShape,
    FaqSummary,
    LicenseSummary,
    Marked,
    SearchHit,
    SectionShape,
    Shape,
    TermShape,
    TreeSummary,
)


class Page(Shape):
    """One page of a list; ``next`` and ``previous`` are addresses, or null."""

    count: int
    next: str | None
    previous: str | None


class LicensePage(Page):
    results: tuple[LicenseSummary, ...]


class PartPage(Page, Marked):
    """One page of what belongs to an edition, and what became of that."""


class SectionPage(PartPage):
    results: tuple[SectionShape, ...]


class AnnotationPage(PartPage):
    results: tuple[AnnotationShape, ...]


class TermPage(PartPage):
    results: tuple[TermShape, ...]


class FaqPage(Page):
    results: tuple[FaqSummary, ...]


class TreePage(Page):
    results: tuple[TreeSummary, ...]


class EditionPage(Page):
    results: tuple[EditionShape, ...]


class SearchAnswer(Page):
    """What was found. ``is_corrected`` and ``is_any`` say that it is not quite what was asked."""

    query: str
    is_corrected: bool = Field(description="The results are those of the suggestion.")
    is_any: bool = Field(description="No result has most of what was asked for.")
    suggestion: str = Field(description="Another query that may have been meant, or empty.")
    results: tuple[SearchHit, ...]
