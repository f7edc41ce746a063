"""What the page of one question shows: for readers, and for the preview of its draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from guidance.core.documents.faqs import FaqEntry
from guidance.models import Publication, PublicationKind
from guidance.models.said import Shown
from guidance.services.editions.readings import Reading
from guidance.services.results.citing import ShownCitation, cite_all


def around_faq(reading: Reading[FaqEntry]) -> list[Shown]:
    """Return its related questions, its licenses and the questionnaires about those."""
    related = Q(kind=PublicationKind.FAQ, slug__in=reading.document.related)
    licenses = Q(kind=PublicationKind.LICENSE, slug__in=reading.document.licenses)
    live = Publication.objects.live().order_by()
    found = live.filter(related | licenses).values("pk")
    if reading.document.licenses:
        about = live.of_kind(PublicationKind.TREE).saying(
            *(("license", slug) for slug in reading.document.licenses)
        )
        found = found.union(about.values("pk"))
    return Publication.objects.filter(pk__in=found).shown()


@dataclass(frozen=True)
class FaqPage:
    """A question answered; the fields are the names that the template knows.

    ``topics`` are slugs with titles; ``licenses``, ``trees`` and ``related`` are published.
    """

    reading: Reading[FaqEntry]
    entry: FaqEntry
    citations: tuple[ShownCitation, ...]
    topics: tuple[tuple[str, str], ...]
    licenses: tuple[Shown, ...]
    trees: tuple[Shown, ...]
    related: tuple[Shown, ...]
    is_pinned: bool


def faq_page(
    reading: Reading[FaqEntry], others: Sequence[Shown] = (), *, is_pinned: bool = False
) -> FaqPage:
    """Return what the page of a question shows; ``others`` are publications around it."""
    by_slug = {item.slug: item for item in others if item.kind == PublicationKind.FAQ}
    document, titles = reading.document, reading.context.topics
    return FaqPage(
        reading=reading,
        entry=document,
        citations=cite_all(document.citations, reading.context),
        topics=tuple((slug, titles[slug]) for slug in document.topics if slug in titles),
        licenses=tuple(item for item in others if item.kind == PublicationKind.LICENSE),
        trees=tuple(item for item in others if item.kind == PublicationKind.TREE),
        related=tuple(by_slug[slug] for slug in document.related if slug in by_slug),
        is_pinned=is_pinned,
    )
