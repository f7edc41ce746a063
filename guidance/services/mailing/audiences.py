"""Who is told of what: from an event to people, in one place."""

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import Any

from django.contrib.auth.models import User

from guidance.models import Contribution, MailEvent
from guidance.services.drafts.authorship import writers_of
from guidance.services.drafts.holding import KINDS, Draft

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class Role(Enum):
    """What somebody is to a draft, or to what happened with it."""

    REVIEWERS = auto()  # who may answer a request
    OWNERS = auto()  # owner and deputy
    WRITERS = auto()  # who wrote on it since its last edition, where no one else is known
    ASKER = auto()  # who asked for the review
    TALKERS = auto()  # who said something in the same thread
    INVITER = auto()  # who made the guest's link
    MAKER = auto()  # who made the release
    PUBLISHER = auto()  # who published the edition, where the draft has no owner


WHO: dict[MailEvent, tuple[Role, ...]] = {
    MailEvent.ASKED: (Role.REVIEWERS,),
    MailEvent.AGREED: (Role.ASKER, Role.OWNERS),
    MailEvent.CHANGES: (Role.ASKER, Role.OWNERS),
    MailEvent.REMARKED: (Role.TALKERS, Role.ASKER, Role.OWNERS, Role.WRITERS),
    MailEvent.OPINION: (Role.INVITER, Role.ASKER, Role.OWNERS),
    MailEvent.PUBLISHED: (Role.ASKER, Role.OWNERS),
    MailEvent.RELEASED: (Role.MAKER,),
    MailEvent.STOPPED: (Role.MAKER, Role.OWNERS),
    MailEvent.LOOK_AGAIN: (Role.OWNERS, Role.PUBLISHER),
    MailEvent.GROUND: (Role.OWNERS, Role.PUBLISHER),
    MailEvent.SOURCE: (Role.OWNERS, Role.PUBLISHER),
}
_ELSE = (Role.WRITERS, Role.PUBLISHER)
"""Told only where nobody else is."""

Known = Mapping[Role, Iterable[int | None]]
"""People, by number, whom the one who tells of an event knows."""


def audiences(
    event: MailEvent, rows: Mapping[Draft, Known], *, by: int | None
) -> dict[User, list[Draft]]:
    """Return who is told of an event with these drafts, and of which of them.

    Never who did it (``by``, by number), nor who may not see a draft; nobody who is inactive,
    does not enter the admin or has no address. A query for each kind of draft, however many
    drafts there are; for REVIEWERS and WRITERS some for each.
    """
    wanted: dict[type[Any], dict[int, list[Draft]]] = {}
    for row, known in rows.items():
        for pk in _numbers(event, row, known, by):
            wanted.setdefault(type(row), {}).setdefault(pk, []).append(row)
    found: dict[User, list[Draft]] = {}
    manager: Any = User.objects
    for model, drafts in wanted.items():
        permission = f"guidance.view_{model._meta.model_name}"
        people = manager.with_perm(permission, backend=_BACKEND).exclude(email="")
        for user in people.filter(pk__in=set(drafts), is_staff=True).order_by("pk"):
            found.setdefault(user, []).extend(drafts[user.pk])
    return found


def _numbers(event: MailEvent, row: Draft, known: Known, by: int | None) -> set[int]:
    found: set[int] = set()
    for role in WHO[event]:
        if not (found and role in _ELSE):
            found |= {pk for pk in _people(role, row, known) if pk not in (None, by)}
    return found


def _people(role: Role, row: Draft, known: Known) -> Iterable[int | None]:
    if role is Role.OWNERS:
        return (row.owner_id, row.deputy_id)
    if role is Role.REVIEWERS:
        return _reviewers() - writers_of(row)
    if role is Role.WRITERS:
        written = Contribution.objects.of_draft(KINDS[type(row)], row.pk).unpublished()
        return set(written.values_list("writer", flat=True))
    return known.get(role, ())


def _reviewers() -> set[int]:
    """Return who is a reviewer by a group or by name; superusers only where nobody is."""
    manager: Any = User.objects
    wanted = {"perm": "guidance.review_guidance", "backend": _BACKEND}
    named = set(manager.with_perm(**wanted, include_superusers=False).values_list("pk", flat=True))
    return named or set(manager.with_perm(**wanted).values_list("pk", flat=True))
