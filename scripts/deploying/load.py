"""Readers for `try_deploy.py`: threads that ask through the proxy, and count what they are told."""

import http.client
import os
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Question:
    """What is asked: an address, and what is sent there."""

    path: str
    method: str = "GET"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of address; ``make`` returns the question of a number, which never comes again.

    ``is_held``: every process holds the answers, so that no outage may be seen. ``is_stored``: they
    are given from there also while all is well, so that nobody may wait. ``well`` are the statuses
    while all is well.
    """

    name: str
    make: Callable[[int], Question]
    is_held: bool = False
    is_stored: bool = False
    well: frozenset[str] = frozenset({"200"})


@dataclass
class Counts:
    """What one kind was answered: how often by status, in which seconds, the last refusal."""

    kind: Kind
    statuses: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    refused_at: float = 0.0

    @property
    def slowest(self) -> float:
        return max(self.seconds, default=0.0)

    @property
    def is_well(self) -> bool:
        return set(self.statuses) <= self.kind.well

    @property
    def is_told(self) -> bool:
        """Tell whether each was answered, or told to come again where nobody holds the answer."""
        may_be = self.kind.well if self.kind.is_held else self.kind.well | {"503"}
        return set(self.statuses) <= may_be

    def __str__(self) -> str:
        said = ", ".join(f"{number} × {name}" for name, number in self.statuses.most_common())
        usual = sorted(self.seconds)[len(self.seconds) * 95 // 100] if self.seconds else 0.0
        times = f"95 % in {usual * 1000:.0f} ms, slowest {self.slowest * 1000:.0f} ms"
        return f"{said or 'no answers'}; {times}"


@dataclass(frozen=True)
class Readers:
    """So many who ask for these kinds in turn, each with a pause in seconds after an answer."""

    kinds: Sequence[Kind]
    number: int
    pause: float


class Load:
    """Readers who ask until they are stopped, each with an address of its own."""

    def __init__(self, bases: list[str], host: str, groups: list[Readers]) -> None:
        self.bases, self.host, self.groups = bases, host, groups
        self._numbers, self._turns = count(), count()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._begin()

    def __enter__(self) -> "Load":
        self._threads = [
            threading.Thread(target=self._read, args=(group, place, number))
            for place, group in enumerate(self.groups)
            for number in range(group.number)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def take(self) -> list[Counts]:
        """Return what was counted since the last time, by kind."""
        with self._lock:
            counted = list(self._counts.values())
            self._begin()
        return counted

    def _begin(self) -> None:
        kinds = [kind for group in self.groups for kind in group.kinds]
        self._counts = {kind.name: Counts(kind) for kind in kinds}

    def _read(self, group: Readers, place: int, number: int) -> None:
        visitor = f"127.0.{place + 1}.{number + 1}"
        turn = number
        while not self._ended.is_set():
            kind = group.kinds[turn % len(group.kinds)]
            turn += 1
            begun = time.monotonic()
            status = self._status(kind.make(next(self._numbers)), visitor)
            ended = time.monotonic()
            with self._lock:
                counts = self._counts[kind.name]
                counts.statuses[status] += 1
                counts.seconds.append(ended - begun)
                if status not in kind.well:
                    counts.refused_at = ended
            self._ended.wait(group.pause)

    def _status(self, question: Question, visitor: str) -> str:
        """Return the status, and in words what a refusal lacks; ask the next who is there."""
        first = next(self._turns) % len(self.bases)
        for base in [*self.bases[first:], *self.bases[:first]]:
            status, body, headers = answer_to(base, question, host=self.host, visitor=visitor)
            if status != "ConnectionRefusedError":
                break
        if status == "503" and not headers.get("Retry-After", "").isdigit():
            return "503 without Retry-After"
        if status == "503" and b"database" not in body:
            return "503 without words"
        return status


def asked(base: str, path: str, *, host: str = "") -> tuple[str, bytes]:
    """Return status and body of one request on a connection of its own; a fault as its name."""
    return answer_to(base, Question(path), host=host)[:2]


def answer_to(
    base: str, question: Question, *, host: str = "", visitor: str = "127.0.0.1"
) -> tuple[str, bytes, dict[str, str]]:
    """Return status, body and headers; a fault as its name."""
    address = urlsplit(base)
    headers = {
        "Host": host or address.netloc, "X-Forwarded-Proto": "https", "X-Forwarded-For": visitor,
        **dict(question.headers),
    }  # fmt: skip
    connection = http.client.HTTPConnection(address.netloc, timeout=90, source_address=(visitor, 0))
    try:
        connection.connect()
        if address.scheme == "https":  # by its name: an address gets no certificate
            anybody = ssl._create_unverified_context()  # noqa: S323 - it is our own
            connection.sock = anybody.wrap_socket(connection.sock, server_hostname=host)
        connection.request(question.method, question.path, question.body or None, headers)
        answer = connection.getresponse()
        return str(answer.status), answer.read(), dict(answer.getheaders())
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__, b"", {}
    finally:
        connection.close()


def tell(pid: int, how: int) -> None:
    """Send a signal to a process, if it is still there."""
    with suppress(ProcessLookupError):
        os.kill(pid, how)
