"""Pages of lists, as the API's schema shows them."""

from guidance.api.shapes import (
    AnnotationShape,
    FaqSummary,
    LicenseSummary,
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


class SectionPage(Page):
    results: tuple[SectionShape, ...]


class AnnotationPage(Page):
    results: tuple[AnnotationShape, ...]


class TermPage(Page):
    results: tuple[TermShape, ...]


class FaqPage(Page):
    results: tuple[FaqSummary, ...]


class TreePage(Page):
    results: tuple[TreeSummary, ...]
