"""Confirm many editions at once: as one by one, all of them or none."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guidance.models import Edition, Publication, Review
from guidance.services.drafts.authorship import editions_written_by
from guidance.services.drafts.holding import KINDS, hold_all
from guidance.services.people import name_of


class ConfirmingMoved(Exception):
    """Raised with the editions that are current no more, or confirmed, since they were shown."""

    def __init__(self, editions: list[Edition]) -> None:
        super().__init__("; ".join(map(str, editions)))
        self.editions = editions


def to_confirm(user: User) -> list[Edition]:
    """Return the current editions that nobody confirmed and ``user`` may (two queries).

    Nobody confirms what they published or wrote; documents are not read.
    """
    if not user.has_perm("guidance.review_guidance"):
        return []
    waiting = (
        Edition.objects.filter(
            current_of__isnull=False,
            current_of__withdrawn_at__isnull=True,
            review__isnull=True,
            recall__isnull=True,
        )
        .exclude(published_by=user)
        .select_related("publication")
        .without_documents()
        .order_by("publication__kind", "publication__position", "publication__slug")
    )
    editions = list(waiting)
    own = editions_written_by(user, editions)
    return [edition for edition in editions if edition.pk not in own]


@transaction.atomic
def confirm_all(wanted: Iterable[int], *, by: User, note: str = "") -> list[Edition]:
    """Record that a reviewer stands by these editions, by number of their rows; return them.

    Raises PermissionDenied for who is no reviewer, and ConfirmingMoved where one of them is not
    to be confirmed any more: then none is.
    """
    if not by.has_perm("guidance.review_guidance"):
        raise PermissionDenied("Only a reviewer confirms editions.")
    keys = set(wanted)
    _hold(keys)
    found = [edition for edition in to_confirm(by) if edition.pk in keys]
    missing = keys - {edition.pk for edition in found}
    if missing:
        gone = Edition.objects.filter(pk__in=missing).select_related("publication")
        raise ConfirmingMoved(list(gone.without_documents()))
    now = timezone.now()
    Review.objects.bulk_create(
        Review(edition=edition, reviewer=by, reviewer_name=name_of(by), reviewed_at=now, note=note)
        for edition in found
    )
    return found


def _hold(keys: set[int]) -> None:
    """Lock the drafts and the publications of editions, in the order of all writers."""
    places = Publication.objects.filter(editions__in=keys).distinct()
    slugs = list(places.values_list("kind", "slug"))
    drafts: list[Any] = []
    for model, kind in KINDS.items():
        manager: Any = model._default_manager
        drafts += manager.filter(slug__in=[slug for of, slug in slugs if of == kind])
    hold_all(drafts)
    pks = list(places.values_list("pk", flat=True))
    locked = Publication.objects.select_for_update(of=("self",), no_key=True)
    list(locked.filter(pk__in=pks).order_by("pk"))
