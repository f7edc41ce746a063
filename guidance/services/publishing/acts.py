"""Publish a draft as an edition, restore one, confirm one as a reviewer.

Publishing checks the draft, copies what it refers to, renders its Markdown and
appends an immutable edition. What takes its time is done before the draft is held; then it is
read once more, in the transaction that writes, and only what is the same to the byte is used.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guidance.core.checks import Finding
from guidance.core.documents import cards, formats
from guidance.core.documents.formats import InvalidDocument
from guidance.core.documents.licenses import License
from guidance.models import Edition, Publication, Review, ReviewRequest, SearchEntry
from guidance.services.drafts import authorship
from guidance.services.drafts.authorship import OwnWords, require_agreement
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.holding import Draft, hold
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.editions import snapshots
from guidance.services.editions.snapshots import Snapshot, context_of, digest_of, snapshot_of
from guidance.services.mailing import telling
from guidance.services.naming.keeping import keep
from guidance.services.people import name_of
from guidance.services.publishing import withdrawals
from guidance.services.publishing.grounds import note_changes
from guidance.services.publishing.inspecting import (
    DraftState,
    Inspection,
    current_edition,
    findings_of,
    inspect,
    kind_of,
    look_of,
    preview_of,
    published_licenses,
    says,
    state_of,
)
from guidance.services.publishing.withdrawals import bring_back, withdraw
from guidance.services.search import index
from guidance.services.search.entries import entries_of


class NotPublishable(Exception):
    """Raised with the findings that block publishing."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


class NothingToPublish(Exception):
    """Raised when the draft says what the current edition says."""


class DraftChanged(Exception):
    """Raised when the draft is no longer the one that was looked at."""


class PublicationMoved(DraftChanged):
    """Raised when something was published, withdrawn or brought back since it was looked at."""


def standing_of(edition: Edition | None, publication: Publication | None) -> str:
    """Name what is public under an address: the edition, and since when it is withdrawn."""
    withdrawn = publication.withdrawn_at if publication else None
    return (
        f"{edition.number if edition else 0} {withdrawn.isoformat() if withdrawn else ''}".strip()
    )


@dataclass(frozen=True)
class _Ready:
    """What an edition would hold, and what would be found in it, made before anybody waits."""

    snapshot: Snapshot
    entries: list[SearchEntry]


def publish(
    row: Draft,
    *,
    by: User | None,
    note: str,
    at: datetime | None = None,
    is_shipped: bool = False,
    seen: str = "",
    over: str = "",
    look_again_on: date | None = None,
) -> Edition:
    """Append an edition of the draft and make it current; return it.

    ``seen`` is the digest of the inspection that the publisher looked at, and ``over`` what
    was public then (``standing_of``); ``look_again_on`` the day by which somebody has to look
    again. Raises PublicationMoved and DraftChanged where those are others by now, NotPublishable
    with the findings where it has errors, NothingToPublish where it says what the edition says,
    and Gone where it was deleted. ``by`` is None only for what ships with the portal.
    Where a reviewer, another than ``by``, agreed with exactly this draft, the edition is
    reviewed at once; a setting refuses all others with NotApproved.
    """
    ready = _ready(row, seen, with_drafts=is_shipped)
    with transaction.atomic():
        edition = _publish(
            row, ready, by=by, note=note, at=at, is_shipped=is_shipped, seen=seen, over=over
        )
        if not is_shipped:
            mine = Publication.objects.filter(pk=edition.publication_id)
            mine.update(look_again_on=look_again_on)
            telling.of_edition(row, edition, by=by)
        return edition


def _ready(row: Draft, seen: str, *, with_drafts: bool) -> _Ready | None:
    """Do without a lock what takes its time: checks, Markdown, ways, words for the search.

    None where there is nothing to get ready. It is used only if, with the draft held, the digest
    is still the same; else what is there then is checked and rendered.
    """
    found = type(row)._default_manager.filter(pk=row.pk).first()
    try:
        document = document_of(found) if found else None
    except InvalidDocument:
        return None
    if document is None:
        return None
    licenses = snapshots.licenses_for(document)
    context = context_of(document, with_drafts=with_drafts, licenses=licenses)
    if seen and seen != digest_of(document, context):
        return None
    findings_of(document, licenses)  # remembered
    snapshot = snapshot_of(document, context)
    nobody = Publication(kind=kind_of(document), slug=document.slug)
    return _Ready(snapshot, list(entries_of(nobody, document, context)))


