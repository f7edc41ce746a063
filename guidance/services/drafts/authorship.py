"""Who wrote what is to be agreed with, and what they changed: nobody reviews their own words."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from guidance.core.histories.fields import Content, compared, flat
from guidance.models import Contribution, DraftChange, DraftContent, Edition, ReviewRequest
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.drafts.rows_to_document import content_of, read_ahead


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
    note(rows, by=by, at=now)


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


def note(rows: Iterable[Draft], *, by: User, at: datetime | None = None) -> None:
    """Note what somebody changed in drafts; to be called with them held, after writing."""
    written = list(rows)
    for model in KINDS:
        mine = [row.pk for row in written if type(row) is model]
        if mine:
            for row in read_ahead(model._default_manager.filter(pk__in=mine)):
                _note(row, by=by, at=at or timezone.now())


def _note(row: Draft, *, by: User, at: datetime) -> None:
    kind = KINDS[type(row)]
    held = DraftContent.objects.filter(kind=kind, draft=row.pk).first()
    said = held.content if held else _published(kind, row.slug)
    now = flat(content_of(row))
    changed = list(compared(said, now))
    if not changed:
        return
    content = held or DraftContent(kind=kind, draft=row.pk)
    content.content = now
    content.save()
    DraftChange.objects.create(
        kind=kind,
        draft=row.pk,
        writer=by,
        writer_name=by.get_full_name() or by.get_username(),
        at=at,
        changes=changed,
        is_first=held is None and bool(said),
    )


def forget(row: Draft) -> None:
    """Forget what a draft said last: nobody in particular has written it anew (one query)."""
    DraftContent.objects.filter(kind=KINDS[type(row)], draft=row.pk).delete()


def changes_of(row: Draft, *, most: int = 200) -> list[DraftChange]:
    """Return what was changed in a draft, newest first (one query)."""
    mine = DraftChange.objects.filter(kind=KINDS[type(row)], draft=row.pk)
    return list(mine[:most])


def _published(kind: str, slug: str) -> Content:
    document = (
        Edition.objects.filter(current_of__kind=kind, current_of__slug=slug)
        .values_list("document", flat=True)
        .first()
    )
    return flat(document) if document else {}
