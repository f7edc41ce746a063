"""Who works at the same moment: a few requests in each process, and of one visitor fewer.

A process has ``places``, in which requests are worked at, and ``seats``, in which they wait
without working; gunicorn has a thread for each of both. A visitor has at most ``share`` of
the places, and of what is heavy works at one thing after the other. So who comes with many
connections waits for itself, and others find a place.

A database of one file has one writer, and whoever else writes waits for it. Python works at one
thing at a time too: with three requests beside it, a transaction of 80 ms of work took
0.8 s. So those of a process who write wait for each other here, in order, and while one
writes nobody else begins but one.

Places and turns are given in the order of asking. Who goes first is given a place before
those who wait, as long as such requests have no more than half of the places.
"""

import fcntl
import os
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Condition, local

_Ticket = tuple[bool, int]


class Crowded(Exception):
    """No seat is free for one who would have to wait, or the wait was too long."""


class Turns:
    """The places and seats of a process; a visitor may work in ``share`` places."""

    PATIENCE = 10.0
    """Seconds until a request that waits for its turn is sent away."""

    def __init__(self, *, places: int, seats: int, share: int) -> None:
        self.places, self.free, self.seats, self.share = places, places, seats, share
        self.present: Counter[str] = Counter()
        self.working: Counter[str] = Counter()
        self.seated = 0
        self.aside_for: Counter[str] = Counter()
        self.heavy: Counter[str] = Counter()
        self.asked = count()
        self.waiting: dict[_Ticket, str] = {}
        """Who waits for a place, by when they asked; those who go first before the others."""
        self.first_working = 0
        self.writers: dict[str, bool] = {}
        """What has a writer in this process, and whether they hold it, or wait for others."""
        self.to_write: dict[int, str] = {}
        self.changed = Condition()
        self.this = local()

    @contextmanager
    def place(self, who: str, *, is_first: bool = False) -> Iterator[None]:
        """Work at a request of ``who`` as soon as a place is free, of all and of theirs."""
        self.this.is_first = is_first
        with self.changed:
            self.present[who] += 1
            self._enter(who)
        self.this.who = who
        try:
            yield
        finally:
            self.this.who = None
            with self.changed:
                self._leave(who)
                _fewer(self.present, who)

    @contextmanager
    def turn(self, who: str, *, is_patient: bool = False) -> Iterator[None]:
        """Work at something heavy of ``who``, one after the other; to be asked in a place.

        Raises Crowded where no seat is free, unless ``is_patient``, and after a long wait.
        """
        with self.changed:
            if not self.heavy[who]:
                self.heavy[who] += 1
            elif self.seated < self.seats or is_patient:
                # Never in a place: who has the turn next would wait for one of the same visitor.
                with self._seat(who):
                    self._wait_for_turn(who)
            else:
                raise Crowded
        try:
            yield
        finally:
            with self.changed:
                _fewer(self.heavy, who)
                self.changed.notify_all()

    def rest(self, who: str, seconds: float) -> None:
        """Keep one waiting who is refused and asks for more than their share at the same moment.

        Who asks for one thing after the other is not kept, nor is anybody without a seat.
        """
        with self.changed:
            if self.present[who] > self.share and self.seated < self.seats:
                with self._seat(who):
                    self.changed.wait_for(lambda: False, seconds)

    @contextmanager
    def aside(self, what: str, *, most: int) -> Iterator[None]:
        """Give the place to others while something is done elsewhere, for at most so many.

        It is taken back at once, even if none is free: a database may be locked meanwhile, and
        those in the places wait for it. Raises Crowded above ``most``.
        """
        with self.changed:
            if self.aside_for[what] >= most:
                raise Crowded
            self.aside_for[what] += 1
            if who := getattr(self.this, "who", None):
                self._leave(who)
        try:
            yield
        finally:
            with self.changed:
                _fewer(self.aside_for, what)
                if who:
                    self._take(who)

    def await_writing(self, what: str, patience: float) -> bool:
        """Wait for the turn to write to this; nobody is held back by those who wait.

        False where somebody still has it after ``patience`` seconds. Else ``end_writing``
        has to follow, whatever happens.
        """
        with self.changed:
            ticket = next(self.asked)
            self.to_write[ticket] = what
            try:
                is_mine = self.changed.wait_for(lambda: self._may_write(ticket), patience)
                if is_mine:
                    self.writers[what] = False
            finally:
                del self.to_write[ticket]
                self.changed.notify_all()
        return is_mine

    def _may_write(self, ticket: int) -> bool:
        what = self.to_write[ticket]
        first = next(other for other, its in self.to_write.items() if its == what)
        return first == ticket and what not in self.writers

    def begin_writing(self, what: str) -> None:
        """Hold back those who would begin, now that the database is held."""
        with self.changed:
            self.writers[what] = True

    def end_writing(self, what: str) -> None:
        with self.changed:
            self.writers.pop(what, None)
            self.changed.notify_all()

    @property
    def _busy(self) -> int:
        """Return how many are at work, without those who wait to write."""
        return self.places - self.free - len(self.to_write)

    @contextmanager
    def _seat(self, who: str) -> Iterator[None]:
        self.seated += 1
        self._leave(who)
        try:
            yield
        finally:
            self.seated -= 1
            self._enter(who)

    def _wait_for_turn(self, who: str) -> None:
        if not self.changed.wait_for(lambda: not self.heavy[who], self.PATIENCE):
            raise Crowded
        self.heavy[who] += 1  # before waiting for a place, or two would begin

    def _enter(self, who: str) -> None:
        ticket = (not self._is_first, next(self.asked))
        self.waiting[ticket] = who
        self.changed.wait_for(lambda: self._is_next(ticket))
        del self.waiting[ticket]
        self._take(who)
        self.changed.notify_all()  # who waited behind this one may be next

    def _is_next(self, ticket: _Ticket) -> bool:
        """Tell whether there is a place for this one, and nobody before it who could have it."""
        is_crowded = self.first_working >= max(1, self.places // 2)
        before = [
            who
            for other, who in self.waiting.items()
            if (other[1] < ticket[1] if is_crowded else other < ticket)
        ]
        return self._fits(self.waiting[ticket]) and not any(map(self._fits, before))

    def _fits(self, who: str) -> bool:
        if self.free <= 0 or self.working[who] >= self.share:
            return False
        return self._busy <= 1 or not any(self.writers.values())

    @property
    def _is_first(self) -> bool:
        return bool(getattr(self.this, "is_first", False))

    def _take(self, who: str) -> None:
        self.free -= 1
        self.working[who] += 1
        self.first_working += self._is_first

    def _leave(self, who: str) -> None:
        self.free += 1
        _fewer(self.working, who)
        self.first_working -= self._is_first
        self.changed.notify_all()


class MachineTurns:
    """Let one visitor's heavy requests wait for each other in all processes of a machine.

    By locks of single bytes of a file, which end with their process. After ``PATIENCE``
    seconds work begins anyway: another process may be stopped. Raises OSError where the file
    cannot be made.
    """

    PATIENCE = 3.0
    _STEP = 0.005

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        self.file = os.open(path, flags, 0o600)

    @contextmanager
    def turn(self, who: str) -> Iterator[None]:
        byte = zlib.crc32(who.encode())
        end = time.monotonic() + self.PATIENCE
        is_held = self._hold(byte)
        while not is_held and time.monotonic() < end:
            time.sleep(self._STEP)
            is_held = self._hold(byte)
        try:
            yield
        finally:
            if is_held:
                fcntl.lockf(self.file, fcntl.LOCK_UN, 1, byte)

    def _hold(self, byte: int) -> bool:
        try:
            fcntl.lockf(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except OSError:
            return False
        return True


def _fewer(counts: Counter[str], who: str) -> None:
    """Take one away, and forget who has none, or every visitor of the day would be kept."""
    counts[who] -= 1
    if not counts[who]:
        del counts[who]
