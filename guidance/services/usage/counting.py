"""Counts of how questionnaires are used: kept in memory, and added to the rows at intervals.

Counting asks no database. Each process, on whatever server, adds to the same rows. What was not
written yet is lost when a process is killed: as much as came in USAGE_SECONDS.
"""

import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import timezone

from guidance.models import UsageKind
from guidance.services.behind import Behind

MOST_IN_MEMORY = 5_000
"""Different things that a process counts between two writings; what comes beyond is not counted."""


class Counted(NamedTuple):
    """Something that happened to somebody in an edition of a questionnaire."""

    slug: str
    number: int
    kind: UsageKind
    key: str


@dataclass
class _Waiting:
    """What this process has counted and not written yet."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    counts: Counter[Counted] = field(default_factory=Counter)


_waiting = _Waiting()
_behind = Behind(lambda: flush(), failing="How questionnaires are used")


def add(one: Counted) -> None:
    """Count something; no query."""
    if not settings.USAGE_SECONDS:
        return
    with _waiting.lock:
        counts = _waiting.counts
        if one in counts or len(counts) < MOST_IN_MEMORY:
            counts[one] += 1
    _behind.wake(settings.USAGE_SECONDS)


def flush() -> int:
    """Add what this process has counted to the rows of this week; return of how many things."""
    with _waiting.lock:
        counts, _waiting.counts = _waiting.counts, Counter()
    if counts:
        try:
            _write(counts, week_of(timezone.localdate()))
        except Error:
            with _waiting.lock:
                _waiting.counts += counts
            raise
    return len(counts)


def week_of(day: date) -> date:
    """Return the Monday of a day's week.

    >>> week_of(date(2026, 11, 29)), week_of(date(2026, 11, 30))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 30))
    """
    return day - timedelta(days=day.weekday())


_ADD = """
    INSERT INTO guidance_usage (slug, number, week, kind, key, times)
    VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (slug, number, week, kind, key)
    DO UPDATE SET times = guidance_usage.times + excluded.times
"""


def _write(counts: Counter[Counted], week: date) -> None:
    # In one order, or two processes that write the same rows would wait for each other for ever.
    rows = [
        (one.slug, one.number, week.isoformat(), str(one.kind), one.key, times)
        for one, times in sorted(counts.items())
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)
