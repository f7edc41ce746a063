"""Publish drafts together, at once or at a time: all or none, and only as they were seen."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guidance.core.checks import causes_of
from guidance.models import Edition, Publication, Release, ReleaseItem, ReleaseState
from guidance.services.drafts.authorship import NotApproved
from guidance.services.drafts.holding import KINDS, Draft, hold_all
from guidance.services.drafts.rows_to_document import read_ahead
from guidance.services.mailing import telling
from guidance.services.people import name_of
from guidance.services.publishing.acts import (
    DraftChanged,
    NothingToPublish,
    NotPublishable,
    publish,
)
from guidance.services.publishing.inspecting import look_of
from guidance.services.publishing.states import scheduled_of


class AlreadyScheduled(Exception):
    """Raised with the titles of drafts that wait to be published already."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__(", ".join(titles))
        self.titles = titles


class ReleaseEnded(Exception):
    """Raised where a release waits no more."""


class _Stopped(Exception):
    """Raised inside, with why nothing was published, in words."""


def may_release(user: User) -> bool:
    return user.is_active and user.has_perm("guidance.publish_guidance")


@transaction.atomic
def schedule(
    seen: dict[Draft, str],
    *,
    by: User,
    note: str,
    publish_at: datetime,
    look_again_on: date | None = None,
) -> Release:
    """Let drafts be published together at a time, as they were ``seen`` (``look_of``).

    Raises PermissionDenied, DraftChanged where one is another by now, and AlreadyScheduled.
    """
    if not may_release(by):
        raise PermissionDenied("Only publishers schedule what is published.")
    rows = hold_all(seen)
    if len(rows) < len(seen):
        raise DraftChanged("One of them was deleted.")
    looks = looks_of(rows)
    changed = [str(row) for row in rows if looks[row] != seen[row]]
    if changed:
        raise DraftChanged(", ".join(changed))
    if waiting := [str(row) for row in rows if is_scheduled(row)]:
        raise AlreadyScheduled(waiting)
    release = Release.objects.create(
        note=note, publish_at=publish_at, look_again_on=look_again_on,
        made_by=by, made_by_name=name_of(by), made_at=timezone.now(),
    )  # fmt: skip
    ReleaseItem.objects.bulk_create(
        ReleaseItem(
            release=release, kind=KINDS[type(row)].value, draft=row.pk, title=str(row)[:400],
            seen=seen[row],
        )
        for row in rows
    )  # fmt: skip
    return release


def looks_of(rows: Iterable[Draft]) -> dict[Draft, str]:
    """Name drafts as they are now, as ``look_of`` does, each read once with all its parts.

    What was withdrawn has another name than while it was public: publishing brings it back, and
    nobody who saw it public wants that.
    """
    wanted = list(rows)
    found: dict[Draft, str] = {}
    gone = {
        (kind, slug): at
        for kind, slug, at in Publication.objects.filter(
            withdrawn_at__isnull=False, slug__in=[row.slug for row in wanted]
        ).values_list("kind", "slug", "withdrawn_at")
    }
    for model in KINDS:
        keys = [row.pk for row in wanted if isinstance(row, model)]
        manager: Any = model._default_manager
        for row in read_ahead(manager.filter(pk__in=keys)) if keys else ():
            at = gone.get((KINDS[model].value, row.slug))
            look = look_of(row)
            found[row] = sha256(f"{look} {at}".encode()).hexdigest() if at else look
    return found


def is_scheduled(row: Draft) -> bool:
    """Tell whether a draft waits for its time (one query)."""
    return row.pk in scheduled_of(KINDS[type(row)].value, [row.pk])


def release_now(pk: int, *, at: datetime | None = None, is_timed: bool = False) -> Release:
    """Publish what a release holds, all of it or nothing; return how it ended.

    Two that come at once do it once. Nothing is published where a draft is another than it was
    seen, has errors, or who made the release may not publish any more: the release is then
    stopped, and says why. A draft that its edition says already is passed over. Where it
    ``is_timed``, nobody looks on, and its people are told.
    """
    with transaction.atomic():
        release = _claim(pk)
        if release is None:
            return Release.objects.get(pk=pk)
        try:
            with transaction.atomic():
                _publish_all(release)
        except _Stopped as stopped:
            release.state, release.problem = ReleaseState.STOPPED, str(stopped)
        else:
            release.state = ReleaseState.DONE
        release.ended_at = at or timezone.now()
        release.save()
        if is_timed:
            telling.of_release(release, _drafts_of(release))
    return release


def release_due(*, at: datetime | None = None) -> list[Release]:
    """Publish all that is due, each release for itself; return them as they ended."""
    now = at or timezone.now()
    keys = list(Release.objects.due(now).values_list("pk", flat=True))
    return [release_now(pk, at=now, is_timed=True) for pk in keys]


@transaction.atomic
def cancel(pk: int, *, by: User) -> Release:
    """Take a release back, or put one aside that was stopped.

    Raises PermissionDenied, and ReleaseEnded where it was published or taken back.
    """
    if not may_release(by):
        raise PermissionDenied("Only publishers take back what is scheduled.")
    release = Release.objects.select_for_update().get(pk=pk)
    if release.state not in (ReleaseState.WAITING, ReleaseState.STOPPED):
        raise ReleaseEnded(str(release))
    release.state = ReleaseState.CANCELLED
    release.ended_at = timezone.now()
    release.save()
    return release


def _claim(pk: int) -> Release | None:
    """Lock a release that waits; None where another was first."""
    found: Release | None = Release.objects.waiting().select_for_update().filter(pk=pk).first()
    return found


def _drafts_of(release: Release) -> list[Draft]:
    return _rows((item.kind, item.draft) for item in release.items.all())


def _publish_all(release: Release) -> None:
    by = User.objects.get(pk=release.made_by_id)
    if not may_release(by):
        raise _Stopped(f"{release.made_by_name} may not publish any more.")
    items = {(item.kind, item.draft): item for item in release.items.all()}
    rows = hold_all(_rows(items))
    seen = {row: items[(KINDS[type(row)].value, row.pk)].seen for row in rows}
    if len(rows) < len(items):
        raise _Stopped("One of the drafts was deleted.")
    looks = looks_of(rows)
    changed = [f"“{row}”" for row in rows if looks[row] != seen[row]]
    if changed:
        raise _Stopped(
            f"Changed since it was scheduled, itself or what it refers to: {', '.join(changed)}."
        )
    for row in rows:
        _publish_one(row, release, by)


def _publish_one(row: Draft, release: Release, by: User) -> Edition | None:
    try:
        return publish(row, by=by, note=release.note, look_again_on=release.look_again_on)
    except NothingToPublish:
        return None
    except NotPublishable as error:
        causes = causes_of(error.findings)
        raise _Stopped(f"“{row}” has errors: {causes[0].findings[0].message}") from error
    except NotApproved as error:
        raise _Stopped(f"No reviewer has agreed with “{row}” as it is.") from error


def _rows(places: Iterable[tuple[str, int]]) -> list[Draft]:
    """Return drafts by kind and number: licenses first, since the others rest on them."""
    wanted = list(places)
    rows: list[Draft] = []
    for model, kind in KINDS.items():
        manager: Any = model._default_manager
        rows += manager.filter(pk__in=[pk for of, pk in wanted if of == kind])
    return rows
