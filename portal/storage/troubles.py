"""Why the database could not be written, or not even read: full, read-only, too busy, away.

These are no faults of the portal. Whoever saves is told what it is and keeps their words,
and whoever runs the portal reads one line that says what to do.
"""

import errno
import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import InterfaceError
from django.utils.translation import gettext_lazy as _

from portal.outages.circuits import Away


class Trouble(StrEnum):
    FULL = "full"
    READ_ONLY = "read-only"
    BUSY = "busy"
    AWAY = "away"

    @property
    def words(self) -> Any:
        """Say it to whoever wanted to save something."""
        return _WORDS[self]

    @property
    def login_words(self) -> Any:
        """Say it to whoever wanted to log in."""
        return _LOGIN_WORDS[self]

    @property
    def advice(self) -> Any:
        return _ADVICE[self]

    @property
    def hint(self) -> str:
        """Say to whoever runs the portal what it is and what helps; for logs and probes."""
        return _HINTS[self]

    @property
    def retry_after(self) -> int:
        """Return the seconds after which another try makes sense."""
        return {Trouble.BUSY: 5, Trouble.AWAY: 10}.get(self, 60)


_WORDS = {
    Trouble.FULL: _("The disk of the server is full: nothing was saved."),
    Trouble.READ_ONLY: _("The disk of the server is read-only: nothing was saved."),
    Trouble.BUSY: _("Too many people save at this moment: nothing was saved."),
    Trouble.AWAY: _("The database of this site does not answer at the moment."),
}
_LOGIN_WORDS = {
    Trouble.FULL: _("The disk of the server is full: nobody can log in."),
    Trouble.READ_ONLY: _("The disk of the server is read-only: nobody can log in."),
    Trouble.BUSY: _("Too many people save at this moment: you were not logged in."),
    Trouble.AWAY: _("The database of this site does not answer: nobody can log in."),
}
_ADVICE = {
    Trouble.FULL: _("Tell whoever runs this site, and try again when there is room."),
    Trouble.READ_ONLY: _("Tell whoever runs this site, and try again when it can be written."),
    Trouble.BUSY: _("Wait a few seconds, then try again."),
    Trouble.AWAY: _(
        "Try again in a minute. If you were saving something, look first whether it was saved."
    ),
}
_HINTS = {
    Trouble.FULL: "the disk is full; free space where the database is",
    Trouble.READ_ONLY: "the database is read-only; look at how its disk is mounted, at the "
    "permissions of its file and folder, or whether it is a standby",
    Trouble.BUSY: "the database is locked by other writers for too long",
    Trouble.AWAY: "the database does not answer, or its file cannot be read",
}

LEAST_FREE = 256 * 1024
"""Bytes: with less, SQLite cannot make the files that it needs beside its own."""

_SQLITE = {5: Trouble.BUSY, 6: Trouble.BUSY, 8: Trouble.READ_ONLY, 13: Trouble.FULL}
"""By primary result code. Source: https://www.sqlite.org/rescode.html"""
_OF_FILES = frozenset({10, 14})
"""Input/output error and "cannot open": what they mean is seen at the disk."""
_UNREADABLE = frozenset({3, 10, 11, 14, 23, 26})
"""No permission, cannot read, damaged, cannot open, not authorized, no database at all."""
_POSTGRESQL = {
    "53100": Trouble.FULL, "25006": Trouble.READ_ONLY,
    "40001": Trouble.BUSY, "40P01": Trouble.BUSY, "55P03": Trouble.BUSY,
}  # fmt: skip
"""By SQLSTATE. Source: PostgreSQL's documentation, appendix A."""
_GONE = ("08", "57P", "53300")
"""Beginnings of SQLSTATE: connection lost, going down or starting, and no connection left."""
_SYSTEM = {
    errno.ENOSPC: Trouble.FULL, errno.EDQUOT: Trouble.FULL, errno.EROFS: Trouble.READ_ONLY,
}  # fmt: skip


def trouble_of(error: BaseException, *, connection: Any = None) -> Trouble | None:
    """Return what an error says of the database; None where it is something else.

    A connection that could be opened for reading only knows better why.
    """
    for one in _chain(error):
        if (found := _trouble(one, connection)) is not None:
            opened: Trouble | None = getattr(connection, "trouble", None)
            return opened or found if found is Trouble.READ_ONLY else found
    return None


def _trouble(error: BaseException, connection: Any) -> Trouble | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        primary = code & 0xFF
        if primary in _OF_FILES and connection is not None:
            return trouble_at(connection.settings_dict["NAME"]) or Trouble.AWAY
        return _SQLITE.get(primary) or (Trouble.AWAY if primary in _UNREADABLE else None)
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0)
    state = getattr(error, "sqlstate", None) or ""
    if isinstance(error, Away | InterfaceError) or (
        _is_operational(error) and (not state or state.startswith(_GONE))
    ):
        return Trouble.AWAY
    return _POSTGRESQL.get(state)


def _is_operational(error: BaseException) -> bool:
    """Tell whether psycopg raised it; on SQLite nobody imports that, which takes 6 MB."""
    psycopg = sys.modules.get("psycopg")
    return psycopg is not None and isinstance(error, psycopg.OperationalError)


def trouble_at(database: Any) -> Trouble | None:
    """Return why a SQLite file cannot be written where it is (no query; None if it can)."""
    path = Path(str(database))
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return None
    if disk.f_flag & os.ST_RDONLY:
        return Trouble.READ_ONLY
    if disk.f_bavail * disk.f_frsize < LEAST_FREE:
        return Trouble.FULL
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return Trouble.READ_ONLY
    return None


def standing_trouble(connection: Any) -> Trouble | None:
    """Return why a database that can be read could not be written now (at most one query)."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_read_only")
            return Trouble.READ_ONLY if cursor.fetchone()[0] == "on" else None
    if connection.is_in_memory_db():
        return None
    return connection.trouble or trouble_at(connection.settings_dict["NAME"])


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Walk from an error to what it was raised from, at most ten steps."""
    one: BaseException | None = error
    for _step in range(10):
        if one is None:
            return
        yield one
        one = one.__cause__ or one.__context__
