"""What machines ask: is the process up, and can it serve."""

from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.outages import circuits
from portal.outages.deadlines import LOOKING, within
from portal.readiness import static_files
from portal.readiness.migrations import known, needed
from portal.readiness.standing import standing
from portal.storage.troubles import standing_trouble

_PLAIN = "text/plain; charset=utf-8"


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is up; asks nothing of the database."""
    return HttpResponse("ok\n", content_type=_PLAIN)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether this process can serve readers; 503 where not, each with the reason.

    What is away is *degraded* and 200 once the process is warm, since it holds what readers ask
    for: the database, Redis, a disk that is full or read-only.
    """
    if missing := static_files.missing():
        return _not_ready(missing)
    try:
        reasons = _reasons_of_database()
    except DatabaseError as error:
        if not standing.is_warm:
            return _not_ready("the database does not answer")
        reasons = [f"the database does not answer: {standing.in_short(error)}"]
    if reasons is None:
        return _not_ready("migrations are missing")
    if not standing.is_warm and standing.is_warming:
        return _not_ready("the pages are not warm yet")
    reasons = [*reasons, *standing.reasons()]
    standing.tell(reasons)
    words = f"degraded: {'; '.join(reasons)}\n" if reasons else "ok\n"
    return HttpResponse(words, content_type=_PLAIN)


def _reasons_of_database() -> list[str] | None:
    """Return why it does not serve wholly; None where it lacks what this release needs."""
    if circuits.database.is_open:
        raise circuits.Away(circuits.database.reason)
    with within(LOOKING):
        applied = set(MigrationRecorder(connection).applied_migrations())
        trouble = standing_trouble(connection)
    if not needed() <= applied:
        return None
    reasons = []
    if trouble is not None:
        reasons.append(f"pages are served, but nothing can be saved: {trouble.hint}")
    if newer := sorted(name for app, name in applied - known() if app == "guidance"):
        # Old code, before an upgrade is done or after a roll-back: it serves what it can make.
        reasons.append(f"the database is newer than this release: {newer[-1]}")
    return reasons


def _not_ready(reason: str) -> HttpResponse:
    standing.tell([f"not ready: {reason}"])
    response = HttpResponse(f"{reason}\n", content_type=_PLAIN, status=503)
    # A balancer asks each second: each change is told above, not each probe.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
