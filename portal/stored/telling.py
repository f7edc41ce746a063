"""Tell who counts that a reader was given an answer, and nothing about the reader."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from portal.stored.asking import is_staff

logger = logging.getLogger(__name__)

_AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE")
_MACHINES = ("bot", "crawl", "spider", "slurp", "preview", "monitor", "curl", "python")
_LONGEST = 300


def tell(told: tuple[Callable[[], object], ...], environ: Mapping[str, Any]) -> None:
    """Call what an answer wants called, where it was most likely a reader who asked for it.

    Not for HEAD, for the team, for browsers that fetch ahead, nor for machines that say so.
    """
    if not told or environ["REQUEST_METHOD"] == "HEAD" or is_staff(environ):
        return
    if any(name in environ for name in _AHEAD):
        return
    agent = environ.get("HTTP_USER_AGENT", "")[:_LONGEST].lower()
    if any(word in agent for word in _MACHINES):
        return
    try:
        for call in told:
            call()
    except Exception:
        logger.exception("A reading could not be counted.")
