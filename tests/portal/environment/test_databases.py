"""A database that cannot be used is said in one line, for every command."""

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connection

from portal.environment.databases import in_words
from tests.portal.environment.test_settings import PRODUCTION, started

UNMIGRATED = (
    "The database is not up to date: SQLite in {}. Run manage.py migrate first. (no such table: {})"
)


def run(*command, **environment):
    return started("manage.py", *command, **PRODUCTION, **environment)


@pytest.mark.parametrize(
    ("command", "table"),
    [
        (["load_packs"], "guidance_edition"),
        (["createsuperuser", "--noinput", "--username=a", "--email=a@b.org"], "auth_user"),
    ],
)
def test_database_without_tables_is_to_be_migrated_first(tmp_path, command, table):
    file = tmp_path / "new.sqlite3"

    done = run(*command, DATABASE_URL=f"sqlite:///{file}")

    assert (done.returncode, done.stderr) == (1, UNMIGRATED.format(file, table) + "\n")


def test_database_that_does_not_answer_is_named_without_its_password():
    done = run("load_packs", DATABASE_URL="postgres://ada:s3kret@127.0.0.1:1/x")

    said = 'connection failed: connection to server at "127.0.0.1", port 1 failed: '
    begin = f"The database does not answer: PostgreSQL at 127.0.0.1:1, database x, as ada: {said}"
    assert done.returncode == 1
    assert done.stderr.startswith(begin)
    assert done.stderr.endswith(". See DATABASE_URL.\n")
    assert (done.stderr.count("\n"), done.stderr.count("s3kret")) == (1, 0)


def test_file_that_is_no_database_is_named(tmp_path):
    file = tmp_path / "words.sqlite3"
    file.write_text("These are only words. " * 50)

    done = run("migrate", DATABASE_URL=f"sqlite:///{file}")

    words = f"The database cannot be used: SQLite in {file}: file is not a database."
    assert (done.returncode, done.stderr) == (1, f"{words} See DATABASE_URL.\n")


AWAY, MIGRATE = "The database does not answer: ", "The database is not up to date: "


class State(Exception):
    def __init__(self, sqlstate):
        self.sqlstate = sqlstate


def caused(kind, words, sqlstate):
    error = kind(words)
    error.__cause__ = State(sqlstate)
    return error


@pytest.mark.both
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's states")
@pytest.mark.parametrize(
    ("error", "begins"),
    [
        (caused(ProgrammingError, 'relation "x" does not exist\nLINE 1', "42P01"), MIGRATE),
        (caused(ProgrammingError, 'column "x" does not exist', "42703"), MIGRATE),
        (caused(OperationalError, "server closed the connection", None), AWAY),
        (caused(OperationalError, "password failed", "28P01"), AWAY),
        (caused(OperationalError, "too many clients", "53300"), AWAY),
        (caused(OperationalError, "deadlock detected", "40P01"), None),
        (caused(ProgrammingError, "syntax error", "42601"), None),
        (caused(IntegrityError, "duplicate key", "23505"), None),
        (ValueError("no such table"), None),
    ],
)  # fmt: skip
def test_states_of_postgresql_are_known(error, begins):
    words = in_words(error)

    assert words is None if begins is None else words.startswith(begins)
    assert "\n" not in (words or "")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's words")
@pytest.mark.parametrize(
    ("said", "is_known"),
    [
        ("no such table: x", True), ("no such column: x", True),
        ("table x has no column named y", True),
        ("unable to open database file", True), ("attempt to write a readonly database", True),
        ("database or disk is full", True), ("database is locked", True),
        ('near "x": syntax error', False), ("too many SQL variables", False),
    ],
)  # fmt: skip
def test_words_of_sqlite_are_known(said, is_known):
    assert bool(in_words(OperationalError(said))) is is_known


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's words")
def test_table_that_migrating_itself_misses_is_a_fault():
    assert in_words(OperationalError("no such table: x"), command="migrate") is None
