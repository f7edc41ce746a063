"""Keep what readers write, find it again by its private link, answer it, and forget it in time."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guidance.models import Feedback

SECRET_BYTES = 18


def keep(*, kind: str, about: str, said: str, answers: str = "") -> str:
    """Keep what a reader wrote; return the secret of its private link, which is not kept."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    forget()
    Feedback.objects.create(
        kind=kind,
        about=about,
        said=said,
        answers=answers,
        secret_digest=_hashed(secret),
        written_at=timezone.now(),
    )
    return secret


def found(secret: str) -> Feedback | None:
    """Return what was written under a private link; None where it was deleted or forgotten."""
    row = Feedback.objects.filter(secret_digest=_hashed(secret)).first()
    return row if row and row.written_at >= oldest() else None


@transaction.atomic
def reply(row: Feedback, *, words: str, by: User) -> Feedback:
    """Let the reader see these words at the private link."""
    row = Feedback.objects.select_for_update().get(pk=row.pk)
    row.reply = words
    row.replied_at = timezone.now() if words else None
    row.replied_by = by if words else None
    row.save(update_fields=["reply", "replied_at", "replied_by"])
    return row


def delete(secret: str) -> bool:
    """Delete what was written under a private link; tell whether there was anything."""
    return bool(Feedback.objects.filter(secret_digest=_hashed(secret)).delete()[0])


def forget(*, at: datetime | None = None) -> int:
    """Delete what was written longer ago than it is kept; return how much that was."""
    return Feedback.objects.filter(written_at__lt=oldest(at)).delete()[0]


def oldest(at: datetime | None = None) -> datetime:
    """Return when what is still kept may have been written at the earliest."""
    return (at or timezone.now()) - timedelta(days=settings.FEEDBACK_DAYS)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
