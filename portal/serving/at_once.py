"""What is held is answered by the thread that looks at connections: it needs no other.

gunicorn gives each request to a thread of its own and takes its connection back afterwards, which
costs more than to look a stored page up and send it; and while a database hangs, all those
threads may wait for it. Here a request is gathered until its head is whole, without a thread. What
is not held, or is in any way out of the ordinary, is then handed over: gunicorn reads the same
bytes as if nobody had looked at them.
"""

import socket
import time
from collections import deque
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache, partial
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any

from gunicorn.http import get_parser
from gunicorn.http.wsgi import create
from gunicorn.util import http_date
from gunicorn.workers.gthread import (
    DEFAULT_WORKER_DATA_TIMEOUT,
    STOP_KEEPALIVE_LINGER,
    ThreadWorker,
)

from portal.serving.connections import END, Connection, Lingering
from portal.serving.files import may_be_open

Held = tuple[str, bytes, bytes]
"""Status, headers as they stand on the wire (each with its end of line), and body."""
AtOnce = Callable[[dict[str, Any]], Held | None]

_PIECE = 16 * 1024
"""Bytes that are read at a time; a request that is longer is not answered at once."""
_LONGEST = 64 * 1024
"""Bytes of a head: an address of 32 KB, and what comes with it."""
_STARTS = (b"GET /", b"HEAD /")
_SPARE = 128
"""Files that a process has open beside its connections."""
_PATIENCE = 30.0
"""Seconds in which who is sent an answer has to take some of it."""


