"""Results kept under a short link: an edition, answers and a title, nothing about the visitor."""

import hashlib
import secrets
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guidance.core.documents.trees import Answers, Outcome, Tree
from guidance.core.walking.successions import in_todays_keys
from guidance.core.walking.walks import Walk, walk
from guidance.models import Edition, SavedResult
from guidance.services.editions.readings import document_in

MOST_LINKS = 500
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


@dataclass(frozen=True)
class Differing:
    """A short link that would read differently: what it says, and what a tree would say.

    ``now`` is empty where the tree does not take its answers to an end.
    """

    saved: SavedResult
    was: tuple[Outcome, ...]
    now: tuple[Outcome, ...]
    has_other_terms: bool


def differing(slug: str, tree: Tree) -> tuple[list[Differing], int]:
    """Return the short links of a questionnaire that ``tree`` answers differently, and of how many.

    The newest ``MOST_LINKS`` are looked at (one query).
    """
    rows = SavedResult.objects.shown().select_related("edition__publication")
    rows = rows.filter(edition__publication__kind="tree", edition__publication__slug=slug)
    found, count = [], 0
    for saved in rows[:MOST_LINKS]:
        count += 1
        answers = {key: tuple(values) for key, values in saved.answers.items()}
        old, new = walk(_tree_in(saved.edition), answers), walk(tree, in_todays_keys(tree, answers))
        was, now = _outcomes(old), _outcomes(new) if new.is_finished and not new.unfit else ()
        other_terms = set(old.terms) != set(new.terms)
        if was != now or other_terms:
            found.append(Differing(saved, was, now, other_terms and bool(now)))
    return found, count


def _tree_in(edition: Edition) -> Tree:
    document = document_in(edition)
    if not isinstance(document, Tree):
        raise TypeError("a result is kept of a questionnaire only")
    return document


def _outcomes(way: Walk) -> tuple[Outcome, ...]:
    return tuple(dict.fromkeys(possible.outcome for possible in way.possibilities))


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
