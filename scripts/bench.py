"""Measure what is published beside goals: stored pages, cold pages, growth, publishing, the core.

Starts gunicorn twice on the first core (the portal with its shipped content, and a bare WSGI
application whose pages have the same size) and asks both in turn from the second, with wrk.
Libraries of several sizes are copies in ``.local/bench``, kept between runs. Machines are noisy:
medians, ratios within one run, and time of the processor. `make bench SIZES=100,300` takes others.
"""

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from scripts.bench_core import core_figures  # noqa: E402 - the folder is only now known
from scripts.bench_goals import Figure, tell  # noqa: E402

PLACE = ROOT / ".local" / "bench"
SIZES = [int(size) for size in (os.environ.get("SIZES") or "100,300,2600").split(",")]
ROUNDS, SECONDS, CONNECTIONS = 5, 2, 4
ANSWERS = {
    "model": "as-received", "standing": "none", "policy": "none", "size": "far-below",
    "outputs": "nothing", "fields": "none", "sharing": "weights", "plans": "none",
}  # fmt: skip
TREE = "can-i-use-llama-2"
BARE = """
def application(environ, start_response):
    size = int(environ["QUERY_STRING"] or 0)
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(size))])
    return [b"x" * size]
"""
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> int:
    if shutil.which("wrk") is None or shutil.which("taskset") is None:
        raise SystemExit("This needs wrk and taskset: bash scripts/services.sh wrk")
    PLACE.mkdir(parents=True, exist_ok=True)
    (PLACE / "bare.py").write_text(BARE)
    if not (ROOT / "staticfiles" / "staticfiles.json").exists():  # compressing takes a minute
        manage("collectstatic", "--no-input", "-v0", size=0)
    figures = [*grown(), *warm(), *core_figures()]
    print(f"Written to {tell(figures, 'sqlite').relative_to(ROOT)}")
    return 0


def environment(size: int) -> dict[str, str]:
    return {
        **os.environ,
        "READ_DOT_ENV": "off",
        "SECRET_KEY": "a-secret-for-measuring-only-and-nothing-else-at-all",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "off",
        "API_RATE": "10000000/min",
        "RESULT_RATE": "10000000/min",
        "EVALUATE_RATE": "10000000/min",
        "SEARCH_MEANING": "off",
        "LOG_LEVEL": "ERROR",
        "WEB_CONCURRENCY": "1",
        "STATE_DIR": str(PLACE / "state"),
        "DATABASE_URL": f"sqlite:///{library(size)}",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }


def library(size: int) -> Path:
    """Return the file of a library of this size, named after the last migration; 0: as it ships."""
    last = sorted((ROOT / "guidance" / "migrations").glob("0*.py"))[-1].stem
    return PLACE / f"{last}-{size or 'shipped'}.sqlite3"


def manage(*command: str, size: int) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env=environment(size), check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def told(size: int, *asked: str) -> Any:
    """Return what a process of its own tells of a library."""
    command = ["taskset", "-c", "0", sys.executable, "scripts/bench_library.py", *asked]
    found = subprocess.run(
        command, cwd=ROOT, env=environment(size), check=True, capture_output=True, text=True
    )
    return json.loads(found.stdout.splitlines()[-1])


def filled(size: int) -> None:
    """Make the library of a size where it is not there yet, from the one that ships."""
    if library(size).exists():
        return
    if not size:
        manage("migrate", "-v0", size=0)
        manage("load_packs", size=0)
        return
    filled(0)
    half = library(size).with_suffix(".half")
    shutil.copy(library(0), half)
    half.rename(library(size))
    told(size, "copies", str(size))


def grown() -> list[Figure]:
    """Return what pages cost cold, by the size of the library; publishing and rebuilding."""
    found, cost = [], {}
    for size in SIZES:
        filled(size)
        cost[size] = told(size, "cold")
        for page, one in cost[size].items():
            name = f"{page}, cold, {size:,} licenses"
            found += [Figure(f"{name}: CPU", one["ms"], "ms", most=15),
                      Figure(f"{name}: queries", one["queries"], "", most=5)]  # fmt: skip
            if one["warm"]:
                found.append(Figure(f"{page}, warm: SQL and templates", one["warm"], "", most=0))
    for page in ("license", "FAQ", "question", "API detail"):
        ratio = cost[SIZES[-1]][page]["ms"] / cost[SIZES[0]][page]["ms"]
        found.append(
            Figure(f"{page}, cold: {SIZES[-1]:,} beside {SIZES[0]:,}", ratio, "×", most=1.1)
        )
    largest = SIZES[-1]
    found.append(Figure("publish a license: slowest of 11", told(largest, "publish")["ms"], "ms",
                        most=250))  # fmt: skip
    start = time.perf_counter()
    manage("rebuild_search", size=largest)
    found.append(Figure(f"rebuild the search of {largest:,}", time.perf_counter() - start, "s",
                        most=120))  # fmt: skip
    return found


