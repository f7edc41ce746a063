"""Empty the tables before a restore; the database's own triggers sleep for that and no longer."""

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
MADE_BY_TRIGGERS = frozenset({"guidance_said"})
"""Tables without a model: triggers make their rows of others', and so they do at a restore."""


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
    """Empty these tables, that of logins and those that triggers fill; then rows may come.

    In a transaction. The references between the new rows are looked at in the end.
    """
    ours = {model._meta.db_table for model in models} | rows.LEFT_OUT | MADE_BY_TRIGGERS
    names = sorted(ours & tables_there())
    quoted = [connection.ops.quote_name(name) for name in names]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(quoted)}")  # wakes no trigger of a row
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _words in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        for table in quoted:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
        for _name, words in triggers:
            cursor.execute(words)
        yield
