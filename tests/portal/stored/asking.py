"""Ask the whole application, as a server would."""

import io
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from portal.stored.serving import StoredPages


@dataclass
class Answered:
    status: int
    headers: dict
    body: bytes


class Site:
    """An application with stored pages, and Django behind it, whose calls are counted."""

    def __init__(self, *, is_on=True, application=None):
        self.django = application or WSGIHandler()
        self.asked_django = 0
        self.mark = "first"
        self.stored = StoredPages(self._count, is_on=is_on, ask=lambda: self.mark)
        self.stored.watch.begin = lambda: None  # a test looks itself
        self.look()

    def look(self):
        self.stored.watch.look()

    def _count(self, environ, start_response):
        self.asked_django += 1
        return self.django(environ, start_response)

    def ask(self, address, *, method="GET", **environ):
        told = []
        with _connections_stay():
            response = self.stored(
                environ_of(address, method, **environ),
                lambda status, headers, *_: told.append((status, headers)),
            )
            body = b"".join(response)
            if hasattr(response, "close"):
                response.close()
        [(status, headers)] = told
        assert len({name.lower() for name, _ in headers}) == len(headers)
        return Answered(int(status[:3]), dict(headers), body)

    def ask_at_once(self, address, *, method="GET", **environ):
        """Return what is answered without a thread, or None."""
        held = self.stored.at_once(environ_of(address, method, **environ))
        if held is None:
            return None
        status, headers, body = held
        lines = headers.decode().removesuffix("\r\n").split("\r\n")
        return Answered(int(status[:3]), dict(line.split(": ", 1) for line in lines), body)

    def calls_for(self, *addresses, **environ):
        """Return how often Django is asked for these, one after the other."""
        before = self.asked_django
        for address in addresses:
            self.ask(address, **environ)
        return self.asked_django - before


def environ_of(address, method, **environ):
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.1",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        **environ,
    }


@contextmanager
def _connections_stay():
    """Keep the connection in which the rows of a test are written, as Django's client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)
