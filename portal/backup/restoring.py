"""Restore a backup: into an empty database of either kind, all of it or nothing.

The file is read twice: first as a whole, so that nothing is touched for one that was cut or
changed. Rows are written as the models were when it was made; newer migrations come after.
"""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from portal.backup import rows
from portal.backup.emptying import emptied, filled, tables_there
from portal.backup.files import Refused, reading
from portal.backup.taking import ends, migrations
from portal.environment.databases import place

MOST_ROWS = 200
"""Written at once, if they are small."""
MOST_SIGNS = 1_000_000


@dataclass
class Contents:
    """What a whole, unchanged file says of itself."""

    made: str
    database: str
    migrations: list[list[str]]
    tables: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def look(path: Path) -> Contents:
    """Read a file to its end; return what is in it. Raises Refused."""
    lines = reading(path)
    head = next(lines)
    contents = Contents(head["made"], head["database"], head["migrations"])
    table = ""
    for said in lines:
        if isinstance(said, dict):
            table = said["table"]
            contents.tables[table] = 0
        else:
            contents.tables[table] += 1
    return contents


def restore(path: Path, *, replace: bool = False) -> Contents:
    """Write all rows of a backup into this database. Raises Refused, and has changed nothing.

    With ``replace`` what stands in the database goes first.
    """
    contents = look(path)
    executor = MigrationExecutor(connection)
    last = _ends(contents, executor)
    if "django_migrations" not in tables_there():
        executor.migrate(last)
    elif migrations() != contents.migrations:
        raise Refused(
            f"The database ({place()}) is not as it was when the backup was made: other migrations "
            "have run. "
            "Name an empty database by DATABASE_URL, without any table; what is missing is made."
        )
    models = rows.tables(executor.loader.project_state(last).apps)
    if not replace and (there := filled(models)):
        raise Refused(
            f"The database is not empty ({place()}): rows stand in {', '.join(there[:3])}"
            f"{' and others' if len(there) > 3 else ''}. Nothing was changed. Name an empty one "
            "by DATABASE_URL, or say --replace: then what is there is deleted."
        )
    try:
        with transaction.atomic():
            _fill(path, {model._meta.db_table: model for model in models})
    except DatabaseError as error:
        said = str(error).partition("\n")[0]
        raise Refused(f"The database refused the rows, and none was kept: {said}") from error
    ContentType.objects.clear_cache()
    if MigrationExecutor(connection).migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    return contents


def _ends(contents: Contents, executor: MigrationExecutor) -> list[tuple[str, str]]:
    """Return the last migrations that had run when the backup was made."""
    loader = executor.loader
    ran = {(app, name) for app, name in contents.migrations}
    if lost := sorted(".".join(key) for key in ran if key not in loader.graph.nodes):
        raise Refused(
            f"The backup was made by a newer version of the portal, or another one: this one "
            f"does not know {lost[-1]}. Restore it with the version that made it."
        )
    return ends(loader, ran)


def _fill(path: Path, models: dict[str, type[Any]]) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
    lines = reading(path)
    next(lines)
    with emptied([*models.values()]):
        model: type[Any] | None = None
        columns: list[Any] = []
        waiting: list[list[Any]] = []
        size = 0
        for said in lines:
            if isinstance(said, dict):
                _write(model, columns, waiting)
                model, columns, waiting, size = _table(said, models), _columns(said, models), [], 0
                continue
            waiting.append(said)
            size += sum(len(value) for value in said if isinstance(value, str))
            if len(waiting) >= MOST_ROWS or size >= MOST_SIGNS:
                _write(model, columns, waiting)
                waiting, size = [], 0
        _write(model, columns, waiting)
    _mark_anew()


def _table(said: dict[str, Any], models: dict[str, type[Any]]) -> type[Any]:
    if said["table"] not in models:
        raise Refused(f"The backup holds a table that is not known: {said['table']}.")
    model = models[said["table"]]
    if said["last"] is not None:
        rows.go_on_after(model, said["last"], connection)
    return model


def _columns(said: dict[str, Any], models: dict[str, type[Any]]) -> list[Any]:
    known = {field.column: field for field in rows.columns(models[said["table"]])}
    if set(known) != set(said["columns"]):
        raise Refused(f"The backup has other columns for {said['table']} than the portal.")
    return [known[name] for name in said["columns"]]


def _write(model: type[Any] | None, columns: list[Any], waiting: list[list[Any]]) -> None:
    if model is None or not waiting:
        return
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in columns)
    places = ", ".join(["%s"] * len(columns))
    words = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(
            words,
            [
                [
                    rows.for_column(field, v, connection)
                    for field, v in zip(columns, row, strict=True)
                ]
                for row in waiting
            ],
        )


def _mark_anew() -> None:
    """Let processes that serve stored pages see that all is new (see `portal/stored`)."""
    if "guidance_generation" in tables_there():
        with connection.cursor() as cursor:
            mark = secrets.token_hex(16)
            cursor.execute("UPDATE guidance_generation SET mark = %s", [mark])
