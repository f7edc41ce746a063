"""SQLite that can still be read where it cannot be written, and is written in turn.

A database in WAL mode needs two files beside its own, even to be read. On a full disk, or
on one that is mounted read-only, they cannot be made, and nothing could be read. Then, and
only then, a connection is opened that reads without them. It lasts for one request, as every
connection to SQLite does here, so the next one tries the normal way again.
"""

import logging
import sqlite3
import threading
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import register as register_functions

from portal.limits.rules import here
from portal.outages import circuits
from portal.outages.deadlines import LOOKING, limit
from portal.storage.troubles import Trouble, trouble_at

logger = logging.getLogger(__name__)

_UNWRITABLE = frozenset({8, 10, 13, 14})
"""Read-only, input/output error, full, cannot open. Source: https://www.sqlite.org/rescode.html"""

_PATIENCE = 10.0
"""Seconds to wait for one's turn to write; then SQLite itself is asked, which waits longer."""

_said: dict[str, Trouble] = {}
_saying = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with ``trouble``: why this connection can only read, or None."""

    trouble: Trouble | None = None
    _has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        """Begin as a writer, in turn with the others of this process.

        SQLite lets those who wait sleep for up to a tenth of a second at a time and take the
        lock in no order; so one of each process waits there, and the others here.
        """
        if self.transaction_mode == "IMMEDIATE" and not self._has_turn:
            self._has_turn = here.turns.await_writing(self._file, _PATIENCE)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # django-stubs lack it
        except BaseException:
            self._end_turn()
            raise
        if self._has_turn:
            here.turns.begin_writing(self._file)

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # django-stubs lack it
        finally:
            self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # django-stubs lack it
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # django-stubs lack it
        finally:
            self._end_turn()

    @property
    def _file(self) -> str:
        return str(self.settings_dict["NAME"])

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            here.turns.end_writing(self._file)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        kept = limit()
        if kept is not None:
            circuits.database.enter(to_look=kept is LOOKING)
            conn_params = {**conn_params, "timeout": kept.lock}
        try:
            made = super().get_new_connection(conn_params)
        except sqlite3.DatabaseError as error:
            made = self._opened_for_reading(conn_params, error)
            if made is None:
                if kept is not None:
                    circuits.database.failed(error)
                raise
        else:
            self.trouble = None
            _say(self._file, None)
        if kept is not None:
            circuits.database.worked()
        return made

    def _opened_for_reading(self, conn_params: dict[str, Any], error: Any) -> Any:
        """Return a connection that only reads; None where that is not the matter, or fails too."""
        if (
            self.is_in_memory_db()
            or getattr(error, "sqlite_errorcode", 0) & 0xFF not in _UNWRITABLE
        ):
            return None
        path = Path(self._file).absolute()
        for query in _ways(path):
            address = f"file:{quote(str(path))}?{query}"
            try:
                made = self.Database.connect(**{**conn_params, "database": address})
            except sqlite3.OperationalError:
                continue
            try:
                made.execute("SELECT 1 FROM sqlite_master").fetchone()
            except sqlite3.OperationalError:
                made.close()
                continue
            register_functions(made)
            self.trouble = trouble_at(path) or Trouble.READ_ONLY
            # To begin as a writer would be refused, also where something is only read.
            self.transaction_mode = "DEFERRED"
            _say(self._file, self.trouble)
            return made
        return None


def _ways(path: Path) -> list[str]:
    """Return how to open a file for reading, the safest way first.

    Without its WAL a file is not to be believed where there is something in it: what was
    saved last would be missing, and a page may be half written.
    """
    log = path.with_name(f"{path.name}-wal")
    has_log = log.exists() and log.stat().st_size > 0
    return ["mode=ro"] if has_log else ["mode=ro", "mode=ro&immutable=1"]


def _say(name: str, trouble: Trouble | None) -> None:
    """Write one line when a process begins to read only, and one when that is over."""
    if trouble is None and name not in _said:
        return
    with _saying:
        before = _said.get(name)
        if trouble is None:
            _said.pop(name, None)
        else:
            _said[name] = trouble
    if trouble is not None and trouble is not before:
        logger.error("The database can be read but not written: %s", trouble.hint)
    elif trouble is None and before is not None:
        logger.warning("The database can be written again.")
