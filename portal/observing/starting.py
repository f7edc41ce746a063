"""What a process does when it begins: it warms up, and says which release it is."""

import importlib
import logging
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from portal.limits.rules import here
from portal.observing import metrics
from portal.readiness.standing import standing
from portal.serving.handover import handover

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]


@cache
def version() -> str:
    """Return the commit that this code was checked out at, in short; else "unknown"."""
    git = ROOT / ".git"
    try:
        if git.is_file():
            git = Path(git.read_text().removeprefix("gitdir:").strip())
        head = (git / "HEAD").read_text().strip()
        common = git / "commondir"
        base = (git / common.read_text().strip()) if common.is_file() else git
        if head.startswith("ref: "):
            name = head.removeprefix("ref: ")
            packed = base / "packed-refs"
            lines = packed.read_text().splitlines() if packed.is_file() else []
            loose = base / name
            found = [line.split()[0] for line in lines if line.endswith(f" {name}")]
            head = loose.read_text().strip() if loose.is_file() else found[0]
    except (OSError, IndexError):
        return "unknown"
    return head[:12]


def begin(worker: Any) -> None:
    """Warm up before the first request is taken, so that no reader waits for the first of all."""
    here.begin()
    if settings.METRICS_TOKEN:
        metrics.begin()
    worker.notify()  # to begin took a while, and gunicorn ends what is silent for long
    names = [listener.getsockname() for listener in worker.sockets]
    port = next((name[1] for name in names if isinstance(name, tuple)), 80)
    importlib.import_module("portal.wsgi").stored.warm_up(port)
    words = "warm" if standing.is_warm else "not warm yet"
    handover.tell_up(worker.generation)
    logger.warning("Process %d of release %s is up, %s", worker.pid, version(), words)
