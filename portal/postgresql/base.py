"""PostgreSQL whose silence ends: a server that is stopped answers nothing, and refuses nothing.

While a request waits for an answer, this side looks every tenth of a second whether its time
is over, or whether another thread has found that the database is away. Then the connection is
closed, for what comes on it later would be the answer to something else.
"""

import time
from collections.abc import Generator
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from portal.outages import circuits
from portal.outages.deadlines import LOOKING, Limit, limit, within

_CROWDED = "too many"
"""PostgreSQL's words where it is there, and takes no further connection."""


class Overdue(psycopg.OperationalError):
    """The answer did not come in time."""


class Connection(psycopg.Connection[Any]):
    """psycopg's, whose waiting has an end in a thread that has a limit."""

    def wait(self, gen: Any, *more: Any, **options: Any) -> Any:
        kept = limit()
        if kept is None:
            return super().wait(gen, *more, **options)
        try:
            return super().wait(timed(gen, kept), *more, **options)
        except Overdue:
            self.pgconn.finish()
            raise


def timed(gen: Any, kept: Limit) -> Generator[Any, Any, Any]:
    """Pass on what psycopg waits for; each wake without an answer looks at the clock."""
    begun = time.monotonic()
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if not ready:
                _look(time.monotonic() - begun, kept)
            wanted = gen.send(ready)
    except StopIteration as ended:
        return ended.value
    finally:
        gen.close()


def _look(waited: float, kept: Limit) -> None:
    is_away = circuits.database.is_open
    if waited >= (kept.once_away if is_away else kept.statement):
        raise Overdue(f"no answer in {waited:.1f} seconds")


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, which asks no server that is known to be away while a request waits."""

    Database: Any = SimpleNamespace(**{**vars(psycopg), "connect": Connection.connect})

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        kept = limit()
        if kept is None:
            return super().get_new_connection(conn_params)
        circuits.database.enter(to_look=kept is LOOKING)
        try:
            made = super().get_new_connection(conn_params)
        except psycopg.OperationalError as error:
            if _CROWDED not in str(error):
                circuits.database.failed(error)
            raise
        circuits.database.worked()
        return made

    def is_usable(self) -> bool:
        # Asked before what somebody wants, and between requests, where there is no limit: so
        # nothing is lost by not waiting for it as long as for their statement.
        if circuits.database.is_open and limit() is not LOOKING:
            return False
        with within(LOOKING):
            return bool(super().is_usable())
