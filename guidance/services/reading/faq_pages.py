"""What the page of one question shows: for readers, and for the preview of its draft."""

from collections.abc import Sequence

from django.db.models import Q

from guidance.core.documents.faqs import FaqEntry
from guidance.models import Publication, PublicationKind
from guidance.models.editions import PublicationQuerySet
from guidance.services.editions.readings import Reading
from guidance.services.results.citing import cite_all


def around_faq(reading: Reading[FaqEntry]) -> PublicationQuerySet:
    """Return its related questions, its licenses and the questionnaires about those."""
    related = Q(kind=PublicationKind.FAQ, slug__in=reading.document.related)
    licenses = Q(kind=PublicationKind.LICENSE, slug__in=reading.document.licenses)
    trees = Q()
    for slug in reading.document.licenses:
        trees |= Q(kind=PublicationKind.TREE, current__card__licenses__has_key=slug)
    return Publication.objects.live().filter(related | licenses | trees).with_cards()


def faq_context(
    reading: Reading[FaqEntry], others: Sequence[Publication] = ()
) -> dict[str, object]:
    """Return what the page of a question shows; ``others`` are publications around it."""
    by_slug = {item.slug: item for item in others if item.kind == PublicationKind.FAQ}
    document = reading.document
    return {
        "reading": reading,
        "entry": document,
        "citations": cite_all(document.citations, reading.context),
        "topics": [
            (slug, reading.context.topics[slug])
            for slug in document.topics
            if slug in reading.context.topics
        ],
        "licenses": [item for item in others if item.kind == PublicationKind.LICENSE],
        "trees": [item for item in others if item.kind == PublicationKind.TREE],
        "related": [by_slug[slug] for slug in document.related if slug in by_slug],
        "is_pinned": False,
    }
