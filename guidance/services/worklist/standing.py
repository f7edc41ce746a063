"""What of the team's drafts and editions waits, in rows: mine, overdue, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from guidance.models import ChangedGround, Contribution, Publication
from guidance.services.drafts.edited import standing_of
from guidance.services.drafts.holding import KINDS, Draft


@dataclass(frozen=True)
class Drafts:
    """The drafts of a kind that readers do not see as they are."""

    model: type[Any]
    edited: list[Any]
    unpublished: list[Any]


@dataclass(frozen=True)
class Beside:
    """A publication with the draft that it was made of."""

    publication: Publication
    draft: Draft


@dataclass(frozen=True)
class ToLookAt:
    """An edition whose grounds changed, with the draft that it was made of."""

    ground: ChangedGround
    draft: Draft


def to_look_at(models: Iterable[type[Any]]) -> list[ToLookAt]:
    """Return what rests on words that something published changed, longest ago first (4 queries).

    Of these kinds of draft; what has no draft any more is left out.
    """
    rows = list(ChangedGround.objects.to_look_at())
    drafts: dict[tuple[str, str], Draft] = {}
    for model in models:
        kind = KINDS[model].value
        publications = [one.edition.publication for one in rows]
        slugs = [one.slug for one in publications if one.kind == kind]
        manager: Any = model._default_manager
        drafts |= {(kind, row.slug): row for row in manager.filter(slug__in=slugs)}
    places = [(one, one.edition.publication) for one in rows]
    return [
        ToLookAt(one, drafts[(at.kind, at.slug)])
        for one, at in places
        if (at.kind, at.slug) in drafts
    ]


def drafts_to_publish(models: Iterable[type[Any]]) -> list[Drafts]:
    """Return what is not published, kind by kind (see ``standing_of`` for queries)."""
    found = []
    for model in models:
        standing: Any = standing_of(model)
        found.append(Drafts(model, standing.edited, standing.unpublished))
    return found


def mine_of(drafts: Iterable[Drafts], user: User) -> list[Draft]:
    """Return those of these drafts that somebody owns, stands in for, or wrote on.

    A draft with an owner is not theirs who merely wrote on it (4 queries).
    """
    written = set(
        Contribution.objects.unpublished().filter(writer=user.pk).values_list("kind", "draft")
    )
    found: list[Draft] = []
    for one in drafts:
        rows = [*one.edited, *one.unpublished]
        manager: Any = one.model._default_manager
        people = manager.filter(Q(owner__isnull=False) | Q(deputy__isnull=False))
        owners = {pk: (owner, deputy) for pk, owner, deputy in people.values_list(
            "pk", "owner", "deputy"
        )}  # fmt: skip
        for row in rows:
            looks_after = owners.get(row.pk)
            if looks_after is None:
                is_mine = (KINDS[one.model].value, row.pk) in written
            else:
                is_mine = user.pk in looks_after
            if is_mine:
                found.append(row)
    return found


def overdue(*, on: date) -> list[Beside]:
    """Return what was to be looked at again by a day that is over, longest ago first (4 queries).

    ``on`` is today: what is due today is not overdue yet, and is listed all the same.
    """
    due = Publication.objects.live().with_cards().filter(look_again_on__lte=on)
    return _with_drafts(due.order_by("look_again_on", "kind", "slug"))


def withdrawn() -> list[Beside]:
    """Return what was withdrawn and still has a draft, latest first (4 queries)."""
    gone = Publication.objects.with_cards().filter(
        withdrawn_at__isnull=False, current__isnull=False
    )
    return _with_drafts(gone.order_by("-withdrawn_at"))


def _with_drafts(publications: Iterable[Publication]) -> list[Beside]:
    rows = list(publications)
    drafts: dict[tuple[str, str], Draft] = {}
    for model, kind in KINDS.items():
        slugs = [one.slug for one in rows if one.kind == kind]
        manager: Any = model._default_manager
        for row in manager.filter(slug__in=slugs):
            drafts[(kind.value, row.slug)] = row
    return [
        Beside(one, draft)
        for one in rows
        if (draft := drafts.get((one.kind, one.slug))) is not None
    ]
