"""Publish a draft as an edition, restore one, confirm one as a reviewer.

Publishing checks the draft, copies what it refers to, renders its Markdown and
appends an immutable edition, in one transaction.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guidance.core import documents
from guidance.core.checks import Finding
from guidance.core.documents import InvalidDocument
from guidance.models import Edition, Publication, Review, ReviewRequest
from guidance.services import searching
from guidance.services.documents import Draft, document_of
from guidance.services.drafting import store
from guidance.services.holding import hold
from guidance.services.inspecting import (
    DraftState,
    Inspection,
    current_edition,
    findings_of,
    inspect,
    kind_of,
    preview_of,
    published_licenses,
    says,
    state_of,
)
from guidance.services.people import name_of
from guidance.services.snapshots import card_of, context_of, digest_of, html_of
from guidance.services.withdrawals import bring_back, withdraw


class NotPublishable(Exception):
    """Raised with the findings that block publishing."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


class NothingToPublish(Exception):
    """Raised when the draft says what the current edition says."""


class DraftChanged(Exception):
    """Raised when the draft is no longer the one that was looked at."""


@transaction.atomic
def publish(
    row: Draft,
    *,
    by: User | None,
    note: str,
    at: datetime | None = None,
    is_shipped: bool = False,
    seen: str = "",
) -> Edition:
    """Append an edition of the draft and make it current; return it.

    ``seen`` is the digest of the inspection that the publisher looked at. Raises
    DraftChanged where the draft is another by now, NotPublishable with the findings
    where it has errors, NothingToPublish where it says what the current edition says, and
    Gone where it was deleted meanwhile. ``by`` is None only for what ships with the portal.
    Where a reviewer, another than ``by``, agreed with exactly this draft, the edition is
    reviewed at once.
    """
    draft: Any = row
    row = hold(draft)
    try:
        document = document_of(row)
    except InvalidDocument as error:
        raise NotPublishable(inspect(row).errors) from error
    context = context_of(document, with_drafts=is_shipped)
    digest = digest_of(document, context)
    publication, _ = Publication.objects.get_or_create(kind=kind_of(document), slug=document.slug)
    publication = (
        Publication.objects.select_for_update(of=("self",))
        .select_related("current")
        .get(pk=publication.pk)
    )
    last = publication.current
    if last and publication.withdrawn_at is None and says(last, document, context):
        raise NothingToPublish(f"{publication} v{last.number}")
    if seen and seen != digest:
        raise DraftChanged(f"{publication}: {seen[:12]}, now {digest[:12]}")
    errors = tuple(f for f in findings_of(document) if f.severity == "error")
    if errors:
        raise NotPublishable(errors)
    edition = Edition.objects.create(
        publication=publication,
        number=publication.editions.count() + 1,
        document=documents.as_data(document),
        context=context.model_dump(mode="json", exclude_defaults=True),
        html=html_of(document, context),
        card=card_of(document, context),
        digest=digest,
        note=note,
        published_at=at or timezone.now(),
        published_by=by,
        published_by_name=name_of(by) if by else "",
        is_shipped=is_shipped,
    )
    publication.current = edition
    publication.position = getattr(row, "position", 0)
    publication.clear_withdrawal()
    publication.save()
    _settle_reviews(row, edition)
    searching.index(publication, document, context)
    return edition


def _settle_reviews(row: Draft, edition: Edition) -> None:
    """Let an edition be reviewed by who agreed with exactly it; close what was asked."""
    requests = ReviewRequest.objects.of_draft(edition.publication.kind, row.pk)
    agreed = requests.agreeing_with(edition.digest)
    if edition.published_by_id is not None:
        agreed = agreed.exclude(reviewer=edition.published_by_id)
    request: Any = agreed.first()
    if request:
        Review.objects.create(
            edition=edition,
            reviewer=request.reviewer,
            reviewer_name=request.reviewer_name,
            reviewed_at=request.answered_at,
            note=request.answer,
        )
    requests.standing().update(closed_at=edition.published_at)


@transaction.atomic
def restore(edition: Edition, *, row: Draft, seen: str = "") -> Draft:
    """Write an edition back into the draft, replacing what is there; return the row.

    ``seen`` is the digest of the draft that is given up. Raises DraftChanged where the
    draft is another by now, and InvalidDocument where the edition names a text,
    topic or license that is not held any more.
    """
    row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if seen and seen != inspect(row).digest:
        raise DraftChanged(str(row))
    stored = store(documents.parse(edition.document), file=str(edition))
    assert stored is not None  # noqa: S101 - only topics have no row
    return stored


@transaction.atomic
def confirm(edition: Edition, *, by: User, note: str = "") -> Review:
    """Record that a reviewer stands by an edition; given once, kept for ever.

    Raises PermissionDenied where the reviewer published it themselves.
    """
    if edition.published_by_id == by.pk:
        raise PermissionDenied("Another person has to confirm what you published.")
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
    "DraftChanged", "DraftState", "Inspection", "NotPublishable", "NothingToPublish",
    "bring_back", "confirm", "current_edition", "findings_of", "inspect", "kind_of",
    "preview_of", "publish", "published_licenses", "restore", "state_of", "withdraw",
]  # fmt: skip