class AnsweringAtOnce(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """A worker whose application may have an ``at_once`` (`AtOnce`), which must never wait.

    A connection is in one of the rows of ``pending_conns`` (until the head of a request has come),
    ``keepalived_conns`` (between two requests), ``sending`` (until all of an answer is sent), or
    with a thread.
    """

    def init_process(self) -> None:
        self.begin()
        # Each look at a setting is a call in gunicorn; for one request there are thirty.
        self.cfg.__dict__.update({name: one.get() for name, one in self.cfg.settings.items()})
        super().init_process()

    def begin(self) -> None:
        self.lingering = Lingering(self)
        self.sending: deque[Connection] = deque()
        # One connection more than there may be files would end the process.
        wanted: int = self.cfg.worker_connections
        self.worker_connections = min(wanted, may_be_open(wanted + _SPARE) - _SPARE)

    @property
    def at_once(self) -> AtOnce | None:
        """Return what to ask, or None where gunicorn decides that a connection has to end."""
        is_last = not self.alive or self.nr + 1 >= self.max_requests
        return None if is_last or not self._is_gathering else self.wsgi.at_once

    @property
    def _is_gathering(self) -> bool:
        return bool(self.cfg.keepalive) and not self.cfg.is_ssl and hasattr(self.wsgi, "at_once")

    def accept(self, listener: Any) -> None:
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self._make_room()
        self.nr_conns += 1
        conn = Connection(self, client, address, listener.getsockname())
        if not self._is_gathering:
            self.enqueue_req(conn)
            return
        self._await_head(conn)
        self.poller.register(client, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def on_pending_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        self._read(conn, client, self.pending_conns)

    def on_client_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        if self._is_gathering:
            self._read(conn, client, self.keepalived_conns)
        else:
            super().on_client_socket_readable(conn, client)

    def murder_pending(self) -> None:
        super().murder_pending()
        self.lingering.end_late()
        while self.sending and self.sending[0].timeout <= time.monotonic():
            self._end(self.sending[0], self.sending)

    def _cap_keepalive(self, deadline: float) -> None:
        """Wait, at the end, no longer for who has not asked yet than for who may ask again."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def _make_room(self) -> None:
        """Let the one go that asked for nothing for longest, where no other could come in."""
        if self.nr_conns >= self.worker_connections - 1:
            for waiting in (self.pending_conns, self.keepalived_conns):
                if waiting:
                    self._end(waiting[0], waiting)
                    return

    def _read(self, conn: Connection, client: socket.socket, waiting: deque[Connection]) -> None:
        if conn.is_over:  # it made room for another that came at the same look
            return
        try:
            piece = client.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        conn.add(piece)
        if not conn.head:
            self._end(conn, waiting)
        elif piece and self._is_answered(conn):
            waiting.remove(conn)
            self._go_on(conn)
        elif not piece or conn.is_headed or conn.is_odd:
            self._leave(conn, waiting)
            conn.init()
            conn.parser.unreader.unread(conn.taken())
            self.enqueue_req(conn)
        elif refusal := self._refusal(conn):
            self._leave(conn, waiting)
            self.nr_conns -= 1
            _send(conn.sock, refusal)
            conn.close(graceful=True)
        elif waiting is self.keepalived_conns:
            waiting.remove(conn)
            self._await_head(conn)
            readable = partial(self.on_pending_socket_readable, conn)
            self.poller.modify(client, EVENT_READ, readable)

    def _refusal(self, conn: Connection) -> bytes:
        """Return what to say where the head of a request does not end; else nothing."""
        if len(conn.head) > self.cfg.limit_request_line + 2 and b"\r\n" not in conn.head:
            return _refusing("414 URI Too Long")
        is_long = len(conn.head) > _LONGEST
        return _refusing("431 Request Header Fields Too Large") if is_long else b""

    def _await_head(self, conn: Connection) -> None:
        patience = DEFAULT_WORKER_DATA_TIMEOUT + self.cfg.keepalive
        conn.timeout = time.monotonic() + (patience if self.alive else STOP_KEEPALIVE_LINGER)
        self.pending_conns.append(conn)

    def _leave(self, conn: Connection, waiting: deque[Connection]) -> None:
        self.poller.unregister(conn.sock)
        waiting.remove(conn)

    def _end(self, conn: Connection, waiting: deque[Connection]) -> None:
        self._leave(conn, waiting)
        conn.is_over = True
        self.nr_conns -= 1
        conn.close()

    def _is_answered(self, conn: Connection) -> bool:
        """Answer a request if it is there as a whole and what it asks for is held."""
        at_once = self.at_once
        if at_once is None or len(self.keepalived_conns) > self.max_keepalived:
            return False
        asked = bytes(conn.head) if conn.is_headed and len(conn.head) <= _PIECE else b""
        if not asked.startswith(_STARTS) or asked.find(END) != len(asked) - len(END):
            return False
        begun = time.perf_counter()
        try:
            request = next(get_parser(self.cfg, [asked], conn.client))
            if request.version != (1, 1) or request.should_close() or _is_expecting(request):
                return False
            response, environ = create(request, conn.sock, conn.client, conn.server, self.cfg)
            environ["wsgi.multithread"] = True
            held = at_once(environ)
        except Exception:  # gunicorn says what is wrong with it
            return False
        if held is None:
            return False
        conn.taken()
        self.nr += 1
        conn.unsent = _send(conn.sock, _on_the_wire(held, response.version))
        if self.log.access_log_enabled:
            response.status, _, body = held
            response.sent = len(body)
            taken = timedelta(seconds=time.perf_counter() - begun)
            self.log.access(response, request, environ, taken)
        return True

    def _go_on(self, conn: Connection) -> None:
        """Send the rest of an answer as its reader takes it, then wait for the next request."""
        if conn.unsent:
            conn.timeout = time.monotonic() + _PATIENCE
            self.sending.append(conn)
            self.poller.modify(conn.sock, EVENT_WRITE, partial(self._send_on, conn))
            return
        conn.set_timeout()
        self.keepalived_conns.append(conn)
        readable = partial(self.on_client_socket_readable, conn)
        self.poller.modify(conn.sock, EVENT_READ, readable)

    def _send_on(self, conn: Connection, client: socket.socket) -> None:
        before = len(conn.unsent)
        conn.unsent = _send(client, conn.unsent)
        if len(conn.unsent) == before:  # it can be written to, and cannot: nobody is there
            self._end(conn, self.sending)
            return
        self.sending.remove(conn)
        self._go_on(conn)


_date = lru_cache(maxsize=1)(http_date)


def _is_expecting(request: Any) -> bool:
    return any(name == "EXPECT" for name, _ in request.headers)


def _on_the_wire(held: Held, server: str) -> bytes:
    status, headers, body = held
    own = f"HTTP/1.1 {status}\r\nServer: {server}\r\nDate: {_date(int(time.time()))}\r\n"
    return b"".join((own.encode(), b"Connection: keep-alive\r\n", headers, b"\r\n", body))


def _refusing(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode()


def _send(sock: socket.socket, answer: bytes | memoryview) -> memoryview:
    """Send what a connection takes now; return the rest."""
    try:
        count = sock.send(answer)
    except OSError:  # who tries the rest finds out what it is
        count = 0
    return memoryview(answer)[count:]
