"""SQLite where it cannot be written: it is read, and only then in another way.

A link that leads to itself, in the place of the file that SQLite maps, makes it fail as a read-only
disk does, for everybody, root included.
"""

import sqlite3

import pytest
from django.db import DatabaseError, OperationalError, connections, transaction

from portal.limits.rules import here
from portal.sqlite import base
from portal.storage.troubles import Trouble, trouble_of

OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 1,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


@pytest.fixture
def path(tmp_path):
    """A database in WAL mode with one row, closed as it should be."""
    path = tmp_path / "data base?.sqlite3"
    made = sqlite3.connect(path)
    made.execute("PRAGMA journal_mode=WAL")
    made.execute("CREATE TABLE notice (words)")
    made.execute("INSERT INTO notice VALUES ('kept')")
    made.commit()
    made.close()
    return path


@pytest.fixture
def opened(path, django_db_blocker):
    """Open the database as the portal does; closed at the end."""
    settings = {**connections.settings["default"], "NAME": str(path), "OPTIONS": OPTIONS}
    wrappers = []

    def opened():
        wrappers.append(base.DatabaseWrapper(settings, "default"))
        return wrappers[-1]

    with django_db_blocker.unblock():
        yield opened
    for wrapper in wrappers:
        wrapper.close()
    base._said.clear()


@pytest.fixture
def unwritable(path):
    """The link that stops SQLite; removing it makes the database whole again."""
    link = path.with_name(f"{path.name}-shm")
    link.symlink_to(link)
    return link


def words_of(wrapper):
    with wrapper.cursor() as cursor:
        return cursor.execute("SELECT words FROM notice").fetchall()


def write(wrapper):
    with wrapper.cursor() as cursor:
        cursor.execute("INSERT INTO notice VALUES ('more')")


def test_database_that_can_be_written_is_opened_as_ever(opened):
    wrapper = opened()

    write(wrapper)

    assert words_of(wrapper) == [("kept",), ("more",)]
    assert (wrapper.trouble, wrapper.transaction_mode) == (None, "IMMEDIATE")


def test_database_that_cannot_be_written_is_read(opened, unwritable):
    wrapper = opened()

    assert words_of(wrapper) == [("kept",)]
    assert wrapper.trouble is Trouble.READ_ONLY
    with pytest.raises(OperationalError) as refusal:
        write(wrapper)
    assert trouble_of(refusal.value, connection=wrapper) is Trouble.READ_ONLY


def test_reason_of_the_opening_is_told_at_writing(opened, unwritable, monkeypatch):
    monkeypatch.setattr(base, "trouble_at", lambda path: Trouble.FULL)
    wrapper = opened()

    with pytest.raises(DatabaseError) as refusal:
        write(wrapper)

    assert trouble_of(refusal.value, connection=wrapper) is Trouble.FULL


def test_transaction_that_only_reads_can_begin(opened, unwritable):
    connections["unwritable"] = wrapper = opened()

    with transaction.atomic(using="unwritable"):
        found = words_of(wrapper)

    del connections["unwritable"]
    assert found == [("kept",)]


def test_next_connection_is_whole_again(opened, unwritable):
    words_of(first := opened())
    first.close()
    unwritable.unlink()

    write(second := opened())

    assert words_of(second) == [("kept",), ("more",)]
    assert second.trouble is None


def test_log_says_once_when_it_begins_and_once_when_it_is_over(opened, unwritable, caplog):
    for _request in range(3):
        words_of(wrapper := opened())
        wrapper.close()
    unwritable.unlink()
    for _request in range(2):
        words_of(wrapper := opened())
        wrapper.close()

    assert [(line.levelname, line.message) for line in caplog.records] == [
        ("ERROR", f"The database can be read but not written: {Trouble.READ_ONLY.hint}"),
        ("WARNING", "The database can be written again."),
    ]


def test_file_without_what_was_saved_last_is_not_believed(opened, path, unwritable):
    path.with_name(f"{path.name}-wal").write_bytes(b"saved last")

    with pytest.raises(OperationalError):
        words_of(opened())


def test_database_that_is_not_there_is_not_made_up(opened, path, unwritable):
    path.unlink()
    path.symlink_to(path)

    with pytest.raises(OperationalError):
        words_of(opened())


def test_what_is_no_database_is_told_as_such(opened, path):
    path.write_bytes(b"not a database, but as long as one" * 100)

    with pytest.raises(DatabaseError) as refusal:
        words_of(opened())
    assert trouble_of(refusal.value) is Trouble.AWAY


@pytest.mark.parametrize("ending", ["commit", "rollback", "close"])
def test_writers_of_a_process_take_turns(opened, path, ending):
    turns, wrapper = here.turns, opened()
    wrapper.set_autocommit(False, True)
    assert not turns.await_writing(str(path), 0.001)

    getattr(wrapper, ending)()

    assert turns.await_writing(str(path), 0.001)
    turns.end_writing(str(path))


def test_turn_to_write_is_given_back_where_nothing_can_be_begun(opened, path):
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    wrapper = opened()
    wrapper.ensure_connection()
    wrapper.connection.execute("PRAGMA busy_timeout = 1")

    with pytest.raises(OperationalError, match="locked"):
        wrapper.set_autocommit(False, True)

    assert str(path) not in here.turns.writers
    other.close()


def test_who_waits_too_long_for_a_turn_begins_without(opened, path, monkeypatch):
    monkeypatch.setattr(base, "_PATIENCE", 0.001)
    here.turns.await_writing(str(path), 1)
    wrapper = opened()

    wrapper.set_autocommit(False, True)
    wrapper.rollback()

    assert str(path) in here.turns.writers  # it ends the turn of nobody else
    here.turns.end_writing(str(path))