class Server:
    """A gunicorn on the first core and a free port, for as long as the block lasts."""

    def __init__(self, app: str, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        config = ROOT / "scripts" / "gunicorn.conf.py"
        command = [
            "taskset", "-c", "0", sys.executable, "-m", "gunicorn", app, "--chdir", str(folder),
            "--config", str(config), "--bind", f"127.0.0.1:{self.port}",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=folder, env=environment(0))

    def __enter__(self) -> "Server":
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the server did not start")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(30)

    def ask(self, path: str, body: object = None, **headers: str) -> tuple[bytes, str]:
        """Return the body of the answer, and its tag."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=json.dumps(body).encode() if body else None,
            headers=headers | ({"Content-Type": "application/json"} if body else {}),
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - this machine
            return answer.read(), answer.headers.get("ETag", "")

    def load(self, path: str, *headers: str) -> tuple[float, float]:
        """Return answers per second, and microseconds of the processor for each."""
        asked = [part for header in headers for part in ("-H", header)]
        before, start = self.used(), time.perf_counter()
        out = subprocess.run(
            ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *asked,
             f"http://127.0.0.1:{self.port}{path}"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        taken = time.perf_counter() - start
        count = max(1, int(re.search(r"(\d+) requests in", out)[1]))  # type: ignore[index]
        return count / taken, (self.used() - before) / count * 1_000_000

    def workers(self) -> list[int]:
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for children in tasks for child in children.read_text().split()]

    def used(self) -> float:
        """Return the seconds that the workers have worked."""
        stats = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1] for pid in self.workers()]
        return sum(int(ticks) for stat in stats for ticks in stat.split()[11:13]) / TICKS

    def memory(self) -> float:
        """Return the mean share of the workers, in MB."""
        found = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.workers()]
        sizes = [re.search(r"^Pss:\s+(\d+)", one, re.MULTILINE) for one in found]
        return statistics.mean(int(size[1]) / 1024 for size in sizes if size)


def pages_of(portal: Server) -> dict[str, str]:
    answers = {key: [option] for key, option in ANSWERS.items()}
    evaluated, _ = portal.ask(f"/api/v1/trees/{TREE}/evaluate", {"answers": answers})
    result = urllib.parse.urlsplit(json.loads(evaluated)["url"])
    faq = json.loads(portal.ask("/api/v1/faq?page_size=1")[0])["results"][0]["url"]
    return {
        "license": "/licenses/llama-2/",
        "FAQ": urllib.parse.urlsplit(faq).path,
        "question": f"/check/{TREE}/",
        "outcome": f"{result.path}?{result.query}".rstrip("?"),
        "API detail": "/api/v1/licenses/llama-2",
    }


def warm() -> list[Figure]:
    """Return what stored pages cost beside a bare page of the same size on the same server."""
    found = []
    filled(0)
    with Server("portal.wsgi", ROOT) as portal, Server("bare:application", PLACE) as bare:
        for name, path in pages_of(portal).items():
            for _ in range(3):  # results are kept at their second reading
                body, tag = portal.ask(path, **{"Accept-Encoding": "gzip"})
            coding = "Accept-Encoding: gzip"
            ways = {name: (len(body), (coding,))}
            if name == "license":
                ways["license, 304"] = (0, (coding, f"If-None-Match: {tag}"))
            for way, (size, headers) in ways.items():
                found += beside(portal, bare, way, path, size, headers)
        found.append(Figure("memory of a worker (PSS)", portal.memory(), "MB", most=150))
    return found


def beside(
    portal: Server, bare: Server, name: str, path: str, size: int, headers: tuple[str, ...]
) -> list[Figure]:
    rounds = [(*portal.load(path, *headers), *bare.load(f"/?{size}")) for _ in range(ROUNDS)]
    rates, costs, bare_rates, bare_costs = zip(*rounds, strict=True)
    ratio = statistics.median(b / a for a, b in zip(costs, bare_costs, strict=True))
    return [
        Figure(f"{name}, warm: of a bare page, by CPU", 100 * ratio, "%", least=80),
        Figure(f"{name}, warm: CPU", statistics.median(costs), "µs"),
        Figure("    the bare page beside it: CPU", statistics.median(bare_costs), "µs"),
        Figure("    answers a second", statistics.median(rates), ""),
        Figure("    the bare page beside it", statistics.median(bare_rates), ""),
    ]


if __name__ == "__main__":
    sys.exit(main())
