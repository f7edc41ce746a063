"""Queries without an answer: counted in memory, written at intervals, and never with a person.

A request only counts in this process; what it counted is written behind. What is counted when a
process is killed is lost.
"""

import threading
from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from guidance.models import MissedQuery
from guidance.models.wordings import ASKED_OFTEN
from guidance.services.behind import Behind

MOST_IN_MEMORY = 1_000
"""Different queries in one process between two writings; what comes beyond is not counted."""
MOST_KEPT = 20_000
"""Rows; beyond it those go first that were asked seldom and long ago."""
LONGEST = 200


@dataclass
class _Waiting:
    """What this process has counted and not written yet."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    found_nothing: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)


_waiting = _Waiting()
_behind = Behind(lambda: flush(), failing="Queries without an answer")


def note(query: str, *, is_unanswered: bool = False) -> bool:
    """Count a query that found nothing, or did not answer the question; tell whether it was.

    No query of the database. What looks like somebody's address of mail is not counted.
    """
    words = " ".join(query.split()).casefold()[:LONGEST]
    if not words or "@" in words or not words.isprintable() or not settings.MISSED_QUERIES_SECONDS:
        return False
    with _waiting.lock:
        counter = _waiting.unanswered if is_unanswered else _waiting.found_nothing
        if words not in counter and len(counter) >= MOST_IN_MEMORY:
            return False
        counter[words] += 1
    _behind.wake(settings.MISSED_QUERIES_SECONDS)
    return True


def flush() -> int:
    """Write what this process has counted; return how many queries (6 queries at most)."""
    with _waiting.lock:
        nothing, unanswered = _waiting.found_nothing, _waiting.unanswered
        _waiting.found_nothing, _waiting.unanswered = Counter(), Counter()
    asked = nothing + unanswered
    if not asked:
        return 0
    try:
        _write(asked, unanswered)
    except DatabaseError:
        with _waiting.lock:
            _waiting.found_nothing += nothing
            _waiting.unanswered += unanswered
        raise
    return len(asked)


@transaction.atomic
def _write(asked: Counter[str], unanswered: Counter[str]) -> None:
    today = timezone.localdate()
    by_digest = {digest_of(words): words for words in sorted(asked)}
    MissedQuery.objects.bulk_create(
        [MissedQuery(digest=digest, last_asked=today) for digest in sorted(by_digest)],
        ignore_conflicts=True,
    )
    held = MissedQuery.objects.select_for_update().filter(digest__in=by_digest)
    rows = list(held.order_by("digest"))
    for row in rows:
        words = by_digest[row.digest]
        row.times += asked[words]
        row.unanswered += unanswered[words]
        row.last_asked = today
        if row.times >= ASKED_OFTEN:
            row.words = words
    MissedQuery.objects.bulk_update(rows, ["times", "unanswered", "last_asked", "words"])
    forget()


def forget() -> int:
    """Forget what nobody asked for a long time, and the seldom ones where there are too many."""
    gone, _ = MissedQuery.objects.forgotten(on=timezone.localdate()).delete()
    too_many = MissedQuery.objects.count() - MOST_KEPT
    if too_many > 0:
        seldom = MissedQuery.objects.order_by("times", "last_asked", "pk")
        pks = list(seldom.values_list("pk", flat=True)[:too_many])
        gone += MissedQuery.objects.filter(pk__in=pks).delete()[0]
    return gone


def digest_of(words: str) -> str:
    """Return what stands for words that were asked too seldom to be written down."""
    return salted_hmac("guidance.missed", words, algorithm="sha256").hexdigest()
