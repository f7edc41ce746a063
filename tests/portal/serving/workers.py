"""A worker of gunicorn that runs in a thread, with an application whose answers are counted."""

import contextlib
import os
import re
import signal
import socket
import threading
import time
from selectors import DefaultSelector

from gunicorn.config import Config
from gunicorn.glogging import Logger

from portal.serving.workers import Worker

LARGE = 9_000_000
HEADERS = [("Content-Type", "text/plain"), ("Vary", "Accept")]


class Application:
    """Answers each path with itself; ``held`` are those that it may be asked for at once.

    ``/wait`` waits until it may go on; ``/large`` is more than a connection takes at a time.
    """

    def __init__(self, *held):
        self.held = {"/large", *held}
        self.called, self.at_once_called = [], []
        self.may_go_on = threading.Event()

    def body(self, environ):
        path = environ["PATH_INFO"]
        return (b"x" * LARGE if path == "/large" else path.encode()) + environ["wsgi.input"].read()

    def headers(self, environ):
        return [*HEADERS, ("Content-Length", str(len(self.body(environ))))]

    def __call__(self, environ, start_response):
        self.called.append(environ["PATH_INFO"])
        if environ["PATH_INFO"] == "/wait":
            self.may_go_on.wait(10)
        body = self.body(environ)
        start_response("200 OK", [*HEADERS, ("Content-Length", str(len(body)))])
        return [body]

    def at_once(self, environ):
        if environ["PATH_INFO"] == "/broken":
            raise RuntimeError
        if environ["REQUEST_METHOD"] == "POST" or environ["PATH_INFO"] not in self.held:
            return None
        self.at_once_called.append(environ["PATH_INFO"])
        body = self.body(environ)
        lines = [f"{name}: {value}\r\n" for name, value in self.headers(environ)]
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        return "200 OK", "".join(lines).encode(), b"" if is_head else body


class Running:
    """A worker that listens on a port of its own."""

    def __init__(self, application, *, begins=True, **settings):
        cfg = Config()
        for name, value in {"threads": 2, "graceful_timeout": 5, **settings}.items():
            cfg.set(name, value)
        door = socket.create_server(("127.0.0.1", 0))
        door.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)  # of each connection too
        self.place = door.getsockname()
        self.worker = Worker(1, os.getppid(), [door], None, 30, cfg, Logger(cfg))
        self.worker.wsgi, self.worker.booted = application, True
        self.worker.tpool, self.worker.poller = self.worker.get_thread_pool(), DefaultSelector()
        self.worker.begin()
        self.worker.method_queue.init()
        self.visitors = []
        self.thread = threading.Thread(target=self.worker.run)
        if begins:
            self.thread.start()

    def tell_to_end(self):
        self.worker.handle_exit(signal.SIGTERM, None)

    def end(self):
        self.tell_to_end()
        self.thread.join(20)

    def clear_up(self):
        for visitor in self.visitors:
            visitor.close()
        self.worker.wsgi = None
        self.end()
        self.worker.tpool.shutdown()
        self.worker.tmp.close()

    def visitor(self):
        self.visitors.append(Visitor(self.place))
        return self.visitors[-1]


class Visitor:
    """One connection, on which requests are written as they are given."""

    def __init__(self, place):
        self.socket = socket.create_connection(place, timeout=10)
        self.come = bytearray()

    def send(self, written):
        self.socket.sendall(written.encode())

    def ask(self, path, *headers, method="GET", version="1.1"):
        lines = [f"{method} {path} HTTP/{version}", "Host: example.org", *headers]
        self.send("\r\n".join([*lines, "", ""]))
        return self.answer(has_body=method != "HEAD")

    def answer(self, *, has_body=True):
        """Return the head and the body of the next answer."""
        while b"\r\n\r\n" not in self.come:
            self._read_on()
        head, _, self.come = self.come.partition(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: (\d+)", head)[1]) if has_body else 0
        while len(self.come) < length:
            self._read_on()
        body, self.come = bytes(self.come[:length]), self.come[length:]
        return head.decode(), body

    def _read_on(self):
        piece = self.socket.recv(65_536)
        if not piece:
            raise EOFError
        self.come += piece

    def is_closed(self, *, within):
        """Tell whether the other side closes the connection within some seconds."""
        self.socket.settimeout(within)
        try:
            return self.socket.recv(1) == b""
        except TimeoutError:
            return False
        except ConnectionResetError:
            return True

    def close(self):
        with contextlib.suppress(OSError):
            self.socket.close()


def waited_for(condition, seconds=5):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not condition():
        time.sleep(0.01)
    return condition()
