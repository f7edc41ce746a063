"""What the page of one license shows: for readers, and for the preview of its draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from guidance.core.documents.cards import LicenseCard
from guidance.core.documents.licenses import License
from guidance.models import Publication, PublicationKind
from guidance.models.editions import PublicationQuerySet
from guidance.services.editions.readings import Reading
from guidance.services.reading.license_parts import LicensePage, license_page

_QUESTIONS_SHOWN = 6


def around_license(slug: str) -> PublicationQuerySet:
    """Return the other licenses, and the questions and questionnaires about this one."""
    about = Q(current__card__licenses__has_key=slug)
    others = Q(kind=PublicationKind.LICENSE) & ~Q(slug=slug)
    return Publication.objects.live().filter(about | others).with_cards()


@dataclass(frozen=True)
class AnnotatedLicense:
    """A license with what is around it; the fields are the names that the template knows.

    ``questions`` are the first of ``questions_total``; ``relatives`` are of the same family.
    """

    reading: Reading[License]
    license: License
    page: LicensePage
    trees: tuple[Publication, ...]
    relatives: tuple[Publication, ...]
    questions: tuple[Publication, ...]
    questions_total: int
    is_pinned: bool


def annotated_license(
    reading: Reading[License], others: Sequence[Publication] = (), *, is_pinned: bool = False
) -> AnnotatedLicense:
    """Return what the page of a license shows; ``others`` are publications around it."""
    questions = tuple(item for item in others if item.kind == PublicationKind.FAQ)
    return AnnotatedLicense(
        reading=reading,
        license=reading.document,
        page=license_page(reading),
        trees=tuple(item for item in others if item.kind == PublicationKind.TREE),
        relatives=_relatives(reading.document, others),
        questions=questions[:_QUESTIONS_SHOWN],
        questions_total=len(questions),
        is_pinned=is_pinned,
    )


def _relatives(license: License, others: Sequence[Publication]) -> tuple[Publication, ...]:
    """Return the licenses of the same family, which are those one compares with first."""
    return tuple(
        item
        for item in others
        if license.family
        and isinstance(card := item.card, LicenseCard)
        and card.family == license.family
    )
