"""16 greedy clients against what is heavy, while one reader reads a page, on another address.

The greedy ones ask from one address and without a pause: they log in with made-up names,
search, compare, evaluate, share. Told is how long the page takes beside them, in multiples
of what it takes alone. Wanted is 2; machines are noisy, so more than 4 is wrong.
"""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from tests.soak.counts import Counts
from tests.soak.sites import ROOT, Server, Visitor, form_on

CLIENTS, SECONDS, MOST = 16, 6.0, 4.0
PAGE = "/licenses/mit/"
READER, CROWD = "127.0.0.2", "127.0.0.3"
KINDS = ("login", "search", "compare", "evaluate", "share")
SHARE = (
    "/check/can-i-use-llama-2/v1/share/?model=as-received&standing=none&policy=none&size=far-below"
    "&outputs=nothing&fields=none&sharing=weights&plans=none"
)


def main() -> None:
    counts = Counts(os.environ["SOAK_PART"])
    with Server(os.environ["DATABASE_URL"], Path(os.environ["SOAK_FOLDER"])) as server:
        reader = Visitor(server.port, READER)
        for _ in range(20):
            reader.get(PAGE)
        for kind in KINDS:
            _drive(counts, server.port, reader, kind)
        counts.tell("tracebacks in the server's log", server.faults, most=0)
    counts.keep(Path(os.environ["SOAK_COUNTS"]))


def _drive(counts: Counts, port: int, reader: Visitor, kind: str) -> None:
    alone = _median(reader, SECONDS / 2)  # each time anew: other work of the machine comes and goes
    command = [sys.executable, "-m", "tests.soak.greedy", kind, str(port)]
    crowd = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    time.sleep(1.5)  # until the crowd is there
    beside = _median(reader, SECONDS)
    told, _ = crowd.communicate(timeout=120)
    statuses = Counter(json.loads(told))
    counts.tell(f"beside {CLIENTS} clients that {_verb(kind)}, times as long",
                round(beside / alone, 2), most=MOST)  # fmt: skip
    counts.tell("  the page alone, median", round(alone * 1000, 1), "ms")
    counts.tell("  their requests", sum(statuses.values()), least=CLIENTS)
    faults = sum(count for status, count in statuses.items() if status >= 500)
    counts.tell("  their 5xx, or no answer", faults, most=0)


def _verb(kind: str) -> str:
    return "log in" if kind == "login" else kind


def _median(reader: Visitor, seconds: float) -> float:
    """Return how long a page takes, asked for again and again as a reader would, with pauses."""
    end = time.monotonic() + seconds
    times = []
    while time.monotonic() < end or len(times) < 5:
        answer = reader.get(PAGE)
        if answer.status != 200:
            raise RuntimeError(f"the reader was answered {answer.status}")
        times.append(answer.seconds)
        time.sleep(0.03)
    return statistics.median(times)


# The crowd, in a process of its own


def crowd(kind: str, port: int) -> list[int]:
    """Ask with all clients for some seconds; return each status, 599 for no answer."""
    statuses: list[int] = []
    end = time.monotonic() + SECONDS + 2

    def work(number: int) -> None:
        visitor = Visitor(port, CROWD)
        turn = 0
        while time.monotonic() < end:
            turn += 1
            try:
                statuses.append(_ask(visitor, kind, f"{number} {turn}"))
            except OSError:
                statuses.append(599)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def _ask(visitor: Visitor, kind: str, name: str) -> int:
    words = name.replace(" ", "+")
    if kind == "search":
        return visitor.get(f"/search/?q=notice+file+{words}").status
    if kind == "compare":
        return visitor.get(f"/compare/?licenses=llama-2,apache-2-0&_={words}").status
    if kind == "evaluate":
        body = json.dumps({"answers": {"model": ["as-received"]}})
        return visitor.send("/api/v1/trees/can-i-use-llama-2/evaluate", body).status
    path = "/admin/login/" if kind == "login" else SHARE
    page = visitor.get(path)
    if page.status != 200:
        return page.status
    fields = form_on(page)
    if kind == "login":
        fields |= {"username": [name], "password": ["none of yours"]}
    return visitor.post(path, fields).status


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(crowd(sys.argv[1], int(sys.argv[2]))))
    else:
        main()
