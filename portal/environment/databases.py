"""What a database that cannot be used means for whoever started a command, in one line."""

import re

from django.db import DatabaseError, OperationalError, connection

MOST = 400
"""Characters of what the database itself said."""

_LACKING = re.compile(r"no such (?:table|column)|has no column named")
_UNDEFINED = frozenset({"42P01", "42703", "3F000"})  # table, column, schema
_AWAY = ("08", "28", "3D", "53", "57P")  # connection, login, no such database, full, going down
_FILE = re.compile(
    r"unable to open|readonly|read-only|is full|disk I/O|malformed|not a database|is locked"
)
"""SQLite's words for a file that cannot be used."""


def in_words(error: BaseException, *, command: str = "") -> str | None:
    """Return what to do about the database, or None where that is not what failed.

    One of our statements that is wrong is not: that is a fault, and wants its traceback, and
    so does a table that the command ``migrate`` itself misses.
    """
    if not isinstance(error, DatabaseError):
        return None
    said = (str(error).strip().splitlines() or [""])[0][:MOST]
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None) or ""
    if state in _UNDEFINED or (connection.vendor == "sqlite" and _LACKING.search(said)):
        if command == "migrate":
            return None
        return f"The database is not up to date: {place()}. Run manage.py migrate first. ({said})"
    if connection.vendor == "sqlite":
        if _FILE.search(said):
            return f"The database cannot be used: {place()}: {said}. See DATABASE_URL."
        return None
    is_away = isinstance(error, OperationalError) and (not state or state.startswith(_AWAY))
    if is_away or "invalid connection option" in said or "invalid URI" in said:
        return f"The database does not answer: {place()}: {said}. See DATABASE_URL."
    return None


def place() -> str:
    """Return where the database is, without its password."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"SQLite in {settings['NAME']}"
    host, port = settings["HOST"] or "this machine's socket", settings["PORT"] or 5432
    user = f", as {settings['USER']}" if settings["USER"] else ""
    return f"PostgreSQL at {host}:{port}, database {settings['NAME']}{user}"
