"""Measure what is published beside goals: stored pages, cold pages, growth, search, the core.

On SQLite, and on PostgreSQL where ``scripts/services.sh`` found one. gunicorn runs on the first
core (the portal, and a bare WSGI application whose pages have the same size) and is asked in turn
from the second, with wrk. Libraries of several sizes are kept between runs. Machines are noisy:
medians, ratios within one run, and time of the processor. `make bench SIZES=100,300 ON=sqlite`
takes less time.
"""

import json
import os
import re
import shutil
import statistics
import sys
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "scripts" / "gunicorn.conf.py"
sys.path.insert(0, str(ROOT))
from scripts.benching import search  # noqa: E402 - the folder is only now known
from scripts.benching.asked import ANSWERS, TREE  # noqa: E402
from scripts.benching.core import core_figures  # noqa: E402
from scripts.benching.goals import Figure, tell  # noqa: E402
from scripts.benching.libraries import PLACE, SERVER, SHIPPED, Library  # noqa: E402
from scripts.benching.questionnaires import questionnaires  # noqa: E402
from scripts.benching.servers import Server  # noqa: E402

SIZES = [int(size) for size in (os.environ.get("SIZES") or "100,300,2600").split(",")]
HOT = 300
"""At so many licenses, or the size nearest to it, memory is measured with everything hot."""
ROUNDS = 5
AT_REST = 5
"""Seconds."""
BARE = """
import json

OTHERS = [tuple(pair) for pair in json.load(open("headers.json"))]


def application(environ, start_response):
    size = int(environ["QUERY_STRING"] or 0)
    headers = [("Content-Type", "text/html"), ("Content-Length", str(size))]
    start_response("200 OK", headers + OTHERS * (environ["PATH_INFO"] == "/headers"))
    return [b"x" * size]
"""
BARE_CONFIG = """
import gc
import runpy

globals().update(runpy.run_path({config!r}))


def post_worker_init(worker):
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
"""
"""The portal's own, but for what it begins in each worker."""
GZIP = "Accept-Encoding: gzip"


def main() -> int:
    if shutil.which("wrk") is None or shutil.which("taskset") is None:
        raise SystemExit("This needs wrk and taskset: bash scripts/services.sh wrk")
    PLACE.mkdir(parents=True, exist_ok=True)
    (PLACE / "bare.py").write_text(BARE)
    (PLACE / "bare.conf.py").write_text(BARE_CONFIG.format(config=str(CONFIG)))
    if not (ROOT / "staticfiles" / "staticfiles.json").exists():  # compressing takes a minute
        Library("sqlite", SHIPPED).manage("collectstatic", "--no-input", "-v0")
    for database in databases():
        start = time.perf_counter()
        figures = [*grown(database), *warm(database), *search.over_http(database)]
        if database == "sqlite":  # the core knows no database
            figures += [*core_figures(), *questionnaires()]
        taken = time.perf_counter() - start
        print(f"Written to {tell(figures, database, taken).relative_to(ROOT)}")
    return 0


def databases() -> list[str]:
    wanted = (os.environ.get("ON") or "sqlite,postgres").split(",")
    if "postgres" in wanted and not SERVER.exists():
        print("!!! PostgreSQL is not measured: bash scripts/services.sh postgres", file=sys.stderr)
        wanted.remove("postgres")
    return wanted


def grown(database: str) -> list[Figure]:
    """Return what pages cost cold, by the size of the library; publishing and rebuilding."""
    found, cost = [], {}
    for size in (SHIPPED, *SIZES):
        library = Library(database, size)
        library.make()
        cost[size] = library.asked("cold")
        for page, one in cost[size].items():
            name = f"{page}, cold, {library.words}"
            found += [Figure(f"{name}: CPU", one["ms"], "ms", most=15),
                      Figure(f"{name}: queries", one["queries"], "", most=5)]  # fmt: skip
            if one["warm"] is not None:
                found.append(Figure(f"{page}, warm: SQL and templates", one["warm"], "", most=0))
        found += search.grown(library)
    least, most = SIZES[0], SIZES[-1]
    for page in ("license", "FAQ", "question", "outcome", "API detail"):
        ratio = cost[most][page]["ms"] / cost[least][page]["ms"]
        found.append(Figure(f"{page}, cold: {most:,} beside {least:,}", ratio, "×", most=1.1))
    library = Library(database, most)
    found.append(Figure("publish a license: slowest of 11", library.asked("publish")["ms"], "ms",
                        most=250))  # fmt: skip
    start = time.perf_counter()
    library.manage("rebuild_search")
    found.append(Figure(f"rebuild the search of {most:,}", time.perf_counter() - start, "s",
                        most=120))  # fmt: skip
    return found


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


