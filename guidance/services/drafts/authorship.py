"""Who wrote what is to be agreed with: nobody reviews their own words."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from guidance.models import Contribution, Edition, ReviewRequest
from guidance.services.drafts import histories
from guidance.services.drafts.holding import KINDS, Draft


class OwnWords(PermissionDenied):
    """Raised where somebody would agree with what they wrote themselves."""


class NotApproved(Exception):
    """Raised where only what a reviewer agreed with is published, and nobody agreed with this."""


def record(*rows: Draft, by: User) -> None:
    """Note that somebody wrote on drafts, and what; to be called with them held, after writing."""
    now = timezone.now()
    wanted = {(KINDS[type(row)].value, row.pk) for row in rows}
    mine = Contribution.objects.unpublished().filter(writer=by)
    mine = mine.filter(kind__in={kind for kind, _ in wanted}, draft__in={pk for _, pk in wanted})
    found = {(one.kind, one.draft): one.pk for one in mine}
    mine.filter(pk__in=[found[one] for one in wanted & set(found)]).update(at=now)
    Contribution.objects.bulk_create(
        Contribution(kind=kind, draft=pk, writer=by, at=now)
        for kind, pk in sorted(wanted - set(found))
    )
    histories.note(rows, by=by, at=now)


def settle(row: Draft, edition: Edition) -> None:
    """Count what was written on a draft until now to the edition that was made of it."""
    mine = Contribution.objects.of_draft(edition.publication.kind, row.pk)
    mine.unpublished().update(edition=edition)


def wrote_draft(row: Draft, user: User) -> bool:
    """Tell whether somebody wrote on a draft since its last edition (one query)."""
    return (KINDS[type(row)].value, row.pk) in drafts_written_by(user)


def drafts_written_by(user: User) -> set[tuple[str, int]]:
    """Return kind and number of each draft that somebody wrote on since its last edition.

    Empty where the team lets people agree with their own words (one query).
    """
    if not settings.FOUR_EYES:
        return set()
    mine = Contribution.objects.unpublished().filter(writer=user.pk)
    return set(mine.values_list("kind", "draft"))


def writers_of(row: Draft) -> set[int]:
    """Return the numbers of who wrote on a draft since its last edition (one query)."""
    if not settings.FOUR_EYES:
        return set()
    written = Contribution.objects.of_draft(KINDS[type(row)], row.pk).unpublished()
    return set(written.values_list("writer", flat=True))


def agreement_with(row: Draft, digest: str, *, by: User | None) -> ReviewRequest | None:
    """Return the first answer that agrees with exactly this draft, or None (two queries).

    Not that of whoever publishes it, nor of who has written on it since its last edition,
    though the draft may say again what they had agreed with.
    """
    agreed = ReviewRequest.objects.of_draft(KINDS[type(row)], row.pk).agreeing_with(digest)
    agreed = agreed.exclude(reviewer__in=writers_of(row))
    if by is not None:
        agreed = agreed.exclude(reviewer=by)
    return agreed.first()


def require_agreement(row: Draft, digest: str, *, by: User | None) -> None:
    """Raise NotApproved where a team publishes only what was agreed with, and this is not."""
    if settings.REVIEW_REQUIRED and agreement_with(row, digest, by=by) is None:
        raise NotApproved(str(row))


def editions_written_by(user: User, editions: Iterable[Edition]) -> set[int]:
    """Return the numbers (keys) of those editions that say what somebody wrote (one query)."""
    if not settings.FOUR_EYES:
        return set()
    keys = [edition.pk for edition in editions]
    mine = Contribution.objects.filter(writer=user.pk, edition__in=keys)
    return set(mine.values_list("edition", flat=True))
