"""Results kept under a short link: an edition, answers and a title, nothing about the visitor."""

import hashlib
import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guidance.core.documents.trees import Answers
from guidance.models import Edition, SavedResult

SECRET_BYTES = 18
"""144 random bits: more than the 96 that make a link unguessable."""


def save(edition: Edition, answers: Answers, *, title: str) -> tuple[SavedResult, str]:
    """Keep a result under a short link; return it with the secret that takes it back."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    saved = SavedResult.objects.create(
        token=secrets.token_urlsafe(SECRET_BYTES),
        edition=edition,
        answers={key: list(values) for key, values in answers.items()},
        title=title,
        secret_digest=_hashed(secret),
    )
    return saved, secret


def is_maker(saved: SavedResult, secret: str) -> bool:
    """Tell whether ``secret`` is the one given out when the link was made."""
    return secrets.compare_digest(saved.secret_digest, _hashed(secret))


@transaction.atomic
def take_back(saved: SavedResult, *, by: User | None = None) -> SavedResult:
    """Stop showing a saved result: its answers and title are erased for good.

    ``by`` is the member of staff who did it, None for its maker. Doing it twice changes nothing.
    """
    saved = SavedResult.objects.select_for_update(of=("self",)).get(pk=saved.pk)
    if saved.taken_back_at is None:
        saved.taken_back_at = timezone.now()
        saved.taken_back_by = by
        saved.answers = {}
        saved.title = ""
        saved.save()
    return saved


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
