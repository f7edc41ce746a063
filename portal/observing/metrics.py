"""Counts for Prometheus: of each process, in a small file that all processes of a machine read.

A scrape reaches any one of them, and is told of all. Each is labelled with its process; the
file of one that has ended is removed. Source: Prometheus's text format, version 0.0.4.
"""

import contextlib
import hmac
import mmap
import os
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings

from portal.limits.rules import here
from portal.outages import circuits
from portal.readiness.standing import standing

_STATUSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
_BOUNDS = (0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_NAMES = [
    *(f'requests_total{{status="{status}"}}' for status in _STATUSES),
    *(f'request_seconds_bucket{{le="{bound}"}}' for bound in _BOUNDS),
    'request_seconds_bucket{le="+Inf"}', "request_seconds_sum", "request_seconds_count",
    "database_away", "cache_away", "warm", "started_seconds",
]  # fmt: skip
_SUM, _AWAY = len(_STATUSES) + len(_BOUNDS) + 1, len(_NAMES) - 4
_VALUE = struct.Struct("<d")
_KINDS = {"requests_total": "counter", "request_seconds": "histogram"}


class Sheet:
    """The counts of one process."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.pid, self.lock = os.getpid(), Lock()
        path = folder / f"metrics-{self.pid}"
        path.unlink(
            missing_ok=True
        )  # of a former process with this number; never cut: it is mapped
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
        file = os.open(path, flags, 0o600)
        try:
            os.ftruncate(file, _VALUE.size * len(_NAMES))
            self.page = mmap.mmap(file, _VALUE.size * len(_NAMES))
        finally:
            os.close(file)
        self.put(_AWAY + 3, time.time())

    def add(self, place: int, by: float) -> None:
        at = place * _VALUE.size
        _VALUE.pack_into(self.page, at, _VALUE.unpack_from(self.page, at)[0] + by)

    def put(self, place: int, value: float) -> None:
        _VALUE.pack_into(self.page, place * _VALUE.size, value)

    def count(self, status: str, seconds: float) -> None:
        with self.lock:
            self.add(min(4, max(0, int(status[:1] or "5") - 1)), 1)
            for place, bound in enumerate((*_BOUNDS, float("inf")), len(_STATUSES)):
                if seconds <= bound:
                    self.add(place, 1)
            self.add(_SUM, seconds)
            self.add(_SUM + 1, 1)
            self.put(_AWAY, circuits.database.is_open)
            self.put(_AWAY + 1, bool(getattr(here.counter, "away", [])))
            self.put(_AWAY + 2, standing.is_warm)


_sheets: dict[int, Sheet] = {}
_making = Lock()


def begin() -> None:
    """Let this process be seen before its first request; nothing where the folder is not ours."""
    with contextlib.suppress(OSError):
        _sheet()


def count(status: str, seconds: float) -> None:
    """Count one request; where the folder cannot be written, nothing is counted."""
    with contextlib.suppress(OSError):
        _sheet().count(status, seconds)


def _sheet() -> Sheet:
    pid = os.getpid()
    if pid not in _sheets:
        with _making:
            if pid not in _sheets:
                _sheets[pid] = Sheet(_folder())
    return _sheets[pid]


def answer(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer who knows the token with all counts of this machine, and others with 404."""
    given = str(environ.get("HTTP_AUTHORIZATION", "")).removeprefix("Bearer ").strip()
    is_known = hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    if not is_known or environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
        start_response("404 Not Found", [("Content-Type", "text/plain"), ("Content-Length", "0")])
        return []
    body = "".join(f"{line}\n" for line in lines(_folder())).encode()
    kind = "text/plain; version=0.0.4; charset=utf-8"
    start_response(
        "200 OK",
        [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")],
    )
    return [body]


def lines(folder: Path) -> Iterator[str]:
    """Yield the counts of the processes that live, and forget those that do not."""
    sheets = {}
    for file in sorted(folder.glob("metrics-*")):
        pid = file.name.rpartition("-")[2]
        if not Path("/proc/self").exists() or Path("/proc", pid).exists():
            sheets[pid] = file.read_bytes()
        else:
            file.unlink(missing_ok=True)
    said = ""
    for place, name in enumerate(_NAMES):
        base = name.partition("{")[0]
        family = base.removesuffix("_bucket").removesuffix("_sum").removesuffix("_count")
        if family != said:
            said = family
            yield f"# TYPE guidance_{family} {_KINDS.get(family, 'gauge')}"
        for pid, sheet in sheets.items():
            if len(sheet) == _VALUE.size * len(_NAMES):
                label = name.removeprefix(base).strip("{}")
                labels = ",".join(filter(None, [label, f'process="{pid}"']))
                value = _VALUE.unpack_from(sheet, place * _VALUE.size)[0]
                yield f"guidance_{base}{{{labels}}} {value!r}"


def _folder() -> Path:
    return Path(settings.STATE_DIR)
