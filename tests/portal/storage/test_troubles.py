"""What an error says of the database: full, read-only, too busy, or something else."""

import errno
import sqlite3

import pytest
from django.db import OperationalError, connection
from psycopg import errors

from portal.outages.circuits import Away
from portal.storage.troubles import LEAST_FREE, Trouble, standing_trouble, trouble_at, trouble_of


def wrapped(cause):
    """An error as Django raises it, from one of the database's."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def sqlite_error(code):
    error = sqlite3.OperationalError("told by SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("cause", "trouble"),
    [
        (sqlite_error(sqlite3.SQLITE_FULL), Trouble.FULL),
        (sqlite_error(sqlite3.SQLITE_READONLY), Trouble.READ_ONLY),
        (sqlite_error(sqlite3.SQLITE_READONLY_DIRECTORY), Trouble.READ_ONLY),
        (sqlite_error(sqlite3.SQLITE_BUSY), Trouble.BUSY),
        (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), Trouble.BUSY),
        (sqlite_error(sqlite3.SQLITE_LOCKED), Trouble.BUSY),
        (sqlite_error(sqlite3.SQLITE_ERROR), None),
        (sqlite_error(sqlite3.SQLITE_CONSTRAINT), None),
        (errors.DiskFull(), Trouble.FULL),
        (errors.ReadOnlySqlTransaction(), Trouble.READ_ONLY),
        (errors.DeadlockDetected(), Trouble.BUSY),
        (errors.LockNotAvailable(), Trouble.BUSY),
        (errors.SerializationFailure(), Trouble.BUSY),
        (errors.UniqueViolation(), None),
        (errors.QueryCanceled(), None),
        (errors.AdminShutdown(), Trouble.AWAY),
        (errors.TooManyConnections(), Trouble.AWAY),
        (errors.OperationalError("connection refused"), Trouble.AWAY),
        (Away("gone"), Trouble.AWAY),
        (sqlite_error(sqlite3.SQLITE_NOTADB), Trouble.AWAY),
        (sqlite_error(sqlite3.SQLITE_CORRUPT), Trouble.AWAY),
        (OSError(errno.ENOSPC, "no space"), Trouble.FULL),
        (OSError(errno.EROFS, "read-only"), Trouble.READ_ONLY),
        (OSError(errno.ENOENT, "no such file"), None),
    ],
    ids=lambda value: str(value) or type(value).__name__,
)
def test_trouble_is_seen_through_what_was_raised_from_it(cause, trouble):
    assert trouble_of(wrapped(cause)) is trouble
    assert trouble_of(wrapped(wrapped(cause))) is trouble


def test_trouble_of_nothing_else():
    assert trouble_of(ValueError("database or disk is full")) is None


def test_chain_that_goes_round_ends():
    one, other = ValueError(), ValueError()
    one.__cause__, other.__cause__ = other, one

    assert trouble_of(one) is None


@pytest.mark.parametrize("more", [-1, 0])
def test_disk_is_full_below_what_the_database_needs(tmp_path, monkeypatch, more):
    path = tmp_path / "portal.sqlite3"
    path.touch()
    disk = _Disk(free=LEAST_FREE + more)
    monkeypatch.setattr("os.statvfs", lambda folder: disk)

    assert trouble_at(path) is (Trouble.FULL if more < 0 else None)


@pytest.mark.parametrize(("flag", "trouble"), [(1, Trouble.READ_ONLY), (0, None)])
def test_disk_is_mounted_read_only(tmp_path, monkeypatch, flag, trouble):
    disk = _Disk(free=LEAST_FREE, flag=flag)
    monkeypatch.setattr("os.statvfs", lambda folder: disk)

    assert trouble_at(tmp_path / "portal.sqlite3") is trouble


def test_place_that_is_not_there_tells_nothing(tmp_path):
    assert trouble_at(tmp_path / "nowhere" / "portal.sqlite3") is None


class _Disk:
    def __init__(self, free, flag=0):
        self.f_bavail, self.f_frsize, self.f_flag = free, 1, flag


@pytest.mark.django_db
def test_database_that_can_be_written_has_no_trouble():
    assert standing_trouble(connection) is None


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_words_for_everybody(trouble):
    words = [trouble.words, trouble.login_words, trouble.advice, trouble.hint]

    assert [word for word in words if not str(word).strip()] == []
    assert 0 < trouble.retry_after <= 60
