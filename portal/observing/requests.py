"""Every request: its number, how long it took, and what came of it.

Wraps all else, also what is answered from stored bytes. Paths are written without queries,
which hold readers' answers, and none of a private link.
"""

import logging
import os
import re
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from portal.observing import metrics
from portal.outages import circuits

logger = logging.getLogger(__name__)

HEADER = "X-Request-ID"
_FORM = re.compile(r"[A-Za-z0-9_.:-]{8,80}\Z")
_SECRET = re.compile(r"^/(review|feedback|results|stacks)/[^/]+")
_this = threading.local()

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
AtOnce = Callable[[dict[str, Any]], tuple[str, bytes, bytes] | None]


def number_of(environ: dict[str, Any]) -> str:
    """Return a request's number: that of a proxy that is ours, if well-formed, or a new one."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    if given and settings.REST_FRAMEWORK["NUM_PROXIES"] and _FORM.match(given):
        return str(given)
    return os.urandom(8).hex()


def current() -> str:
    """Return the number of the request that this thread works at, or nothing."""
    return getattr(_this, "number", "")


def shown(path: str) -> str:
    """Return a path as a log may hold it.

    >>> shown("/review/abc/say/"), shown("/licenses/mit/")
    ('/review/.../say/', '/licenses/mit/')
    """
    return _SECRET.sub(r"/\1/...", path).encode("unicode_escape").decode("ascii")[:300]


class Observed:
    """Wraps an application; ``/metrics`` is answered here, to whoever knows the token."""

    def __init__(self, application: Application, at_once: AtOnce | None = None) -> None:
        self.application, self._at_once = application, at_once

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/metrics" and settings.METRICS_TOKEN:
            return metrics.answer(environ, start_response)
        number = _this.number = number_of(environ)
        begun = time.perf_counter()
        told = ""

        def started(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            nonlocal told
            told = status
            return start_response(status, [*headers, (HEADER, number)], *error)

        try:
            return self.application(environ, started)
        finally:
            _tell(environ, told or "500", time.perf_counter() - begun)

    def at_once(self, environ: dict[str, Any]) -> tuple[str, bytes, bytes] | None:
        """Return what is held (`portal/serving/at_once.py`), or None and tell nothing."""
        number = _this.number = number_of(environ)
        begun = time.perf_counter()
        held = self._at_once(environ) if self._at_once else None
        if held is None:
            return None
        status, headers, body = held
        _tell(environ, status, time.perf_counter() - begun)
        return status, headers + f"{HEADER}: {number}\r\n".encode(), body


def _tell(environ: dict[str, Any], status: str, seconds: float) -> None:
    if settings.METRICS_TOKEN:
        metrics.count(status, seconds)
    # What an outage held up is told by its own line, once, and not by one for each request.
    if 0 < settings.SLOW_MILLISECONDS <= seconds * 1000 and not circuits.database.is_open:
        method, path = environ["REQUEST_METHOD"], shown(environ.get("PATH_INFO", ""))
        logger.warning("Slow: %s %s took %.2f s (%s)", method, path, seconds, status[:3])
