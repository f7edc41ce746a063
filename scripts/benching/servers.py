"""A gunicorn on the first core, asked from the second: answers, time of the processor, memory."""

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS, CONNECTIONS = 2, 4
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A gunicorn on a free port, for as long as the block lasts."""

    def __init__(
        self,
        app: str,
        folder: Path,
        environment: dict[str, str],
        *,
        core: str = "0",
        config: Path = ROOT / "scripts" / "gunicorn.conf.py",
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [
            "taskset", "-c", core, sys.executable, "-m", "gunicorn", app, "--chdir", str(folder),
            "--config", str(config), "--bind", f"127.0.0.1:{self.port}",
            "--max-requests", "0",  # a worker that begins anew would be measured too
        ]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=folder, env=environment)

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

    def headers(self, path: str) -> list[tuple[str, str]]:
        """Return what an answer says of itself, but for what each server says by itself."""
        address = f"http://127.0.0.1:{self.port}{path}"
        with urllib.request.urlopen(address, timeout=60) as answer:
            own = {"Server", "Date", "Connection", "Content-Type", "Content-Length"}
            return [pair for pair in answer.headers.items() if pair[0] not in own]

    def settle(self, path: str) -> None:
        """Wait until the pages that a process makes at its start are made, and ask for one."""
        before = -1.0
        while (used := self.used()) != before:
            before = used
            self.ask(path, **{"Accept-Encoding": "gzip"})
            time.sleep(1)

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
        """Return the mean share of the workers (PSS), in MB."""
        found = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.workers()]
        sizes = [re.search(r"^Pss:\s+(\d+)", one, re.MULTILINE) for one in found]
        return statistics.mean(int(size[1]) / 1024 for size in sizes if size)
