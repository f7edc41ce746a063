"""What the log says of requests that are wrong: one line, and never as a fault of ours.

Anybody can send such requests, and a traceback for each would bury the lines that matter.
"""

import logging
from typing import Any

MOST = 500
"""Characters of a line about what a stranger sent."""

_FAULT = 500


class Brief(logging.Filter):
    """Make one warning of what Django writes about a request that was refused."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", None)
        is_refused = record.name.startswith("django.security.")
        is_refused |= (
            record.name == "django.request" and isinstance(status, int) and status < _FAULT
        )
        if is_refused:
            record.exc_info = record.exc_text = None
            written = " ".join(record.getMessage().split())
            record.msg = written if len(written) <= MOST else f"{written[:MOST]}…"
            record.args = ()
            if record.levelno > logging.WARNING:
                record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


def written_at(level: str) -> dict[str, Any]:
    """Return how Django is to log from a level up: to standard error, each event on its line."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "filters": {"brief": {"()": "portal.logs.Brief"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["brief"]}
        },
        "root": {"handlers": ["console"], "level": level},
    }
