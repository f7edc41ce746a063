"""What readers are told of an edition beside its words: that it was recalled, or withdrawn.

An edition never changes; these marks stand beside it. They name nobody, and are part of
whatever shows the edition: pages, results, exports, the API, entity tags.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from guidance.core.documents.editions import Context
from guidance.models import ChangedGround, Edition, Publication, PublicationKind, Recall
from guidance.models.editions import HEAVY


@dataclass(frozen=True)
class RecallMark:
    """Why an edition was recalled and what to do instead, in plain text (times are aware)."""

    at: datetime
    reason: str
    advice: str


@dataclass(frozen=True)
class Successor:
    """What is to be read instead of something withdrawn; it may be withdrawn itself by now."""

    kind: str
    slug: str
    title: str
    address: str
    is_withdrawn: bool


@dataclass(frozen=True)
class WithdrawalMark:
    """When a publication was withdrawn; ``reason`` is plain text for readers, or empty."""

    at: datetime
    reason: str
    successor: Successor | None


@dataclass(frozen=True)
class RecalledGround:
    """A recalled edition of a license, which another edition rests on."""

    slug: str
    title: str
    number: int
    address: str
    recall: RecallMark


@dataclass(frozen=True)
class ChangedMark:
    """That a later edition of a license says otherwise what another edition rests on."""

    slug: str
    title: str
    number: int
    address: str
    at: datetime


@dataclass(frozen=True)
class Withdrawn:
    """What stands at the address of something withdrawn; ``last`` is its last edition."""

    publication: Publication
    title: str
    withdrawal: WithdrawalMark
    last: Edition


def recall_of(edition: Edition) -> RecallMark | None:
    """Return an edition's recall, which must have been selected with it."""
    recall: Recall | None = getattr(edition, "recall", None)
    if recall is None:
        return None
    return RecallMark(at=recall.recalled_at, reason=recall.reason, advice=recall.advice)


def withdrawal_of(publication: Publication) -> WithdrawalMark | None:
    """Return that a publication is withdrawn (one query then, where it has a successor)."""
    if publication.withdrawn_at is None:
        return None
    return WithdrawalMark(
        at=publication.withdrawn_at,
        reason=publication.withdrawn_reason,
        successor=_successor(publication),
    )


def _successor(publication: Publication) -> Successor | None:
    """Return what is to be read instead, which the publication then remembers."""
    if publication.successor_id is None:
        return None
    if "successor" not in publication._state.fields_cache:
        rows = Publication.objects.with_cards().in_bulk([publication.successor_id])
        publication.successor = rows[publication.successor_id]
    found: Any = publication.successor
    if found.current is None:
        return None
    return Successor(
        kind=found.kind,
        slug=found.slug,
        title=found.current.title,
        address=found.get_absolute_url(),
        is_withdrawn=found.withdrawn_at is not None,
    )


def withdrawn(kind: str, slug: str) -> Withdrawn | None:
    """Return what was withdrawn from this address, or None where nothing was (two queries)."""
    edition = (
        Edition.objects.filter(
            current_of__kind=kind, current_of__slug=slug, current_of__withdrawn_at__isnull=False
        )
        .with_marks()
        .without_documents()
        .first()
    )
    mark = withdrawal_of(edition.publication) if edition else None
    if edition is None or mark is None:
        return None
    return Withdrawn(
        publication=edition.publication, title=edition.title, withdrawal=mark, last=edition
    )


def recalled_grounds(edition: Edition, context: Context) -> tuple[RecalledGround, ...]:
    """Return the recalled editions of licenses that an edition rests on, by license.

    No query where no edition of any license was ever recalled, else one. An edition that
    does not come from ``with_grounds()`` has none.
    """
    cited = {slug: one for slug, one in context.licenses.items() if one.edition}
    if not cited or not getattr(edition, "has_recalled_licenses", False):
        return ()
    places = reduce(
        or_, (Q(publication__slug=slug, number=one.edition) for slug, one in cited.items())
    )
    found: Any = (
        Edition.objects.filter(
            places, publication__kind=PublicationKind.LICENSE, recall__isnull=False
        )
        .select_related("publication", "recall")
        .without_documents()
        .order_by("publication__slug")
    )
    return tuple(
        RecalledGround(
            slug=one.publication.slug,
            title=cited[one.publication.slug].short_title,
            number=one.number,
            address=one.get_absolute_url(),
            recall=mark,
        )
        for one in found
        if (mark := recall_of(one)) is not None
    )


def changed_grounds(edition: Edition) -> tuple[ChangedMark, ...]:
    """Return the editions of licenses that changed what an edition rests on, by license.

    No query where there is none, else one. An edition that does not come from
    ``with_grounds()`` has none.
    """
    if not getattr(edition, "has_changed_grounds", False):
        return ()
    heavy = [f"ground__{name}" for name in HEAVY]
    found = ChangedGround.objects.waiting().filter(edition=edition.pk)
    found = found.select_related("ground__publication").defer(*heavy).order_by("license")
    return tuple(
        ChangedMark(
            slug=one.license,
            title=one.ground.title,
            number=one.ground.number,
            address=one.ground.get_absolute_url(),
            at=one.at,
        )
        for one in found
    )
