"""Ask for a review of a draft, answer it, withdraw it.

An agreement is with one digest, the draft to the byte. Publishing exactly that makes the
edition reviewed (``publishing.publish``); anything else says that the draft has changed.
"""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guidance.models import ReviewRequest, ReviewVerdict
from guidance.services.drafts.authorship import OwnWords, drafts_written_by, writers_of, wrote_draft
from guidance.services.drafts.holding import KINDS, Draft, hold
from guidance.services.mailing import telling
from guidance.services.people import name_of
from guidance.services.publishing.acts import DraftChanged, NotPublishable
from guidance.services.publishing.inspecting import inspect


class AlreadyAsked(Exception):
    """Raised with the request that waits for an answer."""

    def __init__(self, request: ReviewRequest) -> None:
        super().__init__(str(request))
        self.request = request


class NothingToReview(Exception):
    """Raised when a draft makes no document, or says what its edition says."""


class NotAsked(Exception):
    """Raised when no request waits for an answer (any more)."""


def standing_request(row: Draft) -> ReviewRequest | None:
    """Return the request that is to be answered, or acted upon, or None (one query)."""
    return ReviewRequest.objects.of_draft(KINDS[type(row)], row.pk).standing().first()


def may_ask(row: Draft, user: User) -> bool:
    """Tell whether ``user`` writes drafts of this kind, and so may have one reviewed."""
    return user.has_perm(f"guidance.change_{row._meta.model_name}")


def may_answer(
    request: ReviewRequest, user: User, *, written: set[tuple[str, int]] | None = None
) -> bool:
    """Tell whether ``user`` is a reviewer, and another than who asked or wrote the draft.

    ``written`` are the drafts that they wrote on (``drafts_written_by``), where several
    requests are looked at; else it takes a query.
    """
    if not user.has_perm("guidance.review_guidance") or request.asked_by_id == user.pk:
        return False
    own = drafts_written_by(user) if written is None else written
    return (request.kind, request.draft) not in own


def may_withdraw(request: ReviewRequest, user: User) -> bool:
    """Tell whether ``user`` asked, or publishes and so decides when a draft is ready."""
    return request.asked_by_id == user.pk or user.has_perm("guidance.publish_guidance")


@transaction.atomic
def ask(row: Draft, *, by: User, note: str = "") -> ReviewRequest:
    """Ask for a review of a draft as it is now; an answered request is thereby closed.

    Raises PermissionDenied, AlreadyAsked where a request still waits, and NothingToReview.
    """
    if not may_ask(row, by):
        raise PermissionDenied("Only who writes a draft can have it reviewed.")
    row = hold(row)
    standing = standing_request(row)
    if standing and standing.is_open:
        raise AlreadyAsked(standing)
    inspection = inspect(row)
    if not inspection.digest or not inspection.state.is_publishable:
        raise NothingToReview(str(row))
    now = timezone.now()
    ReviewRequest.objects.of_draft(KINDS[type(row)], row.pk).standing().update(closed_at=now)
    asked = ReviewRequest.objects.create(
        kind=KINDS[type(row)], draft=row.pk, asked_by=by, asked_by_name=name_of(by),
        asked_at=now, asked_digest=inspection.digest, note=note,
    )  # fmt: skip
    telling.of_request(row, asked, by=by)
    return asked


@transaction.atomic
def answer(
    row: Draft, *, by: User, verdict: ReviewVerdict, seen: str, note: str = ""
) -> ReviewRequest:
    """Answer the open request of a draft.

    ``seen`` is the digest of the draft that the reviewer looked at. Raises NotAsked,
    OwnWords where they wrote on it themselves since its last edition (a setting),
    PermissionDenied, DraftChanged where the draft is another by now, and NotPublishable
    where a reviewer would agree with errors.
    """
    row = hold(row)
    request = standing_request(row)
    if request is None or not request.is_open:
        raise NotAsked(str(row))
    if wrote_draft(row, by):
        raise OwnWords("Another reviewer has to answer: you wrote on this draft.")
    if not may_answer(request, by):
        raise PermissionDenied("Another person, a reviewer, has to answer.")
    inspection = inspect(row)
    if seen != inspection.digest:
        raise DraftChanged(str(row))
    if verdict == ReviewVerdict.AGREES and inspection.errors:
        raise NotPublishable(inspection.errors)
    request.reviewer = by
    request.reviewer_name = name_of(by)
    request.answered_at = timezone.now()
    request.verdict = verdict
    request.answer = note
    request.seen_digest = seen
    request.save()
    telling.of_answer(row, request, by=by)
    return request


@transaction.atomic
def withdraw(row: Draft, *, by: User) -> ReviewRequest:
    """Close the request that stands on a draft, answered or not.

    Raises NotAsked, and PermissionDenied for anybody but who asked and publishers.
    """
    request = standing_request(hold(row))
    if request is None:
        raise NotAsked(str(row))
    if not may_withdraw(request, by):
        raise PermissionDenied("Only who asked, or a publisher, can withdraw a request.")
    request.closed_at = timezone.now()
    request.save()
    return request


def will_be_reviewed(
    row: Draft, request: ReviewRequest | None, digest: str, publisher: User
) -> bool:
    """Tell whether a draft of this digest, published by ``publisher``, is reviewed at once."""
    if request is None or not request.is_agreed or request.seen_digest != digest:
        return False
    return request.reviewer_id != publisher.pk and request.reviewer_id not in writers_of(row)


def requests_of(row: Draft) -> list[ReviewRequest]:
    """Return all requests on a draft, newest first (one query)."""
    return list(ReviewRequest.objects.of_draft(KINDS[type(row)], row.pk))
