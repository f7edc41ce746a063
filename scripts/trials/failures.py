"""What `try_deploy.py` does to its servers under load: hung, killed, given back, started anew."""

import signal
import time
from collections.abc import Callable
from typing import Any

from scripts.trials.load import Load, tell


def try_failures(
    servers: Any,
    load: Load,
    family: Callable[[int], list[int]],
    seconds: float,
    say: Callable[[str], None],
    must: Callable[[bool, str], None],
) -> None:
    """Print for each stretch how many answers there were by status, and the slowest."""

    def stretch(name: str, *, of: float = 1.0) -> str:
        time.sleep(seconds * of)
        said = load.take()
        say(f"     {name:34} {said}")
        return said

    def all_of(name: str, how: int) -> None:
        for pid in family(servers.running[name].pid):
            tell(pid, how)

    stretch("warming", of=0.5)
    stretch("all is well")
    servers.running["one"].send_signal(signal.SIGHUP)
    said = stretch("server one reloaded (HUP)", of=1.5)
    must(is_whole(said), "no answer is lost by a reload")
    servers.stop("one")
    servers.portal("one", servers_port(servers, 0))
    said = stretch("server one stopped, started (TERM)", of=2)
    must(is_whole(said), "no answer is lost by a restart on a socket that stays open")
    all_of("redis", signal.SIGSTOP)
    stretch("Redis hangs")
    all_of("redis", signal.SIGCONT)
    stretch("Redis goes on")
    servers.stop("redis", signal.SIGKILL)
    stretch("Redis killed")
    servers.redis()
    stretch("Redis is back")
    all_of("postgres", signal.SIGSTOP)
    stretch("PostgreSQL hangs", of=2)
    all_of("postgres", signal.SIGCONT)
    stretch("PostgreSQL goes on")
    for pid in reversed(family(servers.running["postgres"].pid)):
        tell(pid, signal.SIGKILL)
    servers.running.pop("postgres").wait()
    (servers.folder / "postgres" / "postmaster.pid").unlink(missing_ok=True)
    stretch("PostgreSQL killed", of=2)
    servers.postgres()
    stretch("PostgreSQL is back")
    said = stretch("all is well again")
    must(is_whole(said), "all is well again")


def is_whole(said: str) -> bool:
    return "× 200" in said and "not 200" not in said


def servers_port(servers: Any, number: int) -> int:
    return sorted(servers.sockets)[number]
