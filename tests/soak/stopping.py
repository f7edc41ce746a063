"""SIGTERM under load: whoever was connected is answered, and who comes later is refused.

Connections that nobody has taken yet are the hard ones: they wait at a door that is shut.
"""

import http.client
import os
import signal
import socket
import threading
import time
from collections import Counter
from pathlib import Path

from tests.soak.counts import Counts
from tests.soak.sites import Server

READERS = 24
ROUNDS = int(os.environ.get("SOAK_ROUNDS", "3"))


def ask(port: int, path: str) -> str:
    """Ask once on a connection of its own; return the status, or how it failed."""
    try:
        door = socket.create_connection(("127.0.0.1", port), timeout=30)
    except OSError:
        return "refused"
    line = http.client.HTTPConnection("127.0.0.1", port)
    line.sock = door
    try:
        line.request("GET", path, headers={"Connection": "close"})
        response = line.getresponse()
        response.read()
        return str(response.status)
    except (OSError, http.client.HTTPException):
        return "reset"
    finally:
        line.close()


def round_of(server: Server) -> Counter[str]:
    """Load a server, end it in the middle of that, and count what became of each request."""
    seen: list[str] = []
    is_over = threading.Event()

    def drive(at: int) -> None:
        while not is_over.is_set():
            found = ask(server.port, "/licenses/" if at % 2 else f"/search/?q=word{at}")
            seen.append(found)
            if found == "refused":
                return

    with server:
        ask(server.port, "/licenses/")
        threads = [threading.Thread(target=drive, args=(at,)) for at in range(READERS)]
        for thread in threads:
            thread.start()
        time.sleep(2)
        server.tell(signal.SIGTERM)
        for thread in threads:
            thread.join(30)
        is_over.set()
    return Counter(seen)


def main() -> None:
    counts = Counts(os.environ.get("SOAK_PART", "stopping"))
    folder = Path(os.environ.get("SOAK_FOLDER", "."))
    whole: Counter[str] = Counter()
    for _ in range(ROUNDS):
        server = Server(
            os.environ["DATABASE_URL"], folder, SEARCH_RATE="100000/min", WARM_PAGES="0"
        )
        whole += round_of(server)
    print(f"    {dict(whole)}")
    counts.tell("answered", whole["200"], least=100)
    counts.tell("refused", whole["refused"])
    counts.tell("connected, and not answered", whole["reset"], most=0)
    counts.tell("answered with a fault", sum(whole[s] for s in whole if s[0] == "5"), most=0)
    counts.keep(Path(os.environ.get("SOAK_COUNTS", folder / "stopping.json")))


if __name__ == "__main__":
    main()
