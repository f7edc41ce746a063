"""Recall an edition that was found to be wrong: a mark on it, public and for ever."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guidance.models import Edition, Recall
from guidance.services.people import name_of
from guidance.services.publishing.withdrawals import hold_publication


class AlreadyRecalled(Exception):
    """Raised with the recall that stands; there is one for an edition, and it never changes."""

    def __init__(self, recall: Recall) -> None:
        super().__init__(str(recall))
        self.recall = recall


class NoWords(Exception):
    """Raised when a recall does not say what is wrong and what to do instead."""


@transaction.atomic
def recall(
    edition: Edition, *, reason: str, advice: str, by: User | None, at: datetime | None = None
) -> Recall:
    """Mark an edition as wrong, for ever; whatever stands on it says so from then on.

    ``reason`` and ``advice`` are plain text for readers: what is wrong, what to do instead.
    It stays as public as it was. Raises NoWords, and AlreadyRecalled with what stands.
    """
    reason, advice = reason.strip(), advice.strip()
    if not reason or not advice:
        raise NoWords(str(edition))
    hold_publication(edition.publication)
    standing = Recall.objects.filter(edition=edition).first()
    if standing:
        raise AlreadyRecalled(standing)
    return Recall.objects.create(
        edition=edition,
        reason=reason,
        advice=advice,
        recalled_at=at or timezone.now(),
        recalled_by=by,
        recalled_by_name=name_of(by) if by else "",
    )
