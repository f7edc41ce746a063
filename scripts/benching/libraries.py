"""Libraries of several sizes on both databases: made once, and kept between runs.

One of SQLite is a file in ``.local/bench``, one of PostgreSQL a database of the server that
``scripts/services.sh`` found. Both are named after the last migration, so that a newer schema has
its own. A library is as it ships, or as many licenses as its size says: the rest are copies.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / ".local" / "bench"
SERVER = ROOT / ".local" / "postgres-url"
SHIPPED = 0
"""The size of the library as it ships."""


@dataclass(frozen=True)
class Library:
    """What is published on a database (`sqlite`, `postgres`), of a size in licenses."""

    database: str
    size: int

    @property
    def words(self) -> str:
        return f"{self.size:,} licenses" if self.size else "as it ships"

    @property
    def name(self) -> str:
        last = sorted((ROOT / "guidance" / "migrations").glob("0*.py"))[-1].stem
        return f"bench_{last[:4]}_{self.size or 'shipped'}"

    @property
    def url(self) -> str:
        if self.database == "sqlite":
            return f"sqlite:///{PLACE / self.name}.sqlite3"
        return f"{SERVER.read_text().strip().rpartition('/')[0]}/{self.name}"

    def environment(self, **settings: str) -> dict[str, str]:
        """Return what a process needs to work on this library."""
        return {
            **os.environ,
            "READ_DOT_ENV": "off",
            "SECRET_KEY": "a-secret-for-measuring-only-and-nothing-else-at-all",
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "off",
            "API_RATE": "10000000/min",
            "RESULT_RATE": "10000000/min",
            "EVALUATE_RATE": "10000000/min",
            "SEARCH_RATE": "10000000/min",
            "SEARCH_MEANING": "off",
            "LOG_LEVEL": "ERROR",
            "WEB_CONCURRENCY": "1",
            "STATE_DIR": str(PLACE / "state"),
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            **settings,
        }

    def manage(self, *command: str, **settings: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=self.environment(**settings), check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def asked(self, *words: str, **settings: str) -> Any:
        """Return what a process of its own, on the first core, tells of this library."""
        command = ["taskset", "-c", "0", sys.executable, "scripts/benching/asked.py", *words]
        found = subprocess.run(
            command, cwd=ROOT, env=self.environment(**settings), check=True, capture_output=True,
            text=True,
        )  # fmt: skip
        return json.loads(found.stdout.splitlines()[-1])

    def make(self) -> None:
        """Make this library where it is not there yet; half of one does not stay."""
        if self.is_there():
            return
        if self.size:
            shipped = Library(self.database, SHIPPED)
            shipped.make()
            self._copy(shipped)
        else:
            self._create()
        try:
            self._fill()
        except BaseException:
            self._drop()
            raise

    def is_there(self) -> bool:
        if self.database == "sqlite":
            return (PLACE / f"{self.name}.sqlite3").exists()
        asked = "SELECT 1 FROM pg_database WHERE datname = %s"
        with self._server() as server:
            return server.execute(asked, [self.name]).fetchone() is not None

    def _fill(self) -> None:
        if self.size:
            self.asked("copies", str(self.size))
            self.manage("rebuild_search")
        else:
            self.manage("migrate", "-v0")
            self.manage("load_packs")
            self.manage("make_vectors", SEARCH_MEANING="auto")
        if self.database == "postgres":
            with psycopg.connect(self.url, autocommit=True) as own:
                own.execute("VACUUM ANALYZE")

    def _create(self) -> None:
        PLACE.mkdir(parents=True, exist_ok=True)
        if self.database == "postgres":
            with self._server() as server:
                server.execute(f'CREATE DATABASE "{self.name}"')

    def _copy(self, other: "Library") -> None:
        if self.database == "sqlite":
            shutil.copy(PLACE / f"{other.name}.sqlite3", PLACE / f"{self.name}.sqlite3")
        else:
            with self._server() as server:
                server.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{other.name}"')

    def _drop(self) -> None:
        if self.database == "sqlite":
            for left in PLACE.glob(f"{self.name}.sqlite3*"):
                left.unlink()
        else:
            with self._server() as server:
                server.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _server(self) -> psycopg.Connection[Any]:
        return psycopg.connect(SERVER.read_text().strip(), autocommit=True)
