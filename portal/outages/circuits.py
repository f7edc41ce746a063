"""What does not answer is not asked by every request: one asks for all, now and then.

A circuit is of one process. It is opened by whoever finds that something is away, and closed
by whoever finds that it answers. Each of both is one line in the log.
"""

import logging
import threading
import time

from django.db import OperationalError

logger = logging.getLogger(__name__)

_LONGEST = 300
"""Characters of what the other side, or its driver, said."""


class Away(OperationalError):
    """Something is known to be away, and was not asked."""


class Circuit:
    """Whether something called ``name`` is away.

    While it is, a thread that looks is let through; where none does, one request after ``pause``
    seconds without a look.
    """

    def __init__(self, name: str, *, pause: float = 5.0) -> None:
        self.name, self.pause = name, pause
        self.reason = ""
        self.refused = 0
        self._since = self._next = 0.0
        self._changing = threading.Lock()

    @property
    def is_open(self) -> bool:
        return bool(self.reason)

    def enter(self, *, to_look: bool = False) -> None:
        """Go on where it answers, or where it is time to try; raises Away otherwise."""
        if not self.reason or to_look:
            return
        with self._changing:
            now = time.monotonic()
            if self.reason and now < self._next:
                self.refused += 1
                raise Away(f"{self.name} does not answer: {self.reason}")
            self._next = now + self.pause

    def failed(self, error: object) -> None:
        """Open it: others need not find out for themselves."""
        said = " ".join(str(error).split())[:_LONGEST].rstrip(".") or "no answer"
        with self._changing:
            was_open, self.reason = self.is_open, said
            self._next = time.monotonic() + self.pause
            if not was_open:
                self._since, self.refused = time.monotonic(), 0
        if not was_open:
            words = "%s does not answer: %s. What is stored goes on being served."
            logger.error(words, self.name, said)

    def worked(self) -> None:
        """Close it."""
        if not self.reason:
            return
        with self._changing:
            was_open, self.reason = self.is_open, ""
            seconds, refused = time.monotonic() - self._since, self.refused
        if was_open:
            words = "%s answers again, after %.1f seconds in which %s were refused."
            logger.warning(words, self.name, seconds, refused)


database = Circuit("The database")
