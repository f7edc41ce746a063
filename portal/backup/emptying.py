"""Empty the tables before a restore, with the database's own triggers put to sleep meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from portal.backup import rows

MADE_BY_MIGRATIONS = frozenset(
    {"auth_group", "auth_group_permissions", "auth_permission", "django_content_type",
     "django_migrations", "django_session", "guidance_generation", "sqlite_sequence"}
)  # fmt: skip
"""Tables that have rows before anybody has done anything."""


def tables_there() -> set[str]:
    return set(connection.introspection.table_names())


def filled(models: list[type[Any]]) -> list[str]:
    """Return the tables in which somebody's rows stand."""
    names = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        return [
            name for name in names if name not in MADE_BY_MIGRATIONS and _has_rows(cursor, name)
        ]


def _has_rows(cursor: Any, table: str) -> bool:
    cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608
    return cursor.fetchone() is not None


@contextmanager
def emptied(models: list[type[Any]]) -> Iterator[None]:
    """Empty these tables and that of logins; what refuses to change editions is back at the end.

    In a transaction. The references between rows are looked at before the triggers are back.
    """
    ours = {model._meta.db_table for model in models} | rows.LEFT_OUT
    names = sorted(ours & tables_there())
    quoted = [connection.ops.quote_name(name) for name in names]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(quoted)}")
            for table in quoted:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in quoted:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _words in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        for table in quoted:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
        yield
        for _name, words in triggers:
            cursor.execute(words)
