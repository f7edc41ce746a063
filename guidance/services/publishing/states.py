"""Where drafts stand on their way to readers: in words that lists and the worklist share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from guidance.models import (
    FaqEntry,
    License,
    Publication,
    ReleaseItem,
    ReleaseState,
    ReviewRequest,
    Tree,
)
from guidance.services.drafts.edited import standing_of
from guidance.services.drafts.holding import Draft
from guidance.services.publishing.inspecting import look_of


class State(TextChoices):
    """``DRAFT`` says something that readers do not see, and nobody was asked about it."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    CHANGES = "changes", _("Changes asked for")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("As published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@dataclass(frozen=True)
class Standing:
    """Where one draft stands.

    ``edition`` is the number of its last one, 0 for none; ``request`` the review that stands
    on it. ``is_edited``: it says something else than that edition.
    """

    state: State
    edition: int
    is_edited: bool
    look_again_on: date | None = None
    request: ReviewRequest | None = None


def states_of(drafts: Iterable[Draft]) -> dict[Draft, Standing]:
    """Return where drafts stand.

    A few queries for each kind, however many there are, and those of reading a draft for each
    that a reviewer agreed with. Who is to publish what is agreed with does not matter here.
    """
    found: dict[Draft, Standing] = {}
    rows = list(drafts)
    for model in (License, FaqEntry, Tree):
        mine: Any = [row for row in rows if isinstance(row, model)]
        if mine:
            found |= _of_kind(model, mine)
    return found


def _of_kind(model: Any, rows: list[Any]) -> dict[Draft, Standing]:
    kind = {License: "license", FaqEntry: "faq", Tree: "tree"}[model]
    edited = {row.pk for row in standing_of(model).edited}
    public = {
        one.slug: one
        for one in Publication.objects.filter(
            kind=kind, slug__in=[row.slug for row in rows], current__isnull=False
        )
        .select_related("current")
        .only("slug", "look_again_on", "withdrawn_at", "current__number")
    }
    scheduled = scheduled_of(kind, [row.pk for row in rows])
    requests = {
        one.draft: one
        for one in ReviewRequest.objects.standing().filter(
            kind=kind, draft__in=[row.pk for row in rows]
        )
    }
    return {
        row: _standing(
            row,
            public.get(row.slug),
            requests.get(row.pk),
            is_edited=row.pk in edited,
            is_scheduled=row.pk in scheduled,
        )
        for row in rows
    }


def _standing(
    row: Draft,
    publication: Publication | None,
    request: ReviewRequest | None,
    *,
    is_edited: bool,
    is_scheduled: bool,
) -> Standing:
    number = publication.edition.number if publication else 0
    if is_scheduled:
        state = State.SCHEDULED
    elif request is not None and request.is_open:
        state = State.IN_REVIEW
    elif request is not None and not request.is_agreed:
        state = State.CHANGES
    elif request is not None and request.seen_digest == look_of(row):
        state = State.APPROVED
    elif publication is None or (is_edited and publication.withdrawn_at is None):
        state = State.DRAFT
    else:
        state = State.WITHDRAWN if publication.withdrawn_at else State.PUBLISHED
    look_again_on = publication.look_again_on if publication else None
    return Standing(state, number, is_edited or publication is None, look_again_on, request)


def scheduled_of(kind: str, drafts: Iterable[int]) -> set[int]:
    """Return which of these drafts of a kind wait for their time (one query)."""
    items = ReleaseItem.objects.filter(
        release__state=ReleaseState.WAITING, kind=kind, draft__in=list(drafts)
    )
    return set(items.values_list("draft", flat=True))
