"""What is not stored is asked of Django: within a limit, and never by the last threads."""

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from django.conf import settings

from portal.outages.deadlines import READING, TEAM_READING, WRITING, Limit, within
from portal.stored.asking import is_staff

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

_WORDS = b"The database of this site does not answer at the moment. Try again in a few seconds.\n"
_PROBLEM = (
    b'{"type": "about:blank", "title": "The database cannot be used at the moment. '
    b'Try again later.", "status": 503}'
)


class Passing:
    """Passes requests on to Django, and knows how many it has not answered yet."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.waiting = 0
        self.counting = Lock()

    def __call__(
        self, environ: dict[str, Any], start_response: Any, *, is_away: bool
    ) -> Iterable[bytes]:
        """Ask Django; ``is_away``: the database seems to hang, and the last threads ask nothing.

        They are for those who are given what is stored.
        """
        with self.counting:
            is_crowded = self.waiting >= settings.WEB_THREADS + settings.WEB_SEATS
            if not (is_crowded and is_away):
                self.waiting += 1
                is_crowded = False
        if is_crowded:
            return _refused(environ, start_response)
        try:
            with within(_limit_of(environ)):
                return self.application(environ, start_response)
        finally:
            with self.counting:
                self.waiting -= 1


def _refused(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Say in a few words that the database hangs; a page of ours would need a thread for longer."""
    is_api = str(environ.get("PATH_INFO", "")).startswith("/api/")
    kind = "application/problem+json" if is_api else "text/plain; charset=utf-8"
    body = _PROBLEM if is_api else _WORDS
    headers = [("Content-Type", kind), ("Retry-After", "2"), ("Cache-Control", "no-store")]
    start_response("503 Service Unavailable", [*headers, ("Content-Length", str(len(body)))])
    return [body]


def _limit_of(environ: dict[str, Any]) -> Limit:
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return WRITING
    return TEAM_READING if is_staff(environ) else READING
