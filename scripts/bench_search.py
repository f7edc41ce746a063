"""Measure the search with what ships: by words and with meaning, alone and over HTTP, in memory.

Asks the open queries of ``tests/quality/`` one after the other, each once (uncached) and once
more. A worker's memory is its share (PSS): pages that workers share are counted in parts.
Machines are noisy: compare within one run only.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
QUERIES = ROOT / "tests" / "quality" / "queries-open.yaml"
COMMANDS = (
    ["migrate", "-v0"],
    ["load_packs"],
    ["make_vectors"],
    ["collectstatic", "--no-input", "-v0"],
)
WORKERS = 2
MODES = {"words": "off", "meaning": "auto"}


def main() -> int:
    queries = [asked["query"] for asked in yaml.safe_load(QUERIES.read_text("utf-8"))]
    print(f"\n{'search':<18}{'ms p50':>8}{'p95':>8}{'again p50':>11}{'p95':>8}{'MB/worker':>11}")
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "READ_DOT_ENV": "off",
            "SECRET_KEY": "a-secret-for-measuring-only-and-nothing-else-at-all",
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "off",
            "SEARCH_RATE": "10000000/min",
            "LOG_LEVEL": "ERROR",
            "STATE_DIR": folder,
            "WEB_CONCURRENCY": str(WORKERS),
            "WARM_PAGES": "0",  # other pages that are made beside would be measured too
            "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        for command in COMMANDS:
            manage(command, environment)
        os.environ.update(environment)
        engine_alone(queries)
        for name, mode in MODES.items():
            over_http(name, queries, {**environment, "SEARCH_MEANING": mode})
    return 0


def manage(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def engine_alone(queries: list[str]) -> None:
    import django

    django.setup()
    from guidance.services.search import searching
    from guidance.services.search.meaning.standing import standing

    standing.refresh()
    for by_meaning in (False, True):
        searching.search("warm", by_meaning=by_meaning)

        def ask(query: str, by_meaning: bool = by_meaning) -> object:
            return searching.search(query, by_meaning=by_meaning)

        name = "meaning" if by_meaning else "words"
        report(f"engine, {name}", times(ask, queries), times(ask, queries), "")


def over_http(name: str, queries: list[str], environment: dict[str, str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    config = ROOT / "scripts" / "gunicorn.conf.py"
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", str(config)]
    server = subprocess.Popen([*command, "--bind", address], cwd=ROOT, env=environment)

    def ask(query: str) -> None:
        asked = f"http://{address}/search/?q={urllib.parse.quote(query)}"
        urllib.request.urlopen(asked, timeout=30).read()

    try:
        for number in range(200):  # until both workers are up and know what there is
            try:
                ask(f"warm up {number}")
            except OSError:
                time.sleep(0.1)
            else:
                time.sleep(0.02)
        report(f"HTTP, {name}", times(ask, queries), times(ask, queries), shares(server.pid))
    finally:
        server.terminate()
        server.wait(20)


def times(ask: Callable[[str], object], queries: list[str]) -> list[float]:
    found = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        found.append((time.perf_counter() - start) * 1000)
    return found


def shares(pid: int) -> str:
    """Return the mean share of the workers of a server, in MB; nothing where it cannot be told."""
    found = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            rollup = Path(f"/proc/{child}/smaps_rollup").read_text()
            found.append(int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1]) / 1024)  # type: ignore[index]
    return f"{statistics.mean(found):.0f}" if found else ""


def report(name: str, first: list[float], again: list[float], memory: str) -> None:
    def at(found: list[float], share: float) -> float:
        return sorted(found)[int(len(found) * share)]

    print(f"{name:<18}{at(first, 0.5):>8.1f}{at(first, 0.95):>8.1f}"
          f"{at(again, 0.5):>11.1f}{at(again, 0.95):>8.1f}{memory:>11}")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
