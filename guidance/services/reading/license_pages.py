"""What the page of one license shows: for readers, and for the preview of its draft."""

from collections.abc import Sequence

from django.db.models import Q

from guidance.core.documents.cards import LicenseCard
from guidance.core.documents.licenses import License
from guidance.models import Publication, PublicationKind
from guidance.models.editions import PublicationQuerySet
from guidance.services.editions.readings import Reading
from guidance.services.reading.license_parts import license_page

_QUESTIONS_SHOWN = 6


def around_license(slug: str) -> PublicationQuerySet:
    """Return the other licenses, and the questions and questionnaires about this one."""
    about = Q(current__card__licenses__has_key=slug)
    others = Q(kind=PublicationKind.LICENSE) & ~Q(slug=slug)
    return Publication.objects.live().filter(about | others).with_cards()


def license_context(
    reading: Reading[License], others: Sequence[Publication] = ()
) -> dict[str, object]:
    """Return what the page of a license shows; ``others`` are publications around it."""
    questions = [item for item in others if item.kind == PublicationKind.FAQ]
    return {
        "reading": reading,
        "license": reading.document,
        "page": license_page(reading),
        "trees": [item for item in others if item.kind == PublicationKind.TREE],
        "relatives": _relatives(reading.document, others),
        "questions": questions[:_QUESTIONS_SHOWN],
        "questions_total": len(questions),
        "is_pinned": False,
    }


def _relatives(license: License, others: Sequence[Publication]) -> list[Publication]:
    """Return the licenses of the same family, which are those one compares with first."""
    return [
        item
        for item in others
        if license.family
        and isinstance(card := item.card, LicenseCard)
        and card.family == license.family
    ]
