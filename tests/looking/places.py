"""Where pages are looked at: a portal that serves as in production, and TLS in front of it."""

import os
import re
import secrets
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.sites import ROOT, prepared, running

HERE = ROOT / "tests" / "looking"
TOOLS = ROOT / ".local" / "looking"
STATIC = TOOLS / "static"
PROGRAMS = ("package.json", "package-lock.json", "front.mjs", "look.mjs", "validate.mjs")
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "tests.looking.settings",
    "READ_DOT_ENV": "off",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "127.0.0.1",
    "BEHIND_TLS_PROXY": "on",
    "SEARCH_MEANING": "off",
    "LOG_LEVEL": "ERROR",
    **dict.fromkeys(("API_RATE", "RESULT_RATE", "EVALUATE_RATE"), "10000000/min"),
}


@dataclass(frozen=True)
class Place:
    """A portal, the site in front of it, and facts about its content."""

    portal: str
    site: str
    facts: dict

    def __call__(self, path: str) -> str:
        return path if path.startswith("http") else self.site + path

    def path(self, template: str) -> str:
        return template.format(**self.facts["links"], **self.facts["rows"])


@contextmanager
def opened(folder: Path) -> Iterator[Place]:
    """Serve what ships and more, on SQLite; the tools are downloaded where they are not there."""
    os.environ.pop("DATABASE_URL", None)
    _tools()
    _static()
    with (
        prepared(folder, "tests.looking.prepare") as ground,
        running(ground, **ENVIRONMENT) as portal,
        _front(portal.url, folder) as site,
    ):
        yield Place(portal.url, site, ground.facts)


def _tools() -> None:
    TOOLS.mkdir(parents=True, exist_ok=True)
    lock = TOOLS / "node_modules" / ".of-lock"
    wanted = (HERE / "package-lock.json").read_text()
    for name in PROGRAMS:
        shutil.copy(HERE / name, TOOLS / name)
    if lock.is_file() and lock.read_text() == wanted:
        return
    print("==> Downloading html-validate and Lighthouse (200 MB)")
    npm = ["npm", "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
    subprocess.run(npm, cwd=TOOLS, check=True, stdout=subprocess.DEVNULL)
    lock.write_text(wanted)


def _static() -> None:
    """Collect style sheets and scripts where one has changed since; compressing takes a minute."""
    sources = [*(ROOT / "static").rglob("*.*"), ROOT / "portal" / "styles.py"]
    manifest = STATIC / "staticfiles.json"
    newest = max(source.stat().st_mtime for source in sources)
    if manifest.is_file() and manifest.stat().st_mtime > newest:
        return
    print("==> Collecting static files")
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"],
        cwd=ROOT, env=os.environ | ENVIRONMENT, check=True,
    )  # fmt: skip


@contextmanager
def _front(portal: str, folder: Path) -> Iterator[str]:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    about = _about(portal)
    bare = re.sub(r"<link rel=\"(?:stylesheet|icon)\"[^>]*>", "", about)
    (folder / "empty.html").write_text(re.sub(r"(?s)(<body>).*</body>", r"\1<p>Empty</p>", bare))
    front = subprocess.Popen(
        ["node", "front.mjs", portal, str(folder)], cwd=TOOLS, stdout=subprocess.PIPE, text=True
    )
    try:
        assert front.stdout is not None
        yield f"https://127.0.0.1:{int(front.stdout.readline())}"
    finally:
        front.terminate()
        front.wait(10)


def _about(portal: str) -> str:
    asked = urllib.request.Request(  # noqa: S310 - this machine
        f"{portal}/about/", headers={"X-Forwarded-Proto": "https"}
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310 - this machine
        return str(answer.read().decode())
