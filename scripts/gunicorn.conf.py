"""How gunicorn serves the portal: threads, since the work is short and mostly waiting."""

import gc
import multiprocessing
import os
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from gunicorn.http import message

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from portal import memory  # noqa: E402 - gunicorn adds the folder only later
from portal.environment.values import Environment  # noqa: E402
from portal.serving import signals  # noqa: E402

# A copy, for the workers inherit this process's own: there a changed .env would not be seen.
env = Environment(dict(os.environ))
worker_class = "portal.serving.workers.Worker"
try:
    if env.bool("READ_DOT_ENV", default=True):
        env.read_file(ROOT / ".env")
    workers = env.int("WEB_CONCURRENCY", default=min(2, multiprocessing.cpu_count()), least=1)
    # Four work at the same moment; the others wait in seats (portal/limits/turns.py), so that a
    # visitor with many connections waits for itself and nobody waits for it. Two are for stored
    # pages where a database that hangs has taken all others (portal/stored/serving.py).
    threads = env.int("WEB_THREADS", default=4, least=1) + 12 + 2
except ImproperlyConfigured as refusal:
    sys.exit(str(refusal))
timeout = 30
graceful_timeout = 20
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = "-" if env.str("ACCESS_LOG", default="") else None
# Without query and Referer: they hold readers' answers, and the secrets that take links back.
access_log_format = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(B)s %(L)s "%(a)s"'
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
# Gunicorn would take scheme and path from headers of whoever comes from this machine, and behind a
# proxy that is everybody: X-Forwarded-Proto is believed by BEHIND_TLS_PROXY alone, and a
# path is never rewritten (/x/admin/ with SCRIPT_NAME /x passes a proxy that denies /admin/).
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""
# Who may send such headers matters no more, and need not be looked up for each request.
forwarded_allow_ips = "*"

# The address of a result holds its answers, and of a search what somebody pasted: the pages say
# what was cut off. gunicorn goes no further than 8,190 by itself; 0 would be without any limit.
message.MAX_REQUEST_LINE = limit_request_line = 32_768


def pre_fork(server: object, worker: object) -> None:
    signals.hold()


def post_fork(server: object, worker: object) -> None:
    """Let a thread that renders a page have Python back within a millisecond, not five.

    It asks several times for a page, each time it was waiting for the database; one heavy
    request beside it made a page of 8 ms take 25 ms.
    """
    sys.setswitchinterval(0.001)
    memory.share()


def post_worker_init(worker: object) -> None:
    """Look for rubbish among what requests made, and not among all that was imported.

    Going through half a million objects of Django and the portal took 130 ms, in which every thread
    of the process stood still, and it fell on whoever saved a form or published.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    # Imported here, for now Django is set up. Else the first to search would find by words alone.
    from guidance.services.search.meaning.standing import standing
    from portal.observing.starting import begin

    standing.wake()
    begin(worker)


def when_ready(server: Any) -> None:
    """Say where it listens: at what systemd gave, which the settings do not know."""
    places = ", ".join(map(str, server.LISTENERS))
    server.log.warning("Starting: %d processes, at %s", server.cfg.workers, places)


def on_reload(server: Any) -> None:
    from portal.serving.handover import handover

    handover.begin()
    server.log.warning("Reloading: new processes take over from the old ones")


def worker_exit(server: Any, worker: Any) -> None:
    from portal.serving.handover import handover

    handover.tell_up(worker.generation)  # nobody waits for one that could not begin
    server.log.warning("Process %d ended", worker.pid)


def on_exit(server: Any) -> None:
    server.log.warning("Stopped")
