"""Stacks kept under a short link: components, editions and a title, nothing about the visitor."""

import hashlib
import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guidance.models import SavedStack
from guidance.services.results.saved_results import SECRET_BYTES
from guidance.services.stacks.addresses import Stack, pairs_of, read_pairs


def save(stack: Stack, *, title: str) -> tuple[SavedStack, str]:
    """Keep a stack under a short link; return it with the secret that takes it back."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    saved = SavedStack.objects.create(
        token=secrets.token_urlsafe(SECRET_BYTES),
        asked=[list(pair) for pair in pairs_of(stack)],
        title=title,
        secret_digest=_hashed(secret),
    )
    return saved, secret


def stack_in(saved: SavedStack) -> Stack:
    """Return the stack that a short link keeps."""
    stack, _unread = read_pairs((str(key), str(value)) for key, value in saved.asked)
    return stack


def is_maker(saved: SavedStack, secret: str) -> bool:
    """Tell whether ``secret`` is the one given out when the link was made."""
    return secrets.compare_digest(saved.secret_digest, _hashed(secret))


@transaction.atomic
def take_back(saved: SavedStack, *, by: User | None = None) -> SavedStack:
    """Stop showing a kept stack: what was asked and its title are erased for good.

    ``by`` is the member of staff who did it, None for its maker. Doing it twice changes nothing.
    """
    saved = SavedStack.objects.select_for_update(of=("self",)).get(pk=saved.pk)
    if saved.taken_back_at is None:
        saved.taken_back_at = timezone.now()
        saved.taken_back_by = by
        saved.asked = []
        saved.title = ""
        saved.save()
    return saved


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
