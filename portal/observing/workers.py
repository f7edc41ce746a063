"""gunicorn's worker, which answers those who are still waiting at its door before it ends."""

import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """A connection that nobody took is reset when the last worker closes the socket.

    So each takes all that wait when it is told to end, and again just before it closes. Who
    comes later is refused, and can ask another server.
    """

    LONGEST = 5.0
    """Seconds for which waiting connections are taken; more come as long as the socket is open."""

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
