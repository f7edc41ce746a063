"""Everything that grows: what it is, how much, how long it is kept, and letting it go.

Each kind is let go in a transaction of its own, so that no run holds up who writes for long.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.models import Feedback, LicenseText, Mail, MissedQuery, SavedResult, SavedStack, Usage
from guidance.models.wordings import KEPT_DAYS
from guidance.services.feedback import keeping
from guidance.services.mailing import sending
from guidance.services.wordings import missed

ATTEMPT_DAYS = 90
TEXT_DAYS = 365


@dataclass(frozen=True)
class Growing:
    """One kind of rows: how many there are, how many may go, for how long it is kept in words."""

    name: str
    kept: str
    count: int
    due: int


@dataclass(frozen=True)
class _Kind:
    name: Callable[[], str]
    kept: Callable[[], str]
    all: Callable[[], list[QuerySet[Any]]]
    due: Callable[[datetime], list[QuerySet[Any]]]
    forget: Callable[[datetime], int]


def prune(*, at: datetime | None = None) -> dict[str, int]:
    """Let go what is kept no longer; return how much of each kind that was, without the zeros."""
    now = at or timezone.now()
    return {kind.name(): gone for kind in _kinds() if (gone := _let_go(kind, now))}


def _let_go(kind: _Kind, now: datetime) -> int:
    try:
        with transaction.atomic():
            return kind.forget(now)
    except IntegrityError:
        return 0  # somebody began to use one of them at this moment: the next run sees it


def growing(*, at: datetime | None = None) -> list[Growing]:
    """Return what grows, with its counts (two queries a table)."""
    now = at or timezone.now()
    return [
        Growing(kind.name(), kind.kept(), _counted(kind.all()), _counted(kind.due(now)))
        for kind in _kinds()
    ]


def _counted(rows: list[QuerySet[Any]]) -> int:
    return sum(found.count() for found in rows)


def _kinds() -> list[_Kind]:
    return [
        _plain(lambda: _("Short links to results and stacks"), _kept_results, _results, _old),
        _plain(
            lambda: _("Attempts to log in, and logins"), lambda: _days(ATTEMPT_DAYS),
            _attempts, _old_attempts,
        ),
        _plain(
            lambda: _("Sessions of the admin"), lambda: _("until they end, at most 12 hours"),
            lambda: [Session.objects.all()],
            lambda now: [Session.objects.filter(expire_date__lt=now)],
        ),
        _plain(
            lambda: _("License texts"),
            lambda: _("without a draft: a year, if there is a newer one of the same key"),
            lambda: [LicenseText.objects.all()],
            lambda now: [unused_texts(now)],
        ),
        _Kind(
            lambda: _("Feedback of readers"), lambda: _days(settings.FEEDBACK_DAYS),
            lambda: [Feedback.objects.all()],
            lambda now: [Feedback.objects.filter(written_at__lt=keeping.oldest(now))],
            lambda now: keeping.forget(at=now),
        ),
        _Kind(
            lambda: _("Mail in the outbox"), lambda: _days(sending.KEPT.days),
            lambda: [Mail.objects.all()],
            lambda now: [Mail.objects.filter(made_at__lt=now - sending.KEPT)],
            lambda now: sending.forget_mail(at=now),
        ),
        _Kind(
            lambda: _("Queries without an answer"), lambda: _days(KEPT_DAYS),
            lambda: [MissedQuery.objects.all()],
            lambda now: [MissedQuery.objects.forgotten(on=timezone.localdate(now))],
            lambda now: missed.forget(),
        ),
        _plain(
            lambda: _("Counts of how questionnaires are used"), lambda: _days(settings.USAGE_DAYS),
            lambda: [Usage.objects.all()],
            lambda now: [Usage.objects.forgotten(on=timezone.localdate(now))],
        ),
    ]  # fmt: skip


def _plain(name: Any, kept: Any, everything: Any, due: Any) -> _Kind:
    """Return a kind whose rows just go, those that are due."""
    return _Kind(
        name, kept, everything, due, lambda now: sum(rows.delete()[0] for rows in due(now))
    )


def _days(count: int) -> str:
    return ngettext("%d day", "%d days", count) % count


def _kept_results() -> str:
    return _days(settings.RESULTS_DAYS) if settings.RESULTS_DAYS else _("for ever")


def _results() -> list[QuerySet[Any]]:
    return [SavedResult.objects.all(), SavedStack.objects.all()]


def _old(now: datetime) -> list[QuerySet[Any]]:
    if not settings.RESULTS_DAYS:
        return [rows.none() for rows in _results()]
    return [
        rows.filter(created_at__lt=now - timedelta(settings.RESULTS_DAYS)) for rows in _results()
    ]


def _attempts() -> list[QuerySet[Any]]:
    return [model.objects.all() for model in (AccessAttempt, AccessFailureLog, AccessLog)]


def _old_attempts(now: datetime) -> list[QuerySet[Any]]:
    return [rows.filter(attempt_time__lt=now - timedelta(ATTEMPT_DAYS)) for rows in _attempts()]


def unused_texts(now: datetime) -> QuerySet[LicenseText]:
    """Return texts that no draft uses, imported a year ago, of which a newer one is there.

    What lawyers choose from stays: a text goes only where its key in the source has another.
    """
    newer = LicenseText.objects.filter(
        source_key=OuterRef("source_key"), imported_at__gt=OuterRef("imported_at")
    )
    old = LicenseText.objects.filter(imported_at__lt=now - timedelta(TEXT_DAYS), licenses=None)
    return old.exclude(source_key="").filter(Exists(newer))