def warm(database: str) -> list[Figure]:
    """Return what stored pages cost beside a bare page of the same size on the same server."""
    shipped = Library(database, SHIPPED).environment()
    found = []
    with Server("portal.wsgi", ROOT, shipped) as portal:
        portal.settle("/")
        (PLACE / "headers.json").write_text(json.dumps(portal.headers("/")))
        found += _warm(portal, shipped)
    return [*found, *as_it_grows(database), *memory(database)]


def _warm(portal: Server, environment: dict[str, str]) -> list[Figure]:
    found = []
    with Server("bare:application", PLACE, environment, config=PLACE / "bare.conf.py") as bare:
        for name, path in pages_of(portal).items():
            for _ in range(3):  # results are kept at their second reading
                portal.ask(path, **{"Accept-Encoding": "gzip"})
            portal.settle(path)  # until it is compressed as well as can be
            body, tag = portal.ask(path, **{"Accept-Encoding": "gzip"})
            ways = {name: (len(body), (GZIP,))}
            if name == "license":
                ways["license, 304"] = (0, (GZIP, f"If-None-Match: {tag}"))
            for way, (size, headers) in ways.items():
                found += beside(portal, bare, way, path, size, headers)
    return found


def beside(
    portal: Server, bare: Server, name: str, path: str, size: int, headers: tuple[str, ...]
) -> list[Figure]:
    rounds = [
        (*portal.load(path, *headers), *bare.load(f"/?{size}"), *bare.load(f"/headers?{size}"))
        for _ in range(ROUNDS)
    ]
    rates, costs, bare_rates, bare_costs, _, dressed_costs = zip(*rounds, strict=True)

    def share(others: tuple[float, ...]) -> float:
        return 100 * statistics.median(b / a for a, b in zip(costs, others, strict=True))

    return [
        Figure(f"{name}, warm: of a bare page, by CPU", share(bare_costs), "%", least=80),
        Figure("    of one with the same headers", share(dressed_costs), "%"),
        Figure(f"{name}, warm: CPU", statistics.median(costs), "µs"),
        Figure("    the bare page beside it: CPU", statistics.median(bare_costs), "µs"),
        Figure("    answers a second", statistics.median(rates), ""),
        Figure("    the bare page beside it", statistics.median(bare_rates), ""),
    ]


def as_it_grows(database: str) -> list[Figure]:
    """Return what a stored page costs in the largest library beside the smallest, asked in turn."""
    least, most = SIZES[0], SIZES[-1]
    path = "/licenses/llama-2/"
    with (
        Server("portal.wsgi", ROOT, Library(database, least).environment()) as small,
        Server("portal.wsgi", ROOT, Library(database, most).environment()) as large,
    ):
        for portal in (small, large):
            portal.settle(path)
        rounds = [(small.load(path, GZIP)[1], large.load(path, GZIP)[1]) for _ in range(ROUNDS)]
    ratio = statistics.median(b / a for a, b in rounds)
    return [Figure(f"license, warm: {most:,} beside {least:,}", ratio, "×", most=1.1)]


def memory(database: str) -> list[Figure]:
    """Return the memory of a worker that has shown every page, without and with the model."""
    library = Library(database, min(SIZES, key=lambda size: abs(size - HOT)))
    found = []
    for mode, name, most in (("off", "", 150), ("auto", " and the model for meaning", None)):
        environment = library.environment(SEARCH_MEANING=mode)
        with Server("portal.wsgi", ROOT, environment) as portal:
            sitemap = portal.ask("/sitemap.xml")[0].decode()
            for address in re.findall(r"<loc>([^<]+)", sitemap):
                portal.ask(urllib.parse.urlsplit(address).path, **{"Accept-Encoding": "gzip"})
            for query in search.queries()[:20]:
                portal.ask(f"/search/?q={urllib.parse.quote(query)}")
            portal.settle("/")
            time.sleep(AT_REST)  # a process gives back what is free once no page is made
            words = f"memory of a worker (PSS), {library.words}, everything hot{name}"
            found.append(Figure(words, portal.memory(), "MB", most=most))
    return found


if __name__ == "__main__":
    sys.exit(main())
