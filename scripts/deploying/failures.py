"""What `try_deploy.py` does to its servers under load: hung, killed, given back, started anew."""

import os
import signal
import subprocess
import time
from collections.abc import Callable

from scripts.deploying.load import Counts, Load
from scripts.deploying.servers import ONE, POSTGRES, Servers, bin_folder
from scripts.deploying.telling import must, say

SHORT = 8.0
"""Seconds of all that is no outage, at most."""
RECOVERY = 2.0
LINES = 12
"""Of both servers in an outage, however many were refused."""
SLOWEST = 5.0
"""Seconds: the deadline of a reader's statement, and of who saves once the database is away."""
STORED = 0.25
Act = Callable[[], object]


class Trial:
    def __init__(self, servers: Servers, load: Load, seconds: float) -> None:
        self.servers, self.load, self.seconds = servers, load, seconds

    def stretch(self, name: str, *, of: float = 1.0) -> list[Counts]:
        time.sleep(min(self.seconds, SHORT) * of)
        counted = self.load.take()
        say(f"     {name:34} {in_short(counted)}")
        return counted

    def restarts(self) -> None:
        servers = self.servers
        self.stretch("warming", of=0.5)
        self.stretch("all is well")
        servers.running["one"].send_signal(signal.SIGHUP)
        said = self.stretch("server one reloaded (HUP)", of=1.5)
        must(is_whole(said), "no answer is lost by a reload")
        servers.stop("one")
        servers.portal("one", ONE)
        said = self.stretch("server one stopped, started (TERM)", of=2)
        must(is_whole(said), "no answer is lost by a restart on a socket that stays open")

    def control(self) -> None:
        """Say how it is while all is well: what else this machine does is in all figures."""
        time.sleep(min(self.seconds, 2 * SHORT))
        self.table("all is well", self.load.take())

    def table(self, name: str, counted: list[Counts]) -> None:
        busy, _, _ = os.getloadavg()
        say(f"     {name}; this machine has {busy:.0f} at work for {os.cpu_count()} processors")
        for counts in counted:
            say(f"       {counts.kind.name:26} {counts}")

    def outage(self, name: str, begin: Act, end: Act, *, is_seen: bool) -> None:
        """Let something be away; ``is_seen``: what nobody holds may say so."""
        before = self.servers.lines()
        begin()
        time.sleep(self.seconds)
        counted = self.load.take()
        lines = [now - then for now, then in zip(self.servers.lines(), before, strict=True)]
        self.table(f"{name}, {self.seconds:.0f} s", counted)
        if is_seen:
            must(all(c.is_told for c in counted), f"{name}: what is held is given, or 503 is said")
        else:
            must(is_whole(counted), f"{name}: nobody sees it")
        stored = max(c.slowest for c in counted if c.kind.is_stored)
        must(stored <= STORED, f"{name}: what is stored comes in {stored * 1000:.0f} ms at most")
        slowest = max(c.slowest for c in counted)
        must(slowest <= SLOWEST, f"{name}: nobody waits longer than {slowest:.1f} s")
        must(sum(lines) <= LINES, f"{name}: {lines} lines in the logs")
        end()
        given_back = time.monotonic()
        counted = self.load.take()
        time.sleep(SHORT)
        counted = self.load.take()
        last = max(c.refused_at for c in counted)
        after = max(0.0, last - given_back)
        say(f"     {name}, given back: {in_short(counted)}")
        must(after <= RECOVERY, f"{name}: all is well again after {after:.1f} s")


def try_failures(servers: Servers, load: Load, seconds: float) -> None:
    """Print for each outage what each kind was answered, and how soon all was well again."""
    trial = Trial(servers, load, seconds)

    def told(name: str, how: int) -> Act:
        return lambda: servers.tell_all(name, how)

    def kill_postgres() -> None:
        servers.tell_all("postgres", signal.SIGKILL)
        servers.running.pop("postgres").wait()
        (servers.folder / "postgres" / "postmaster.pid").unlink(missing_ok=True)

    def start_postgres() -> None:
        servers.postgres()
        ready = [f"{bin_folder()}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(POSTGRES)]
        while subprocess.run(ready).returncode:
            time.sleep(0.05)

    trial.control()
    for name, begin, end, is_seen in (
        ("Redis hangs", told("redis", signal.SIGSTOP), told("redis", signal.SIGCONT), False),
        ("Redis killed", lambda: servers.stop("redis", signal.SIGKILL), servers.redis, False),
        ("PostgreSQL hangs", told("postgres", signal.SIGSTOP), told("postgres", signal.SIGCONT),
         True),
        ("PostgreSQL killed", kill_postgres, start_postgres, True),
    ):  # fmt: skip
        trial.outage(name, begin, end, is_seen=is_seen)
    must(is_whole(trial.stretch("all is well again")), "all is well again")


def try_restarts(servers: Servers, load: Load, seconds: float) -> None:
    Trial(servers, load, seconds).restarts()


def is_whole(counted: list[Counts]) -> bool:
    return any(c.statuses for c in counted) and all(c.is_well for c in counted)


def in_short(counted: list[Counts]) -> str:
    """Return the answers of all kinds together, and which were not what they should be."""
    well = sum(c.statuses[s] for c in counted for s in c.statuses if s in c.kind.well)
    slowest = max(c.slowest for c in counted) * 1000
    others = [
        f"{c.kind.name} {number} × {status}"
        for c in counted for status, number in c.statuses.items() if status not in c.kind.well
    ]  # fmt: skip
    return f"{well} as wanted; slowest {slowest:.0f} ms{'; ' * bool(others)}{', '.join(others)}"
