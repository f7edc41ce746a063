"""Readers for `try_deploy.py`: threads that ask through the proxy, and count what they are told."""

import http.client
import os
import ssl
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Load:
    """Readers who ask for one address after the other until they are stopped."""

    base: str
    host: str
    paths: list[str]
    readers: int = 6
    pause: float = 0.02
    statuses: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ended: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Load":
        self._threads = [
            threading.Thread(target=self._read, args=(number,)) for number in range(self.readers)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def take(self) -> str:
        """Return in words what was counted since the last time."""
        with self._lock:
            said = ", ".join(f"{count} × {name}" for name, count in self.statuses.most_common())
            where = "; ".join(f"{name} ({count})" for name, count in self.faults.most_common(4))
            words = f"{said or 'no answers'}; slowest {self.slowest * 1000:.0f} ms"
            self.statuses, self.faults, self.slowest = Counter(), Counter(), 0.0
        return f"{words}{f'; not 200: {where}' if where else ''}"

    def _read(self, number: int) -> None:
        turn = number
        while not self._ended.is_set():
            path = self.paths[turn % len(self.paths)]
            turn += 1
            begun = time.monotonic()
            status = asked(self.base, path, host=self.host)[0]
            took = time.monotonic() - begun
            with self._lock:
                self.statuses[status] += 1
                self.slowest = max(self.slowest, took)
                if status not in ("200", "304"):
                    self.faults[f"{path.partition('?')[0]} {status}"] += 1
            time.sleep(self.pause)


def asked(base: str, path: str, *, host: str = "", timeout: float = 30) -> tuple[str, bytes]:
    """Return status and body of one request on a connection of its own; a fault as its name."""
    address = urlsplit(base)
    headers = {"Host": host or address.netloc, "X-Forwarded-Proto": "https"}
    connection = http.client.HTTPConnection(address.netloc, timeout=timeout)
    try:
        connection.connect()
        if address.scheme == "https":  # by its name: an address gets no certificate
            anybody = ssl._create_unverified_context()  # noqa: S323 - it is our own
            connection.sock = anybody.wrap_socket(connection.sock, server_hostname=host)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return str(answer.status), answer.read()
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__, b""
    finally:
        connection.close()


def tell(pid: int, how: int) -> None:
    """Send a signal to a process, if it is still there."""
    with suppress(ProcessLookupError):
        os.kill(pid, how)
