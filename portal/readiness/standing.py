"""How a process stands: whether its pages are warm, and what it has to do without."""

import logging
from threading import Lock

from django.conf import settings

from portal.limits.counting import BestCounter
from portal.limits.rules import here
from portal.storage.troubles import trouble_at

logger = logging.getLogger(__name__)

_AWAY = {
    "RedisCounter": "Redis does not answer: visitors are counted on each server alone",
    "MachineCounter": "STATE_DIR cannot be written: visitors are counted in each process alone",
}


class Standing:
    """Of this process. One that was never told to warm up, such as a test's, needs not to be."""

    def __init__(self) -> None:
        self.is_warm = self.is_warming = False
        self.told: list[str] = []
        self.lock = Lock()

    def reasons(self) -> list[str]:
        """Return what is away besides the database."""
        if isinstance(here.counter, BestCounter):
            here.counter.look()
        away = getattr(here.counter, "away", [])
        found = [_AWAY[name] for name in away if name in _AWAY]
        if trouble := trouble_at(settings.STATE_DIR / "counts"):
            found.append(f"STATE_DIR: {trouble.hint.partition(';')[0]}")
        return found

    def tell(self, reasons: list[str]) -> None:
        """Write one line where the reasons are others than the last time."""
        with self.lock:
            before, self.told = self.told, reasons
        if reasons != before:
            words = "Ready without restriction." if not reasons else "; ".join(reasons)
            logger.warning("Readiness: %s", words)

    @staticmethod
    def in_short(error: object) -> str:
        return " ".join(str(error).split())[:200]


standing = Standing()
