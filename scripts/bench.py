"""Measure the public pages beside a bare WSGI page of the same size on the same server.

Starts gunicorn twice (the portal with its shipped content in a database of its own, and a
bare WSGI application), asks both in turn from this process, and prints for each page:
queries per request, median milliseconds, requests per second, and the ratio to a
bare page of the same size. Machines are noisy: compare ratios within one run only.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROUNDS, THREADS, SECONDS = 60, 4, 3.0
RESULT = "/check/can-i-use-llama-2/"
ANSWERS = {
    "model": "as-received", "standing": "none", "policy": "none", "size": "far-below",
    "outputs": "nothing", "fields": "none", "sharing": "weights", "plans": "none",
}  # fmt: skip
PAGES: list[tuple[str, str, object]] = [
    ("home", "/", None),
    ("license page", "/licenses/llama-2/", None),
    ("question", RESULT, None),
    ("outcome", "", None),
    ("search", "/search/?q=notice+file", None),
    ("evaluate (API)", "/api/v1/trees/can-i-use-llama-2/evaluate", {"answers": {}}),
]
BARE = """
def application(environ, start_response):
    size = int(environ["QUERY_STRING"] or 0)
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(size))])
    return [b"x" * size]
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "READ_DOT_ENV": "off",
            "SECRET_KEY": "a-secret-for-measuring-only-and-nothing-else-at-all",
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "off",
            "API_RATE": "10000000/min",
            "SEARCH_RATE": "10000000/min",
            "SEARCH_MEANING": os.environ.get("SEARCH_MEANING", "off"),
            "LOG_LEVEL": "ERROR",
            "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        for command in (["migrate", "-v0"], ["load_packs"], ["collectstatic", "--no-input", "-v0"]):
            subprocess.run(
                [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True
            )
        Path(folder, "bare.py").write_text(BARE)
        os.environ.update(environment)
        queries = count_queries()
        with (
            Server("portal.wsgi", ROOT, environment) as portal,
            Server("bare:application", folder, environment) as bare,
        ):
            report(portal, bare, queries)
            report_search(portal)
    return 0


def outcome_address() -> str:
    """Return the address of a result with many terms: weights are passed on."""
    from django.test import Client

    answer = Client().post(
        "/api/v1/trees/can-i-use-llama-2/evaluate",
        {"answers": {key: [option] for key, option in ANSWERS.items()}},
        content_type="application/json",
    )
    return str(answer.json()["url"]).removeprefix("http://testserver")


def count_queries() -> dict[str, int]:
    """Return the queries of each page, in this process; sets the outcome's address."""
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    PAGES[3] = ("outcome", outcome_address(), None)
    counts = {}
    for name, path, body in PAGES:
        with CaptureQueriesContext(connection) as captured:
            client = Client()
            answer = (
                client.post(path, body, content_type="application/json")
                if body
                else client.get(path)
            )
        assert answer.status_code == 200, (name, path, answer.status_code)  # noqa: S101
        counts[name] = len(captured)
    return counts


class Server:
    """A gunicorn on a free port, for as long as the block lasts."""

    def __init__(self, app: str, folder: str | Path, environment: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [
            sys.executable, "-m", "gunicorn", app, "--chdir", str(folder),
            "--worker-class", "gthread", "--workers", "1", "--threads", "4",
            "--no-control-socket", "--log-level", "error", "--bind", f"127.0.0.1:{self.port}",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=folder, env=environment)

    def __enter__(self) -> "Server":
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the server did not start")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(20)

    def ask(self, path: str, body: object = None) -> int:
        """Return the size of the answer in bytes."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=json.dumps(body).encode() if body else None,
            headers={"Content-Type": "application/json"} if body else {},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - this machine
            return len(answer.read())


def median_ms(server: Server, path: str, body: object) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        server.ask(path, body)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def per_second(server: Server, path: str, body: object) -> float:
    done = [0] * THREADS
    until = time.perf_counter() + SECONDS

    def work(number: int) -> None:
        while time.perf_counter() < until:
            server.ask(path, body)
            done[number] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - start)


QUERIES = [
    "can I use llama 2 to improve my own model", "do I have to keep the notice file",
    "we have 900 million users, may we use it", "section 1.b.v", "who owns a fine-tune",
    "may a startup sell an app with it", "patent claims under apache 2.0", "mit in minified code",
]  # fmt: skip


def report_search(portal: Server) -> None:
    """Print what a query takes: the engine alone, over HTTP uncached, and again.

    By words, or with SEARCH_MEANING=on by meaning too.
    """
    from guidance.services.search.searching import search

    asked = [f"{query} {number}" for number in range(12) for query in QUERIES]
    search(asked[0], is_answering=True)  # reads the index
    alone = timed(lambda query: search(query, is_answering=True), asked)
    paths = [f"/search/?{urllib.parse.urlencode({'q': query})}" for query in asked]
    portal.ask(paths[0])
    print(f"\n{'search':<24}{'median ms':>10}{'p95 ms':>8}")
    lines = (("engine alone", alone), ("over HTTP, uncached", timed(portal.ask, paths)),
             ("over HTTP, again", timed(portal.ask, paths)))  # fmt: skip
    for name, times in lines:
        print(f"{name:<24}{statistics.median(times):>10.1f}"
              f"{statistics.quantiles(times, n=20)[-1]:>8.1f}")  # fmt: skip


def timed(ask: Callable[[str], object], asked: list[str]) -> list[float]:
    times = []
    for one in asked:
        start = time.perf_counter()
        ask(one)
        times.append((time.perf_counter() - start) * 1000)
    return times


def report(portal: Server, bare: Server, queries: dict[str, int]) -> None:
    print(f"{'page':<16}{'queries':>8}{'bytes':>9}{'ms':>8}{'bare ms':>9}{'ratio':>7}"
          f"{'req/s':>8}{'bare/s':>8}")  # fmt: skip
    for name, path, body in PAGES:
        size = portal.ask(path, body)
        mine, theirs = median_ms(portal, path, body), median_ms(bare, f"/?{size}", None)
        rate, bare_rate = per_second(portal, path, body), per_second(bare, f"/?{size}", None)
        print(f"{name:<16}{queries[name]:>8}{size:>9}{mine:>8.1f}{theirs:>9.1f}"
              f"{mine / theirs:>7.1f}{rate:>8.0f}{bare_rate:>8.0f}")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
