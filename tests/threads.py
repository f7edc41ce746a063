"""Work done at the same time on the database at hand, each thread with its own connection."""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.db import connection, connections

_ALIAS = "default"


def in_threads(works: Sequence[Callable[[], Any]], folder: Path) -> list[Any]:
    """Run all at once and return what each returned; what one raised is raised here.

    SQLite's test database is in memory and cannot be shared honestly, so the threads
    share a copy of it in ``folder``, which is kept for the next call.
    """
    name = _shared_copy(folder) if connection.vendor == "sqlite" else None
    results: list[Any] = [None] * len(works)
    errors: list[BaseException] = []

    def run(at: int) -> None:
        if name is not None:
            settings = {**connections.settings[_ALIAS], "NAME": name}
            connections[_ALIAS] = type(connections[_ALIAS])(settings, _ALIAS)
        try:
            results[at] = works[at]()
        except BaseException as error:
            errors.append(error)
        finally:
            connections[_ALIAS].close()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if errors:
        raise errors[0]
    return results


def _shared_copy(folder: Path) -> str:
    path = folder / "shared.sqlite3"
    if not path.exists():
        connection.ensure_connection()
        copy = sqlite3.connect(path)
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")  # or the first to connect lock each other out
        copy.close()
    return str(path)