def _publish(
    row: Draft,
    ready: _Ready | None,
    *,
    by: User | None,
    note: str,
    at: datetime | None,
    is_shipped: bool,
    seen: str,
    over: str,
) -> Edition:
    row = hold(row)
    try:
        document = document_of(row)
    except InvalidDocument as error:
        raise NotPublishable(inspect(row).errors) from error
    licenses = snapshots.licenses_for(document)
    context = context_of(document, with_drafts=is_shipped, licenses=licenses)
    digest = digest_of(document, context)
    publication = hold_publication(kind_of(document), document.slug)
    last = publication.current
    if last and publication.withdrawn_at is None and says(last, document, context):
        raise NothingToPublish(f"{publication} v{last.number}")
    if seen and seen != digest:
        raise DraftChanged(f"{publication}: {seen[:12]}, now {digest[:12]}")
    if over and over != standing_of(last, publication):
        raise PublicationMoved(str(publication))
    errors = tuple(f for f in findings_of(document, licenses) if f.severity == "error")
    if errors:
        raise NotPublishable(errors)
    if not is_shipped:
        require_agreement(row, digest, by=by)
    is_ready = ready is not None and ready.snapshot.digest == digest
    return append(
        row,
        ready.snapshot if ready and is_ready else snapshot_of(document, context),
        publication=publication, position=getattr(row, "position", 0),
        by=by, note=note, at=at, is_shipped=is_shipped,
        entries=ready.entries if ready and is_ready else None,
    )  # fmt: skip


def hold_publication(kind: str, slug: str) -> Publication:
    """Lock what is public under an address, made where nothing is, until the transaction ends."""
    publication, _ = Publication.objects.get_or_create(kind=kind, slug=slug)
    return (
        Publication.objects.select_for_update(of=("self",))
        .select_related("current")
        .get(pk=publication.pk)
    )


def append(
    row: Draft,
    snapshot: Snapshot,
    *,
    publication: Publication,
    position: int,
    by: User | None,
    note: str,
    at: datetime | None = None,
    is_shipped: bool = False,
    entries: list[SearchEntry] | None = None,
) -> Edition:
    """Make the next edition of a publication and let it be current: the one way to the public.

    For whoever holds the draft and the publication, and has found that just this may be
    published: ``publish`` for what a person looked at, ``packs`` for what ships. ``entries``
    are what the search is to find in it, where they are made already.
    """
    edition = Edition.objects.create(
        publication=publication,
        number=publication.editions.count() + 1,
        document=formats.as_data(snapshot.document),
        context=snapshot.context.model_dump(mode="json", exclude_defaults=True),
        html=snapshot.html,
        card=cards.as_data(snapshot.card),
        digest=snapshot.digest,
        note=note,
        published_at=at or timezone.now(),
        published_by=by,
        published_by_name=name_of(by) if by else "",
        is_shipped=is_shipped,
    )
    publication.current = edition
    publication.position = position
    publication.clear_withdrawal()
    publication.save()
    _settle_reviews(row, edition)
    index.index(publication, snapshot.document, snapshot.context, entries=entries)
    keep(publication, snapshot.document)
    if isinstance(snapshot.document, License) and edition.number > 1:
        note_changes(edition, snapshot.document, at=edition.published_at)
    return edition


def _settle_reviews(row: Draft, edition: Edition) -> None:
    """Let an edition be reviewed by who agreed with exactly it; close what was asked."""
    request: Any = authorship.agreement_with(row, edition.digest, by=edition.published_by)
    if request:
        Review.objects.create(
            edition=edition, reviewer=request.reviewer, reviewer_name=request.reviewer_name,
            reviewed_at=request.answered_at, note=request.answer,
        )  # fmt: skip
    requests = ReviewRequest.objects.of_draft(edition.publication.kind, row.pk)
    requests.standing().update(closed_at=edition.published_at)
    authorship.settle(row, edition)


@transaction.atomic
def restore(edition: Edition, *, row: Draft, by: User, seen: str) -> Draft:
    """Write an edition back into the draft, replacing what is there; return the row.

    ``seen`` names the draft that is given up, as ``look_of`` did when it was shown; no part
    of it may be another since. Raises DraftChanged where it is, Gone where the draft was
    deleted, and InvalidDocument where the edition names a text, topic or license that is
    not held any more.
    """
    row = hold(row)
    if seen != look_of(row):
        raise DraftChanged(str(row))
    stored = store(formats.parse(edition.document), file=str(edition), by=by)
    assert stored is not None  # noqa: S101 - only topics have no row
    return stored


@transaction.atomic
def confirm(edition: Edition, *, by: User, note: str = "") -> Review:
    """Record that a reviewer stands by an edition; given once, kept for ever.

    Raises PermissionDenied where the reviewer published it themselves, and OwnWords where
    they wrote what is new in it.
    """
    if edition.published_by_id == by.pk:
        raise PermissionDenied("Another person has to confirm what you published.")
    if authorship.editions_written_by(by, [edition]):
        raise OwnWords("Another person has to confirm what you wrote.")
    # Two reviewers come one after the other, and the packs see a review before they publish.
    withdrawals.hold_publication(edition.publication)
    review, _ = Review.objects.get_or_create(
        edition=edition,
        defaults={
            "reviewer": by,
            "reviewer_name": name_of(by),
            "reviewed_at": timezone.now(),
            "note": note,
        },
    )
    return review


__all__ = [
    "DraftChanged", "DraftState", "Inspection", "NotPublishable", "NothingToPublish", "append",
    "bring_back", "confirm", "current_edition", "findings_of", "hold_publication", "inspect",
    "kind_of", "preview_of", "publish", "published_licenses", "restore", "state_of", "withdraw",
]  # fmt: skip
