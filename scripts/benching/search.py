"""The search beside its goals: the engine alone, over HTTP, and once more, by words and by meaning.

Asks the open queries of ``tests/quality/`` one after the other. Machines are noisy: compare within
one run only.
"""

import os
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import yaml

from scripts.benching.goals import Figure
from scripts.benching.libraries import SHIPPED, Library
from scripts.benching.servers import Server

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "tests" / "quality" / "queries-open.yaml"
MODES = {"words": ("off", 30), "meaning": ("auto", 60)}
"""For each way of ranking the setting, and milliseconds that 95 of 100 uncached queries take."""
WORKERS = "2"


def queries() -> list[str]:
    return [asked["query"] for asked in yaml.safe_load(QUERIES.read_text("utf-8"))]


def grown(library: Library) -> list[Figure]:
    """Return what the engine alone takes in a library."""
    return [
        Figure(f"search engine, {name}, {library.words}: p{share}", found[share], "ms")
        for name, (mode, _) in MODES.items()
        for found in [library.asked("search", SEARCH_MEANING=mode)]
        for share in ("50", "95")
    ]


def over_http(database: str) -> list[Figure]:
    """Return what the page takes over HTTP with what ships, asked once and once more."""
    found = []
    for name, (mode, most) in MODES.items():
        settings = {"SEARCH_MEANING": mode, "WEB_CONCURRENCY": WORKERS, "WARM_PAGES": "0"}
        environment = Library(database, SHIPPED).environment(**settings)
        with Server("portal.wsgi", ROOT, environment, core=_every_core()) as portal:

            def ask(query: str, portal: Server = portal) -> object:
                return portal.ask(f"/search/?q={urllib.parse.quote(query)}")

            for number in range(200):  # until both workers know what there is
                ask(f"warm up {number}")
                time.sleep(0.02)
            first, again = times(ask, queries()), times(ask, queries())
            page = f"search over HTTP, {name}"
            found += [
                Figure(f"{page}: p50", at(first, 50), "ms"),
                Figure(f"{page}: p95", at(first, 95), "ms", most=most),
                Figure(f"{page}, again: p50", at(again, 50), "ms"),
                Figure(f"{page}, again: p95", at(again, 95), "ms"),
                Figure(f"{page}: memory of a worker (PSS)", portal.memory(), "MB"),
            ]
    return found


def times(ask: Callable[[str], object], asked: list[str]) -> list[float]:
    """Return the milliseconds of each query."""
    found = []
    for query in asked:
        start = time.perf_counter()
        ask(query)
        found.append((time.perf_counter() - start) * 1000)
    return found


def at(found: list[float], share: int) -> float:
    return sorted(found)[len(found) * share // 100]


def _every_core() -> str:
    return f"0-{(os.cpu_count() or 1) - 1}"
