"""Count how often something happened in a span of time: over all servers, one machine, one process.

A count begins with the first time and ends ``seconds`` later. Names are digests, so that no
address of a visitor is kept anywhere. Nothing here knows what is counted, or what is too much.
"""

import fcntl
import hashlib
import logging
import os
import struct
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Protocol

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Count:
    """How often, the last time included; when the count ends; and over how much it was made."""

    number: int
    ends: float
    is_shared: bool
    """Whether other processes of this machine count along."""


class Counter(Protocol):
    def add(self, name: bytes, by: int, *, seconds: int, at: float) -> Count:
        """Count ``by`` more under a name of 16 bytes; ``at`` is now, in seconds since 1970.

        Raises OSError where it cannot be counted now.
        """


def named(*parts: str) -> bytes:
    """Return the 16 bytes under which something is counted."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()


class MachineCounter:
    """Count over all processes of one machine, in one small file that never grows.

    The file is a table of drawers with a few places each; a name has its drawer. Where a
    drawer is full, the smallest count in it makes room. What is read from a damaged file are
    wrong counts, which end. Raises OSError where the file cannot be made or written.
    """

    DRAWERS, PLACES = 4096, 8
    _PLACE = struct.Struct("<16sdq")
    _TRIES = 50

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        self.file = os.open(path, flags, 0o600)
        self.size = self._PLACE.size * self.PLACES
        self.lock = Lock()  # a lock of a file holds off other processes, not other threads

    def add(self, name: bytes, by: int, *, seconds: int, at: float) -> Count:
        start = int.from_bytes(name[:4], "little") % self.DRAWERS * self.size
        with self.lock:
            is_held = self._hold(start)
            try:
                place, count = self._counted(name, by, start, seconds, at)
                written = self._PLACE.pack(name, count.ends, count.number)
                os.pwrite(self.file, written, start + place * self._PLACE.size)
            finally:
                if is_held:
                    fcntl.lockf(self.file, fcntl.LOCK_UN, self.size, start)
        return count

    def _hold(self, start: int) -> bool:
        """Lock a drawer; give up after 50 ms, for a lost count is better than a page that hangs."""
        for _try in range(self._TRIES):
            try:
                fcntl.lockf(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB, self.size, start)
            except BlockingIOError:
                time.sleep(0.001)
            else:
                return True
        return False

    def _counted(
        self, name: bytes, by: int, start: int, seconds: int, at: float
    ) -> tuple[int, Count]:
        """Return the place in the drawer for a name, and its new count."""
        drawer = os.pread(self.file, self.size, start).ljust(self.size, b"\0")
        places = list(self._PLACE.iter_unpack(drawer))
        for place, (held, ends, number) in enumerate(places):
            # A clock that was put back would make a count last too long.
            if held == name and at < ends <= at + seconds:
                return place, Count(max(0, number + by), ends, is_shared=True)
        counts = [number if at < ends else -1 for _, ends, number in places]
        return counts.index(min(counts)), Count(max(0, by), at + seconds, is_shared=True)


class WorkerCounter:
    """Count in the memory of one process."""

    MOST = 20_000

    def __init__(self) -> None:
        self.counts: OrderedDict[bytes, tuple[int, float]] = OrderedDict()
        self.lock = Lock()

    def add(self, name: bytes, by: int, *, seconds: int, at: float) -> Count:
        with self.lock:
            number, ends = self.counts.pop(name, (0, 0.0))
            if not at < ends <= at + seconds:
                number, ends = 0, at + seconds
            self.counts[name] = max(0, number + by), ends
            while len(self.counts) > self.MOST:
                self.counts.popitem(last=False)
            return Count(self.counts[name][0], ends, is_shared=False)


class BestCounter:
    """Count as widely as can be done now: in the first of the counters that works.

    One that failed is asked again after ``pause`` seconds, by one request: a Redis that
    hangs would else keep every request waiting.
    """

    def __init__(self, counters: list[Counter], *, pause: float = 5) -> None:
        self.counters = [*counters, WorkerCounter()]
        self.pause = pause
        self.rests = [0.0] * len(self.counters)

    @property
    def away(self) -> list[str]:
        """Return the names of the counters that failed and were not found to work again."""
        counters = zip(self.rests, self.counters, strict=True)
        return [type(counter).__name__ for rest, counter in counters if rest > 0]

    def look(self) -> None:
        """Ask those that rest, if it is time: else they stay away until somebody is counted."""
        for place, rest in enumerate(self.rests[:-1]):
            if rest > 0:
                self._added(place, named("look"), 0, seconds=1, at=time.time())

    def add(self, name: bytes, by: int, *, seconds: int, at: float) -> Count:
        for place in range(len(self.counters) - 1):
            if count := self._added(place, name, by, seconds=seconds, at=at):
                return count
        return self.counters[-1].add(name, by, seconds=seconds, at=at)

    def _added(self, place: int, name: bytes, by: int, *, seconds: int, at: float) -> Count | None:
        """Return the count of one counter, or None where it rests or fails."""
        counter, now = self.counters[place], time.monotonic()
        if was_resting := self.rests[place] > 0:
            if now < self.rests[place]:
                return None
            self.rests[place] = now + self.pause
        try:
            count = counter.add(name, by, seconds=seconds, at=at)
        except OSError as error:
            self.rests[place] = time.monotonic() + self.pause
            if not was_resting:
                words = "%s cannot count (%s); asked again every %s seconds"
                logger.warning(words, type(counter).__name__, error, self.pause)
            return None
        if was_resting:
            self.rests[place] = 0.0
            logger.warning("%s counts again", type(counter).__name__)
        return count
