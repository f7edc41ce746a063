"""A portal of its own for a part of the soak: a database with what ships, a server, visitors."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path

import psycopg

from tests.html import select, sent

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long word for the soak only"
PEOPLE = f"""
from django.contrib.auth.models import Group, User
for number in range(4):
    user = User.objects.create_user(f"writer{{number}}", password={PASSWORD!r}, is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
"""


@dataclass(frozen=True)
class Place:
    """Where databases of a kind are made: ``sqlite`` in a folder, ``postgres`` on a server."""

    kind: str
    folder: Path
    server: str = ""

    def fresh(self, name: str, *, of: str = "") -> str:
        """Make a database, empty or a copy of another one that nobody uses; return its URL."""
        if self.kind == "sqlite":
            file = self.folder / f"{name}.sqlite3"
            if of:
                shutil.copy(self.folder / f"{of}.sqlite3", file)
            return f"sqlite:///{file}"
        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{_named(name)}" WITH (FORCE)')
            template = f' TEMPLATE "{_named(of)}"' if of else ""
            server.execute(f'CREATE DATABASE "{_named(name)}"{template}')
        return f"{self.server.rpartition('/')[0]}/{_named(name)}"

    def drop(self, *names: str) -> None:
        """Drop databases; those of a folder go with it."""
        if self.kind == "postgres":
            with psycopg.connect(self.server, autocommit=True) as server:
                for name in names:
                    server.execute(f'DROP DATABASE IF EXISTS "{_named(name)}" WITH (FORCE)')


def _named(name: str) -> str:
    return f"soak_{os.environ.get('SOAK_ID') or os.getpid()}_{name}"


def database_of(url: str) -> dict[str, str]:
    """Return what of Django's settings names the database of a URL, beside its kind."""
    if url.startswith("sqlite"):
        return {"NAME": url.removeprefix("sqlite:///")}
    return {"NAME": url.rpartition("/")[2]}


def environment(url: str, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "READ_DOT_ENV": "off",
        "SECRET_KEY": "a-secret-for-the-soak-only-and-nothing-else-at-all-in-the-world",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "off",
        "LOG_LEVEL": "ERROR",
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        **more,
    }


def manage(url: str, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env=environment(url), check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return done.stdout


def prepare(place: Place) -> None:
    """Make the databases that parts copy: ``empty`` has its tables, ``full`` what ships too."""
    empty = place.fresh("empty")
    manage(empty, "migrate", "-v0")
    full = place.fresh("full", of="empty")
    manage(full, "load_packs")
    manage(full, "shell", "-v0", "-c", PEOPLE)
    manage(full, "collectstatic", "--no-input", "-v0")


class Server:
    """The portal as `make run` starts it, on a free port, for as long as a ``with`` lasts."""

    def __init__(self, url: str, folder: Path, **settings: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._log = folder / "server.log"
        self._environment = environment(url, **settings)

    def __enter__(self) -> "Server":
        command = [
            sys.executable, "-m", "gunicorn", "portal.wsgi",
            "--config", "scripts/gunicorn.conf.py", "--bind", f"127.0.0.1:{self.port}",
        ]  # fmt: skip
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        for _ in range(200):
            try:
                if Visitor(self.port).get("/healthz").status == 200:
                    return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start: {self._log.read_text()}")

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def tell(self, number: signal.Signals) -> None:
        """Send a signal to the server's first process."""
        self._process.send_signal(number)

    @property
    def faults(self) -> int:
        """Tracebacks in the server's log."""
        return self._log.read_text(errors="replace").count("Traceback (most recent call last)")

    @property
    def lines(self) -> int:
        """Lines of the server's log."""
        return len(self._log.read_text(errors="replace").splitlines())


@dataclass
class Answer:
    status: int
    content: bytes
    headers: dict[str, str]
    seconds: float


@dataclass
class Visitor:
    """A browser with cookies and an address of its own, one connection at a time."""

    port: int
    address: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, list[str]] | dict[str, str]) -> Answer:
        body = urllib.parse.urlencode(fields, doseq=True)
        kind = "application/x-www-form-urlencoded"
        origin = f"http://127.0.0.1:{self.port}"
        return self._ask(
            "POST", path, body, {"Content-Type": kind, "Origin": origin, "Referer": origin + path}
        )

    def send(self, path: str, body: str) -> Answer:
        """Send JSON to the API."""
        return self._ask("POST", path, body, {"Content-Type": "application/json"})

    def log_in(self, name: str) -> None:
        fields = form_on(self.get("/admin/login/"))
        given = {"username": [name], "password": [PASSWORD], "next": ["/admin/"]}
        answer = self.post("/admin/login/", fields | given)
        if answer.status != 302:
            raise RuntimeError(f"{name} cannot log in: {answer.status}")

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        start = time.perf_counter()
        line = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=90, source_address=(self.address, 0)
        )
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            line.request(method, path, body, headers | ({"Cookie": cookies} if cookies else {}))
            response = line.getresponse()
            content = response.read()
        finally:
            line.close()
        for given in response.msg.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(given).items():
                self.cookies[name] = morsel.value
        seconds = time.perf_counter() - start
        return Answer(response.status, content, dict(response.headers), seconds)


def form_on(answer: Answer) -> dict[str, list[str]]:
    """Return the fields of the first form of a page that is posted, as a browser fills them."""
    for form in select(answer, "form[method=post]"):
        # A search has another method; a way out is a form too.
        if "logout" not in (form.attrs.get("action") or "") + (form.attrs.get("id") or ""):
            return {name: given for name, given in sent(form).items() if "__prefix__" not in name}
    raise ValueError("there is no form on the page")
