"""A portal of its own for the browser: a prepared database, copied, and gunicorn before it.

In-process servers were weighed: theirs is the database of the other tests, which is emptied
after each test with transactions, and loading the packs takes five seconds. So the content is
loaded once for a run, and each site gets a copy. It also runs as in production: its own
process, threads, no patched settings, and the tests reach it through the browser alone.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
HERE = "tests.browser"
START_SECONDS = 60


@dataclass
class Ground:
    """The prepared database, and facts about its rows; ``copies`` counts what was made of it."""

    url: str
    facts: dict
    folder: Path
    copies: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Site:
    """A running portal: its address, facts about its content, and what it logged."""

    url: str
    facts: dict
    log: Path

    def __call__(self, path: str) -> str:
        return path if path.startswith("http") else self.url + path

    @property
    def complaints(self) -> str:
        return self.log.read_text()


@contextmanager
def prepared(folder: Path, filled_by: str = f"{HERE}.prepare"):
    """Make a database of the kind that DATABASE_URL names, filled by a program."""
    given = os.environ.get("DATABASE_URL", "sqlite:///")
    ground = Ground(_name(given, folder, "ground"), {}, folder)
    _make(ground.url)
    try:
        done = subprocess.run(
            [sys.executable, "-m", filled_by],
            env=_environment(ground.url), cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"The content could not be prepared:\n{done.stderr}")
        ground.facts.update(json.loads(done.stdout))
        yield ground
    finally:
        for url in [*ground.copies, ground.url]:
            _drop(url)


@contextmanager
def running(ground: Ground, **environment: str):
    """Serve a copy of the prepared database on a free port of this machine."""
    number = len(ground.copies)
    url = _name(ground.url, ground.folder, f"copy{number}")
    _make(url, like=ground.url)
    ground.copies.append(url)
    log = ground.folder / f"server-{number}.log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("w") as out:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", "portal.wsgi", "--config",
                str(ROOT / "scripts" / "gunicorn.conf.py"), "--bind", f"127.0.0.1:{port}",
            ],
            env=_environment(url)
            | {"WEB_CONCURRENCY": "1", "STATE_DIR": str(ground.folder / f"state-{number}")}
            | environment,
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        site = Site(f"http://127.0.0.1:{port}", ground.facts, log)
        _wait(site, process)
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(site, process):
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(site("/readyz"), timeout=5):  # noqa: S310
                return
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"The portal did not start:\n{site.complaints}")


def _environment(url):
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": f"{HERE}.settings",
        "PYTHONPATH": str(ROOT),
        "CACHE_URL": "locmemcache://",
    }


def _name(url, folder, name):
    if url.startswith("sqlite"):
        return f"sqlite:///{folder / name}.sqlite3"
    return urlunsplit(urlsplit(url)._replace(path=f"/browser_{folder.name}_{os.getpid()}_{name}"))


def _file(url):
    return Path(url.removeprefix("sqlite:///"))


def _make(url, like=""):
    if url.startswith("sqlite"):
        if like:
            shutil.copyfile(_file(like), _file(url))
        return
    with _server(url) as server:
        made = sql.SQL("CREATE DATABASE {}").format(_named(url))
        if like:
            made += sql.SQL(" TEMPLATE {}").format(_named(like))
        server.execute(made)


def _drop(url):
    if url.startswith("sqlite"):
        return
    with _server(url) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_named(url)))


def _named(url):
    return sql.Identifier(urlsplit(url).path.removeprefix("/"))


def _server(url):
    return psycopg.connect(urlunsplit(urlsplit(url)._replace(path="/postgres")), autocommit=True)
