"""Writing behind: what was counted in memory is written some seconds later, beside the readers."""

import logging
import threading
from collections.abc import Callable

from django.db import Error, connection

logger = logging.getLogger(__name__)


class Behind:
    """Calls ``write`` in a thread, by a connection of its own; later again where that fails.

    The thread begins with ``wake`` and ends with the writing, so that nothing runs where
    nothing happens. ``failing`` is what the log says then.
    """

    def __init__(self, write: Callable[[], object], *, failing: str) -> None:
        self.write, self.failing = write, failing
        self.lock = threading.Lock()
        self.timer: threading.Timer | None = None

    def wake(self, seconds: float) -> None:
        """Have it written in so many seconds, where that is not on its way; 0: never."""
        if self.timer is not None or seconds <= 0:
            return
        with self.lock:
            if self.timer is None:
                self.timer = threading.Timer(seconds, self._run, [seconds])
                self.timer.daemon = True
                self.timer.start()

    def _run(self, seconds: float) -> None:
        self.timer = None
        try:
            self.write()
        except Error:
            logger.warning("%s could not be written; tried again later.", self.failing)
            self.wake(seconds)
        finally:
            connection.close()
