"""The database and Redis hung, killed and given back under load: what readers and writers get.

Both are reached through a gate that can be shut: then whoever comes is taken in and never
answered, as by a server that is stopped, or is turned away, as by one that was killed.
"""

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.counts import Counts
from tests.soak.sites import Server, Visitor

SECONDS = float(os.environ.get("SOAK_OUTAGE", "15"))
HELD = [
    "/", "/licenses/", "/licenses/llama-2/", "/faq/", "/api/v1/licenses/llama-2",
    "/check/can-i-use-llama-2/v1/",
]  # fmt: skip
COLD = "/search/?q=word{}"
SLOWEST = 0.25


class Gate:
    """A way to a server: ``open``, ``hung`` or ``killed``."""

    def __init__(self, port: int) -> None:
        self.target, self.state = port, "open"
        self.ways: list[socket.socket] = []
        self.port = 0
        self.open()

    def open(self) -> None:
        self.state = "open"
        if not self.ways or self.door.fileno() < 0:
            self.door = socket.create_server(("127.0.0.1", self.port), backlog=200)
            self.port = int(self.door.getsockname()[1])
            self.ways.append(self.door)
            threading.Thread(target=self._let_in, args=(self.door,), daemon=True).start()

    def hang(self) -> None:
        self.state = "hung"

    def kill(self) -> None:
        self.state = "killed"
        for way in self.ways:
            with contextlib.suppress(OSError):
                way.shutdown(socket.SHUT_RDWR)
            way.close()
        self.ways = []

    def _let_in(self, door: socket.socket) -> None:
        while True:
            try:
                one, _ = door.accept()
                other = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return
            self.ways += [one, other]
            for pair in ((one, other), (other, one)):
                threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while said := one.recv(65_536):
                while self.state == "hung":
                    time.sleep(0.02)
                other.sendall(said)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            pass


@dataclass
class Load:
    """Readers of what is held, of what is not, and one who logs in, until told to end."""

    port: int
    seen: list[tuple[float, str, int, float]] = field(default_factory=list)
    is_over: bool = False

    def __post_init__(self) -> None:
        works = [("held", at) for at in range(4)] + [("cold", at) for at in range(3)]
        self.threads = [
            threading.Thread(target=self._drive, args=work) for work in [*works, ("admin", 0)]
        ]
        for thread in self.threads:
            thread.start()

    def _drive(self, kind: str, at: int) -> None:
        visitor, turn = Visitor(self.port, f"127.0.0.{at + 2}"), at
        if kind == "admin":  # a session has to be looked for, even where there is none
            visitor.cookies["sessionid"] = "x" * 32
        while not self.is_over:
            turn += 1
            path = {"held": HELD[turn % len(HELD)], "cold": COLD.format(turn * 10 + at)}.get(kind)
            begun = time.monotonic()
            try:
                status = visitor.get(path or "/admin/").status
            except OSError:
                status = 0
            self.seen.append((begun, kind, status, time.monotonic() - begun))
            time.sleep(0.05)

    def end(self) -> None:
        self.is_over = True
        for thread in self.threads:
            thread.join()

    def between(self, kind: str, start: float, end: float) -> list[tuple[int, float]]:
        return [(s, took) for at, k, s, took in self.seen if k == kind and start <= at < end]


def warm(port: int) -> None:
    """Ask often enough that each worker holds each page."""
    for turn in range(12):
        for path in [*HELD, COLD.format(turn)]:
            Visitor(port).get(path)


def redis_server(folder: Path) -> tuple[int, subprocess.Popen[bytes] | None]:
    """Start a Redis of our own where the machine has the program."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    if not (program := shutil.which("redis-server")):
        print("!!! SKIPPED Redis: there is no redis-server.")
        return port, None
    command = [program, "--port", str(port), "--save", "", "--dir", str(folder)]
    return port, subprocess.Popen(command, stdout=subprocess.DEVNULL)


Act = Callable[[], None]


def outage(counts: Counts, name: str, load: Load, begin: Act, end: Act, *, most: float = 2) -> None:
    """Let something be away for a while, and count what was answered meanwhile and after."""
    calm = time.monotonic()
    time.sleep(4)
    begin()
    start = time.monotonic()
    # A machine that is busy with other things is slow without any outage too.
    usual = {
        kind: max((took for _, took in load.between(kind, calm, start)), default=0.0)
        for kind in ("held", "cold", "admin")
    }
    time.sleep(SECONDS)
    end()
    back = time.monotonic()
    time.sleep(4)
    held = load.between("held", start, back)
    counts.tell(f"{name}: held pages not 200", sum(s != 200 for s, _ in held), most=0)
    slowest = max(took for _, took in held)
    bound = round(SLOWEST + usual["held"], 3)
    counts.tell(f"{name}: held pages, slowest", round(slowest, 3), "s", most=bound)
    middle = statistics.median(took for _, took in held)
    counts.tell(f"{name}: held pages, median", round(middle, 4), "s")
    for kind in ("cold", "admin"):
        seen = load.between(kind, start, back)
        wrong = sum(s not in (200, 302, 429, 503) for s, _ in seen)
        counts.tell(f"{name}: {kind}, neither served nor 503", wrong, most=0)
        print(f"    {name} {kind}: {dict(Counter(s for s, _ in seen))}")
        slow = max((took for _, took in seen), default=0.0)
        bound = round(most + usual[kind], 2)
        counts.tell(f"{name}: {kind}, slowest", round(slow, 2), "s", most=bound)
    good = [at + took for at, k, s, took in load.seen if k == "cold" and at > back and s == 200]
    counts.tell(
        f"{name}: well again after", round(min(good, default=back + 99) - back, 2), "s", most=2
    )


def main() -> None:
    counts = Counts(os.environ.get("SOAK_PART", "outages"))
    url = os.environ["DATABASE_URL"]
    place, _, name = url.removeprefix("postgres://").partition("/")
    who, _, where = place.rpartition("@")
    gate = Gate(int(where.partition(":")[2] or 5432))
    through = f"postgres://{who + '@' if who else ''}127.0.0.1:{gate.port}/{name}"
    folder = Path(os.environ.get("SOAK_FOLDER", "."))
    redis_port, redis = redis_server(folder)
    store = Gate(redis_port)
    more = {"CACHE_URL": f"redis://127.0.0.1:{store.port}/1"} if redis else {}
    with Server(
        through, folder, LOG_LEVEL="WARNING", SEARCH_RATE="100000/min", WARM_PAGES="0", **more
    ) as server:
        warm(server.port)
        load = Load(server.port)
        if redis:
            outage(counts, "Redis hung", load, store.hang, store.open, most=SLOWEST)
            outage(counts, "Redis killed", load, store.kill, store.open, most=SLOWEST)
        outage(counts, "database hung", load, gate.hang, gate.open)
        outage(counts, "database killed", load, gate.kill, gate.open)
        load.end()
        counts.tell("tracebacks in the log", server.faults, most=0)
        counts.tell("lines in the log", server.lines, most=60)
    if redis:
        redis.terminate()
        redis.wait()
    counts.keep(Path(os.environ.get("SOAK_COUNTS", folder / "outages.json")))


if __name__ == "__main__":
    main()
