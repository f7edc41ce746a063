"""What machines ask: is the process up, and can it serve."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

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
    """Say whether the database answers and has every migration; 503 where not.

    Where it can be read but not written, readers are served: 200, and why.
    """
    try:
        applied = MigrationRecorder(connection).applied_migrations()
        trouble = standing_trouble(connection)
    except DatabaseError:
        return HttpResponse("the database does not answer\n", content_type=_PLAIN, status=503)
    if not _needed() <= set(applied):
        return HttpResponse("migrations are missing\n", content_type=_PLAIN, status=503)
    if trouble is not None:
        words = f"degraded: pages are served, but nothing can be saved: {trouble.hint}\n"
        return HttpResponse(words, content_type=_PLAIN)
    return HttpResponse("ok\n", content_type=_PLAIN)


@cache
def _needed() -> frozenset[tuple[str, str]]:
    """Return every migration of this release; read once, for anybody may ask, and often."""
    return frozenset(MigrationLoader(None).graph.nodes)
