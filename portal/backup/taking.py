"""Take a backup: all rows as they stand at one moment, while others go on writing."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from portal.backup import rows
from portal.backup.files import FORMAT, VERSION, Refused, writing

NAME = re.compile(r"guidance-\d{4}-\d\d-\d\dT\d{6}Z\.backup")


def take(path: Path) -> tuple[Path, int]:
    """Write a backup; return where, and of how many rows. A folder gets one named by the time."""
    now = datetime.now(UTC)
    if path.is_dir():
        path /= f"guidance-{now:%Y-%m-%dT%H%M%S}Z.backup"
    with writing(path) as file, one_moment():
        file.head(
            {
                "format": FORMAT,
                "version": VERSION,
                "made": now.isoformat(timespec="seconds"),
                "database": connection.vendor,
                "migrations": migrations(),
            }
        )
        for model in rows.tables(as_it_stands()):
            file.head(
                {
                    "table": model._meta.db_table,
                    "columns": [field.column for field in rows.columns(model)],
                    "last": rows.last_number(model, connection),
                }
            )
            for row in rows.rows_of(model):
                file.row(row)
    return path, file.rows


def migrations() -> list[list[str]]:
    """Return what has been applied, as pairs of app and name."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def as_it_stands() -> Any:
    """Return the models as this database has them, also where newer code is not migrated yet."""
    loader = MigrationLoader(connection)
    return loader.project_state(ends(loader, set(loader.applied_migrations))).apps


def ends(loader: MigrationLoader, ran: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the last migrations of those that ran, on each branch."""
    nodes = loader.graph.node_map
    known = [key for key in ran if key in nodes]
    return sorted(key for key in known if not any(c.key in ran for c in nodes[key].children))


@contextmanager
def one_moment() -> Iterator[None]:
    """See the database as it is now, until this ends; nobody who writes waits for it.

    In SQLite a transaction that only reads does so by itself in WAL mode, unless it begins as
    a writer, as all others here do.
    """
    if connection.in_atomic_block:
        yield
        return
    database: Any = connection
    usual = getattr(database, "transaction_mode", None)
    if connection.vendor == "sqlite":
        database.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    cursor.execute("SET LOCAL statement_timeout = 0")
            yield
    finally:
        if connection.vendor == "sqlite":
            database.transaction_mode = usual


def forget_older(folder: Path, *, keep: int) -> int:
    """Delete all but the newest backups that were named by their time; return how many.

    Half-written files of runs that were killed a day ago go too.
    """
    if keep < 1:
        raise Refused("Keep at least one backup.")
    named = sorted(file for file in folder.iterdir() if NAME.fullmatch(file.name))
    for file in named[:-keep]:
        file.unlink()
    for part in folder.glob(".guidance-*.backup.*.part"):
        if datetime.now(UTC).timestamp() - os.stat(part).st_mtime > 24 * 60 * 60:
            part.unlink(missing_ok=True)
    return len(named[:-keep])
