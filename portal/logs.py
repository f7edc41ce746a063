"""What the log says of requests that are wrong: one line, and never as a fault of ours.

Anybody can send such requests, and a traceback for each would bury the lines that matter.
"""

import json
import logging
import threading
from datetime import UTC, datetime
from typing import Any

from django.core.mail import mail_admins

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


class Json(logging.Formatter):
    """One object a line: when, how grave, where from, what, which request, which release."""

    def format(self, record: logging.LogRecord) -> str:
        from portal.observing.requests import current
        from portal.observing.starting import version

        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {
            "at": at, "level": record.levelname, "logger": record.name,
            "message": record.getMessage(), "request": current(), "release": version(),
            "process": record.process,
        }  # fmt: skip
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            line["traceback"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


class Line(logging.Formatter):
    """A line for people, which ends with the number of the request where there is one."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        from portal.observing.requests import current

        number = current()
        return super().formatMessage(record) + (f" [{number}]" if number else "")


class Seldom(logging.Filter):
    """Let the same fault through once in ten minutes, and ten faults an hour: for mail."""

    SECONDS, MOST, SPAN = 600.0, 10, 3600.0

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[tuple[str, int, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        place, now = (record.pathname, record.lineno, kind + str(record.msg)), record.created
        self.told = {one: at for one, at in self.told.items() if now - at < self.SPAN}
        if now - self.told.get(place, 0.0) < self.SECONDS or len(self.told) >= self.MOST:
            return False
        self.told[place] = now
        return True


class Letter(logging.Handler):
    """Mail of a fault: sent beside the request, without what was sent to the portal."""

    def emit(self, record: logging.LogRecord) -> None:
        said = self.format(record)
        subject = f"{record.levelname}: {record.getMessage()}".splitlines()[0][:200]
        threading.Thread(target=self._send, args=(subject, said), daemon=True).start()

    def _send(self, subject: str, said: str) -> None:
        try:
            mail_admins(subject, said, fail_silently=True)
        except Exception:
            logging.getLogger(__name__).warning("Mail of a fault could not be sent.")


def written_at(level: str, *, form: str = "LINE", is_mailed: bool = False) -> dict[str, Any]:
    """Return how Django is to log from a level up: to standard error, each event on its line.

    ``form`` is LINE or JSON. With ``is_mailed`` faults go to ADMINS by mail too, seldom.
    """
    console = {"class": "logging.StreamHandler", "formatter": form.lower(), "filters": ["brief"]}
    mail = {"class": "portal.logs.Letter", "level": "ERROR", "filters": ["brief", "seldom"]}
    plain = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": "portal.logs.Line", "format": plain},
            "json": {"()": "portal.logs.Json"},
        },
        "filters": {
            "brief": {"()": "portal.logs.Brief"},
            "seldom": {"()": "portal.logs.Seldom"},
        },
        "handlers": {"console": console, **({"mail": mail} if is_mailed else {})},
        "root": {"handlers": ["console", *(["mail"] if is_mailed else [])], "level": level},
        # Django's own handler would mail what the request held.
        # django-axes tells of each right password too, as of failed logins that it deleted: none.
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},
            "axes": {"level": "ERROR" if level == "ERROR" else "WARNING"},
        },
    }
