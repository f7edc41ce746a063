"""Rows that transactions write to, put back between two tests as they were.

Emptying all tables after each test is what such tests spend most of their time with. A
`Shelf` keeps the rows once: on PostgreSQL in tables beside those they belong to, on SQLite
as a file, of which each test gets a copy that its threads share (see `threads.py`).
"""

import shutil
import sqlite3
from pathlib import Path

from django.db import connection

_NOT_OURS = {"django_migrations", "django_content_type", "auth_permission"}


class Shelf:
    """What stands in the database when this is made; ``put_back`` makes it so again."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "kept.sqlite3"
        self._put_back = ""
        if connection.vendor == "sqlite":
            self._keep_file()
        else:
            self._keep_rows()

    def put_back(self, folder: Path) -> None:
        """Let a test find the rows again; on SQLite in the file that its threads share."""
        if self._put_back:
            with connection.cursor() as cursor:
                cursor.execute(self._put_back)
        else:
            shutil.copy(self._file, folder / "shared.sqlite3")

    def drop(self) -> None:
        if self._put_back:
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA kept CASCADE")

    def _keep_file(self) -> None:
        connection.ensure_connection()
        copy = sqlite3.connect(self._file)
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")  # or the first to connect lock each other out
        copy.close()

    def _keep_rows(self) -> None:
        names = connection.introspection.table_names()
        tables = [name for name in names if name not in _NOT_OURS]
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
            columns = {table: _columns_of(cursor, table) for table in tables}
            for table in tables:
                cursor.execute(f'CREATE UNLOGGED TABLE kept."{table}" AS TABLE "{table}"')
            cursor.execute(
                "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
            )
            guarded = [name for (name,) in cursor.fetchall()]
        # Keys are looked at when this ends, so the order of the tables is all one.
        self._put_back = ";".join([
            "BEGIN",
            *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in guarded),
            "SET CONSTRAINTS ALL DEFERRED",
            *(f'DELETE FROM "{table}"' for table in tables),  # noqa: S608 - our own tables
            *(
                f'INSERT INTO "{table}" ({names}) SELECT {names} FROM kept."{table}"'  # noqa: S608
                for table, names in columns.items()
            ),
            "SET CONSTRAINTS ALL IMMEDIATE",
            *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in guarded),
            "COMMIT",
        ])  # fmt: skip


def _columns_of(cursor, table: str) -> str:
    """Return the columns of a table that rows are written with, not those made of others."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return ", ".join(f'"{name}"' for (name,) in cursor.fetchall())
