"""How long a request may wait for the database; commands wait as long as it takes.

A server that is stopped keeps no limit of its own, so these are kept on this side.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """Seconds: for one statement, for one once the database is known to be away, for a lock."""

    statement: float
    once_away: float
    lock: float


READING = Limit(statement=5.0, once_away=0.3, lock=1.0)
"""Of a public page. In WAL mode nobody who reads waits for a lock of SQLite, but for moments."""
TEAM_READING = Limit(statement=25.0, once_away=0.3, lock=30.0)
"""Of what the team looks at, which may be large; nothing becomes of it."""
WRITING = Limit(statement=25.0, once_away=4.5, lock=30.0)
"""Of what is sent: rather wait than not know what became of it. Its page is there in five."""
LOOKING = Limit(statement=1.0, once_away=1.0, lock=1.0)
"""Of whoever only looks whether the database is there."""

_this = threading.local()


def limit() -> Limit | None:
    """Return the limit of what this thread works at, or None."""
    return getattr(_this, "limit", None)


@contextmanager
def within(given: Limit) -> Iterator[None]:
    """Keep a limit until the end."""
    before = limit()
    _this.limit = given
    try:
        yield
    finally:
        _this.limit = before
