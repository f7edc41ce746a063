"""What a page or an API answer is made from: a document with all that it refers to.

A reading comes from an edition, or from the draft for a preview; pages cannot
tell the difference, and so a preview shows exactly what would be published.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from guidance.core import documents
from guidance.core.editions import Context
from guidance.core.faqs import FaqEntry
from guidance.core.licenses import License
from guidance.core.trees import Tree
from guidance.models import Edition, PublicationKind

D = TypeVar("D", License, FaqEntry, Tree)


@dataclass(frozen=True)
class EditionFacts:
    """Who published and reviewed an edition, and when (times are aware)."""

    number: int
    digest: str
    published_at: datetime
    published_by: str
    note: str
    is_shipped: bool
    reviewed_by: str
    reviewed_at: datetime | None
    is_current: bool
    card: Mapping[str, Any]

    @property
    def is_reviewed(self) -> bool:
        return self.reviewed_at is not None


@dataclass(frozen=True)
class Reading(Generic[D]):
    """A document as readers see it; ``edition`` is None for a draft's preview.

    ``html`` maps each Markdown source in the document and its context to HTML.
    """

    document: D
    context: Context
    html: Mapping[str, str]
    edition: EditionFacts | None


_MEMORY_SIZE = 512
_LARGEST_NUMBER = 2**31 - 1  # what PostgreSQL compares with a number column
_memory: dict[tuple[int, str], tuple[Any, Context]] = {}


def read(edition: Edition) -> "Reading[Any]":
    """Return the reading of an edition; its publication and review must be selected with it.

    An edition never changes, so its parsed form is kept in memory.
    """
    key = (edition.pk, edition.digest)
    parsed = _memory.get(key)
    if parsed is None:
        parsed = documents.parse(edition.document), Context.model_validate(edition.context)
        if len(_memory) >= _MEMORY_SIZE:
            _memory.clear()
        _memory[key] = parsed
    document, context = parsed
    return Reading(document=document, context=context, html=edition.html, edition=facts(edition))


def current_license(slug: str) -> "Reading[License] | None":
    """Return the license under this address as readers see it now, or None (one query)."""
    return current(PublicationKind.LICENSE, slug)


def current_faq(slug: str) -> "Reading[FaqEntry] | None":
    """Return the FAQ entry under this address as readers see it now, or None (one query)."""
    return current(PublicationKind.FAQ, slug)


def current_tree(slug: str) -> "Reading[Tree] | None":
    """Return the questionnaire under this address as readers see it now, or None (one query)."""
    return current(PublicationKind.TREE, slug)


def pinned(kind: str, slug: str, number: int) -> "Reading[Any] | None":
    """Return one numbered edition, or None where there is none or it was withdrawn (one query)."""
    if number > _LARGEST_NUMBER:
        return None
    edition = (
        Edition.objects.public()
        .select_related("publication", "review")
        .filter(publication__kind=kind, publication__slug=slug, number=number)
        .first()
    )
    return read(edition) if edition else None


def preceding(kind: str, slug: str, number: int) -> "Reading[Any] | None":
    """Return the edition before this one, or None where it is the first (one query)."""
    edition = (
        Edition.objects.public()
        .select_related("publication", "review")
        .filter(publication__kind=kind, publication__slug=slug, number__lt=number)
        .order_by("-number")
        .first()
    )
    return read(edition) if edition else None


def current_of_kind(kind: str) -> "list[Reading[Any]]":
    """Return all current readings of a kind, with their documents (one query)."""
    editions = (
        Edition.objects.filter(current_of__kind=kind, current_of__withdrawn_at__isnull=True)
        .select_related("publication", "review")
        .order_by("publication__position", "publication__slug")
    )
    return [read(edition) for edition in editions]


def current(kind: str, slug: str) -> "Reading[Any] | None":
    """Return what is under this address as readers see it now, or None (one query)."""
    edition = (
        Edition.objects.filter(
            current_of__kind=kind, current_of__slug=slug, current_of__withdrawn_at__isnull=True
        )
        .select_related("publication", "review")
        .first()
    )
    return read(edition) if edition else None


def facts(edition: Edition) -> EditionFacts:
    """Return an edition's facts; publication and review must have been selected with it."""
    review = getattr(edition, "review", None)
    return EditionFacts(
        number=edition.number,
        digest=edition.digest,
        published_at=edition.published_at,
        published_by=edition.published_by_name,
        note=edition.note,
        is_shipped=edition.is_shipped,
        reviewed_by=review.reviewer_name if review else "",
        reviewed_at=review.reviewed_at if review else None,
        is_current=edition.publication.current_id == edition.pk,
        card=edition.card,
    )
