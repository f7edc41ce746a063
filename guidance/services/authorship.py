"""Who wrote what is to be agreed with: nobody reviews their own words."""

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from guidance.models import Contribution, Edition
from guidance.services.holding import KINDS, Draft


def record(row: Draft, *, by: User) -> None:
    """Note that somebody wrote on a draft; to be called with the draft held."""
    Contribution.objects.update_or_create(
        kind=KINDS[type(row)], draft=row.pk, writer=by, edition=None,
        defaults={"at": timezone.now()},
    )  # fmt: skip


def settle(row: Draft, edition: Edition) -> None:
    """Count what was written on a draft until now to the edition that was made of it."""
    mine = Contribution.objects.of_draft(edition.publication.kind, row.pk)
    mine.unpublished().update(edition=edition)


def wrote_draft(row: Draft, user: User) -> bool:
    """Tell whether somebody wrote on a draft since its last edition (one query)."""
    if not settings.FOUR_EYES:
        return False
    written = Contribution.objects.of_draft(KINDS[type(row)], row.pk).unpublished()
    return written.filter(writer=user.pk).exists()


def wrote_edition(edition: Edition, user: User) -> bool:
    """Tell whether somebody wrote what is new in an edition (one query)."""
    return settings.FOUR_EYES and edition.contributions.filter(writer=user.pk).exists()
