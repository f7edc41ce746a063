"""What the page of one license shows: for readers, and for the preview of its draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from guidance.core.documents.cards import LicenseCard
from guidance.core.documents.licenses import License
from guidance.models import Publication, PublicationKind
from guidance.models.said import Shown
from guidance.services.editions.readings import Reading
from guidance.services.reading.license_parts import LicensePage, license_page
from guidance.services.reading.license_ways import Row, ShownPolicy, Way, rows_of, shown_policies
from guidance.services.reading.resting import resting_on

_QUESTIONS_SHOWN = 6
_WHOLE = Way()


def around_license(license: License) -> list[Shown]:
    """Return the licenses of its family, and the questions and questionnaires about it."""
    said = [("license", license.slug)]
    if license.family:
        said.append(("family", license.family))
    found = Publication.objects.live().saying(*said)
    return found.exclude(kind=PublicationKind.LICENSE, slug=license.slug).shown()


class Citing(NamedTuple):
    """What every citation of a clause says beside the clause: the title, and which guidance."""

    title: str
    edition: str


@dataclass(frozen=True)
class AnnotatedLicense:
    """A license with what is around it; the fields are the names that the template knows.

    ``questions`` are the first of ``questions_total``; ``relatives`` are of the same family.
    ``way`` is how it is read, ``rows`` and ``policies`` are the clauses to show.
    ``fixed`` is the address of this very edition, "" for a draft.
    """

    reading: Reading[License]
    license: License
    page: LicensePage
    way: Way
    rows: tuple[Row, ...]
    policies: tuple[ShownPolicy, ...]
    fixed: str
    citing: Citing
    trees: tuple[Shown, ...]
    relatives: tuple[Shown, ...]
    questions: tuple[Shown, ...]
    questions_total: int
    is_pinned: bool


def annotated_license(
    reading: Reading[License],
    others: Sequence[Shown] = (),
    *,
    is_pinned: bool = False,
    way: Way = _WHOLE,
) -> AnnotatedLicense:
    """Return what the page of a license shows; ``others`` are publications around it.

    What those cite is asked for where it is not known yet (one query).
    """
    page = license_page(reading)
    resting = resting_on(reading.document, others)
    questions = tuple(item for item in others if item.kind == PublicationKind.FAQ)
    return AnnotatedLicense(
        reading=reading,
        license=reading.document,
        page=page,
        way=way,
        rows=rows_of(page, way, resting),
        policies=shown_policies(reading.document, way, resting),
        fixed=_fixed(reading),
        citing=_citing(reading),
        trees=tuple(item for item in others if item.kind == PublicationKind.TREE),
        relatives=_relatives(reading.document, others),
        questions=questions[:_QUESTIONS_SHOWN],
        questions_total=len(questions),
        is_pinned=is_pinned,
    )


def _fixed(reading: Reading[License]) -> str:
    if reading.edition is None:
        return ""
    return reverse("guidance:license-edition", args=[reading.document.slug, reading.edition.number])


def _citing(reading: Reading[License]) -> Citing:
    edition = reading.edition
    words = gettext("guidance version %(number)d of %(at)s")
    at = date_format(localtime(edition.published_at), "j F Y") if edition else ""
    return Citing(
        title=reading.document.title,
        edition=words % {"number": edition.number, "at": at} if edition else "",
    )


def _relatives(license: License, others: Sequence[Shown]) -> tuple[Shown, ...]:
    """Return the licenses of the same family, which are those one compares with first."""
    return tuple(
        item
        for item in others
        if license.family
        and isinstance(card := item.card, LicenseCard)
        and card.family == license.family
    )
