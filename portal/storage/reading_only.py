"""A stretch of time in which the database itself refuses every write.

For showing a form once more with what was typed into it: the very view that saves is run,
and cannot save.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def reading_only() -> Iterator[None]:
    """Refuse writes until the end, where whatever was begun is undone.

    Nothing waits for a lock meanwhile, for nothing is about to be changed: so it works while
    others write, and on a database that can only be read.
    """
    connection.ensure_connection()
    begin = _read_only_sqlite if connection.vendor == "sqlite" else _read_only_postgresql
    with begin(connection):
        yield


@contextmanager
def _read_only_sqlite(connection: Any) -> Iterator[None]:
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            # Not by a cursor of Django's, which takes no order after a refused write.
            connection.connection.execute("PRAGMA query_only = ON")
            try:
                yield
            finally:
                connection.connection.execute("PRAGMA query_only = OFF")
                transaction.set_rollback(True)
    finally:
        connection.transaction_mode = mode


@contextmanager
def _read_only_postgresql(connection: Any) -> Iterator[None]:
    # A lock on a row is a write for PostgreSQL; Django leaves it out where there is none.
    connection.features.has_select_for_update = False
    try:
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION READ ONLY")
            try:
                yield
            finally:
                transaction.set_rollback(True)
    finally:
        del connection.features.has_select_for_update
