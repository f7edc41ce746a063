"""Who works at the same moment: a few requests in each process, and of one visitor fewer.

A process has ``places``, in which requests are worked at, and ``seats``, in which they wait
without working; gunicorn has a thread for each of both. A visitor has at most ``share`` of
the places, and of what is heavy works at one thing after the other. So who comes with many
connections waits for itself, and others find a place.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, local


class Crowded(Exception):
    """No seat is free for one who would have to wait, or the wait was too long."""


class Turns:
    """The places and seats of a process; ``most`` is how many seats one visitor may take."""

    PATIENCE = 10.0
    """Seconds until a request that waits for its turn is sent away."""

    def __init__(self, *, places: int, seats: int, share: int, most: int) -> None:
        self.free, self.seats, self.share, self.most = places, seats, share, most
        self.present: Counter[str] = Counter()
        self.working: Counter[str] = Counter()
        self.seated: Counter[str] = Counter()
        self.heavy: Counter[str] = Counter()
        self.changed = Condition()
        self.this = local()

    @contextmanager
    def place(self, who: str) -> Iterator[None]:
        """Work at a request of ``who`` as soon as a place is free, of all and of theirs."""
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
    def turn(self, who: str) -> Iterator[None]:
        """Work at something heavy of ``who``, one after the other; to be asked in a place.

        Raises Crowded where too many wait, or this one has waited too long.
        """
        with self.changed:
            if self.heavy[who]:
                with self._seat(who):
                    if not self.changed.wait_for(lambda: not self.heavy[who], self.PATIENCE):
                        raise Crowded
                    self.heavy[who] += 1  # before waiting for a place, or two would come at once
            else:
                self.heavy[who] += 1
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
            if self.present[who] <= self.share or not self._is_seat_free(who):
                return
            with self._seat(who):
                self.changed.wait_for(lambda: False, seconds)

    @contextmanager
    def aside(self, what: str) -> Iterator[None]:
        """Give the place to others while something is done elsewhere; Crowded without a seat.

        It is taken back at once, even if none is free: a database may be locked meanwhile, and
        those in the places wait for it.
        """
        with self.changed:
            if not self._is_seat_free(what):
                raise Crowded
            self.seated[what] += 1
            if who := getattr(self.this, "who", None):
                self._leave(who)
        try:
            yield
        finally:
            with self.changed:
                _fewer(self.seated, what)
                if who:
                    self.free -= 1
                    self.working[who] += 1

    @contextmanager
    def _seat(self, who: str) -> Iterator[None]:
        if not self._is_seat_free(who):
            raise Crowded
        self.seated[who] += 1
        self._leave(who)
        try:
            yield
        finally:
            _fewer(self.seated, who)
            self._enter(who)

    def _is_seat_free(self, who: str) -> bool:
        return self.seated[who] < self.most and self.seated.total() < self.seats

    def _enter(self, who: str) -> None:
        self.changed.wait_for(lambda: self.free > 0 and self.working[who] < self.share)
        self.free -= 1
        self.working[who] += 1

    def _leave(self, who: str) -> None:
        self.free += 1
        _fewer(self.working, who)
        self.changed.notify_all()


def _fewer(counts: Counter[str], who: str) -> None:
    """Take one away, and forget who has none, or every visitor of the day would be kept."""
    counts[who] -= 1
    if not counts[who]:
        del counts[who]
