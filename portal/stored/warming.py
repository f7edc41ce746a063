"""Make public pages before readers ask for them: the first ones at once, the others beside.

Which there are is read from the site's own map; nothing here knows a page.
"""

import io
import logging
import re
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections
from django.template.loader import get_template

from portal.readiness.standing import standing

logger = logging.getLogger(__name__)

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

_FIRST = ("/", "/licenses/", "/faq/", "/changes/", "/about/")
_SEARCHED = "/licenses/?q=license"
"""The first who searches in a process would wait until it has read what can be found."""
_MAP = "/sitemap.xml"
_BUTTON = re.compile(r'<a\s+class="button"\s+href="(/[^"?#]*)"')
"""What a page asks its reader to do next, such as to begin with the first question."""
_SHARE = 3
"""Times as long as a page that nobody asked for yet took, nothing is made: readers come first."""


class Warmer:
    """Asks the application itself, as a reader at the host of the site would."""

    def __init__(self, application: Application, *, port: int = 80) -> None:
        self.application, self.port = application, port
        self.thread: threading.Thread | None = None

    def warm_first(self) -> None:
        """Make the first pages; the process is warm once all of them were answered."""
        standing.is_warming = True
        read_templates()
        answers = [self._ask(path)[0] for path in _FIRST]
        standing.is_warm = all(answer.startswith(("200", "304")) for answer in answers)
        if not standing.is_warm:
            logger.warning("Not warm: the first pages were answered %s", ", ".join(answers))

    def begin(self) -> bool:
        """Warm the others in a thread; False where one is at it."""
        if self.thread is not None and self.thread.is_alive():
            return False
        self.thread = threading.Thread(target=self._run, name="warming", daemon=True)
        self.thread.start()
        return True

    def _run(self) -> None:
        try:
            self.warm_others()
        except Exception:
            logger.exception("Pages could not be made beforehand.")
        finally:
            connections.close_all()

    def warm_others(self) -> None:
        """Make what the map names, and where its buttons lead, as many as WARM_PAGES.

        Else, while the database is away, whoever begins a questionnaire gets no first question.
        """
        if not standing.is_warm:
            self.warm_first()
        if not standing.is_warm or not settings.WARM_PAGES:
            return
        self._ask(_SEARCHED)
        _, body = self._ask(_MAP, coding="")
        found = re.findall(r"<loc>([^<]+)</loc>", body.decode())
        waiting, made = deque(urlsplit(address).path for address in found), set[str]()
        while waiting and len(made) < settings.WARM_PAGES:
            if (path := waiting.popleft()) in made:
                continue
            made.add(path)
            begun = time.monotonic()
            _, body = self._ask(path, coding="")
            waiting.extendleft(_BUTTON.findall(body.decode()))
            time.sleep(_SHARE * (time.monotonic() - begun))

    def _ask(self, path: str, *, coding: str = "gzip") -> tuple[str, bytes]:
        told: list[str] = []
        response = self.application(
            self._environ(path, coding), lambda status, headers, *_: told.append(status)
        )
        try:
            body = b"".join(response)
        finally:
            if hasattr(response, "close"):
                response.close()
        return told[0], body

    def _environ(self, path: str, coding: str) -> dict[str, Any]:
        scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
        told: Any = settings.SECURE_PROXY_SSL_HEADER
        is_behind = bool(told or settings.REST_FRAMEWORK["NUM_PROXIES"])
        host = next(_hosts(), "localhost")
        path, _, query = path.partition("?")
        if not is_behind and self.port not in (80, 443):
            host = f"{host.partition(':')[0]}:{self.port}"
        return {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_PROTOCOL": "HTTP/1.1", "SERVER_NAME": "localhost",
            "SERVER_PORT": str(self.port), "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": host,
            "HTTP_ACCEPT_ENCODING": coding, "wsgi.url_scheme": scheme,
            "HTTP_SEC_PURPOSE": "prefetch",  # nobody reads it: it counts for no questionnaire
            "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
            **({told[0]: told[1]} if told and scheme == "https" else {}),
        }  # fmt: skip


def read_templates() -> None:
    """Read the templates of all public pages: the first look at any page waits for none."""
    folders: Any = settings.TEMPLATES[0]["DIRS"]
    for folder in map(Path, folders):
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder).as_posix()
            if not name.startswith("admin/"):
                get_template(name)


def _hosts() -> Iterator[str]:
    """Yield what the site may be called, the likeliest first."""
    if settings.SITE_URL:
        yield urlsplit(settings.SITE_URL).netloc
    yield from (host for host in settings.ALLOWED_HOSTS if host[0] not in ".*[")
