"""Rows as plain data and back, so that they say the same in SQLite and in PostgreSQL."""

import base64
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

LEFT_OUT = frozenset({"django_session"})
"""Logins end with a restore: a backup is no place for what opens the admin."""
AT_ONCE = 50
"""Rows that are held in memory at once."""


def tables(apps: Any) -> list[type[models.Model]]:
    """Return all models that have rows to keep, those that join two others too, by table."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return [found[name] for name in sorted(found) if name not in LEFT_OUT]


def columns(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def rows_of(model: type[models.Model]) -> Iterator[list[Any]]:
    """Yield the rows by their keys, as plain data (one query, a few rows in memory)."""
    names = [field.attname for field in columns(model)]
    found = model._base_manager.order_by("pk").values_list(*names)
    for row in found.iterator(chunk_size=AT_ONCE):
        yield [plain(value) for value in row]


def plain(value: Any) -> Any:
    """Return what a column holds as JSON can: times to the microsecond, bytes in base 64.

    >>> plain(datetime(2026, 3, 4, 5, 6, 7, 8))
    '2026-03-04T05:06:07.000008'
    >>> plain(b"ab")
    'YWI='
    """
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return str(value) if isinstance(value, Decimal | UUID) else value


def for_column(field: Any, value: Any, connection: Any) -> Any:
    """Return what the driver of this database writes into a column."""
    if isinstance(field, models.JSONField):
        is_null = value is None and field.null
        return None if is_null else field.get_db_prep_value(value, connection)
    if isinstance(field, models.BinaryField) and value is not None:
        value = base64.b64decode(value)
    elif value is not None:
        value = field.to_python(value)
    if isinstance(value, str) and connection.vendor == "postgresql":
        value = value.replace("\0", "\N{REPLACEMENT CHARACTER}")  # which PostgreSQL cannot keep
    return field.get_db_prep_save(value, connection)


def last_number(model: type[models.Model], connection: Any) -> int | None:
    """Return the last number that a table gave to a row; None where it gives none."""
    if not isinstance(model._meta.pk, models.AutoField):
        return None
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            return found[0] if found else 0
        sequence = _sequence(cursor, model)
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608
        last, is_called = cursor.fetchone()
        return last if is_called else 0


def go_on_after(model: type[models.Model], last: int, connection: Any) -> None:
    """Let the next row have a number that no row ever had."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
        else:
            sequence = _sequence(cursor, model)
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, max(last, 1), last > 0])


def _sequence(cursor: Any, model: type[models.Model]) -> str:
    names = [f'"{model._meta.db_table}"', model._meta.pk.column]
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", names)
    return str(cursor.fetchone()[0])
