"""gunicorn's worker: it ends once another can take over, and answers who waits at its door."""

import math
import signal
import time
from typing import Any

from portal.outages import circuits
from portal.serving import signals
from portal.serving.at_once import AnsweringAtOnce
from portal.serving.handover import handover


class Worker(AnsweringAtOnce):
    """A connection that nobody took is reset when the last worker closes the socket.

    So each takes all that wait when it is told to end, and again just before it closes. Who
    comes later is refused, and can ask another server.
    """

    LONGEST = 5.0
    """Seconds for which waiting connections are taken; more come as long as the socket is open."""
    PATIENCE = 60.0
    """Seconds for which the new processes of a reload are waited for; then they have failed."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.generation = handover.generation
        self.told_to_end = self.notified = 0.0

    @property
    def max_requests(self) -> float:
        """Return after how many requests it ends, for gunicorn's own look at it.

        Not while the database is away: a new process would hold no page, and could make none.
        """
        return math.inf if circuits.database.is_open else self._most_requests

    @max_requests.setter
    def max_requests(self, most: int) -> None:
        self._most_requests = most

    def init_signals(self) -> None:
        super().init_signals()
        signals.let_through()

    def handle_exit(self, sig: int, frame: Any) -> None:
        """End, but at a reload not before a new process can take requests.

        Who is still beginning has taken nobody's request, and ends in the middle of it.
        """
        if not self.booted:
            raise SystemExit(0)
        self.told_to_end = self.told_to_end or time.monotonic()
        is_patient = time.monotonic() < self.told_to_end + self.PATIENCE
        if not (is_patient and handover.is_awaited(self.generation)):
            super().handle_exit(sig, frame)

    def notify(self) -> None:
        """Say that it lives, once a second; look whether it was waited for long enough."""
        if (now := time.monotonic()) >= self.notified + 1:
            self.notified = now
            super().notify()
        if self.told_to_end and self.alive:
            self.handle_exit(signal.SIGTERM, None)

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            self.let_in_and_shut()

    def let_in_and_shut(self) -> None:
        """Take whoever waits, then close the door in the same moment."""
        end = time.monotonic() + self.LONGEST
        for listener in self.sockets:
            listener.setblocking(False)
            while time.monotonic() < end and self._takes_one(listener):
                pass
            listener.close()
        self.sockets: list[Any] = []

    def _takes_one(self, listener: Any) -> bool:
        before = self.nr_conns
        self.accept(listener)
        return bool(self.nr_conns > before)
