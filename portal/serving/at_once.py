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
from selectors import EVENT_READ
from typing import Any

from gunicorn.http import get_parser
from gunicorn.http.wsgi import create
from gunicorn.util import http_date
from gunicorn.workers.gthread import DEFAULT_WORKER_DATA_TIMEOUT, ThreadWorker

from portal.serving.connections import END, Connection, Lingering

Held = tuple[str, bytes, bytes]
"""Status, headers as they stand on the wire (each with its end of line), and body."""
AtOnce = Callable[[dict[str, Any]], Held | None]

_PIECE = 16 * 1024
"""Bytes that are read at a time; a request that is longer is not answered at once."""
_LONGEST = 40 * 1024
"""Bytes of a head that are gathered without a thread: an address of 32 KB and what is beside it."""
_STARTS = (b"GET /", b"HEAD /")


class AnsweringAtOnce(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """A worker whose application may have an ``at_once`` (`AtOnce`), which must never wait."""

    def init_process(self) -> None:
        self.lingering = Lingering(self)
        # Each look at a setting is a call in gunicorn; for one request there are thirty.
        self.cfg.__dict__.update({name: one.get() for name, one in self.cfg.settings.items()})
        super().init_process()

    @property
    def at_once(self) -> AtOnce | None:
        """Return what to ask, or None where gunicorn decides that a connection has to end."""
        is_last = not self.alive or self.nr + 1 >= self.max_requests
        if is_last or self.cfg.is_ssl or not self.cfg.keepalive:
            return None
        return getattr(self.wsgi, "at_once", None)

    def accept(self, listener: Any) -> None:
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        conn = Connection(self, client, address, listener.getsockname())
        if self.at_once is None:
            self.enqueue_req(conn)
            return
        self._await_head(conn)
        self.poller.register(client, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def on_pending_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        self._read(conn, client, self.pending_conns)

    def on_client_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        if self.cfg.is_ssl:
            super().on_client_socket_readable(conn, client)
        else:
            self._read(conn, client, self.keepalived_conns)

    def murder_pending(self) -> None:
        super().murder_pending()
        self.lingering.end_late()

    def _cap_keepalive(self, deadline: float) -> None:
        """Wait, at the end, no longer for who has not asked yet than for who may ask again."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def _read(self, conn: Connection, client: socket.socket, waiting: deque[Connection]) -> None:
        try:
            piece = client.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        conn.add(piece)
        if piece and (unsent := self._answered(conn)) is not None:
            waiting.remove(conn)
            self._keep(conn, unsent)
        elif piece and self.alive and not conn.is_headed and len(conn.head) < _LONGEST:
            if waiting is self.keepalived_conns:
                waiting.remove(conn)
                self._await_head(conn)
                readable = partial(self.on_pending_socket_readable, conn)
                self.poller.modify(client, EVENT_READ, readable)
        else:
            self.poller.unregister(client)
            waiting.remove(conn)
            self._hand_over(conn)

    def _await_head(self, conn: Connection) -> None:
        conn.is_kept = False
        conn.timeout = time.monotonic() + DEFAULT_WORKER_DATA_TIMEOUT + self.cfg.keepalive
        self.pending_conns.append(conn)

    def _hand_over(self, conn: Connection) -> None:
        """Give a connection to gunicorn, with what was read of it; or end it, where it is over."""
        if not conn.head:
            self.nr_conns -= 1
            conn.close()
            return
        conn.init()
        conn.parser.unreader.unread(conn.taken())
        self.enqueue_req(conn)

    def _answered(self, conn: Connection) -> memoryview | None:
        """Answer a request if it is there as a whole and what it asks for is held.

        Returns what its connection could not take yet; None where nothing was answered.
        """
        at_once = self.at_once
        if at_once is None or len(self.keepalived_conns) > self.max_keepalived:
            return None
        asked = bytes(conn.head) if conn.is_headed and len(conn.head) <= _PIECE else b""
        if not asked.startswith(_STARTS) or asked.find(END) != len(asked) - len(END):
            return None
        begun = time.perf_counter()
        try:
            request = next(get_parser(self.cfg, [asked], conn.client))
            if request.version != (1, 1) or request.should_close() or _is_expecting(request):
                return None
            response, environ = create(request, conn.sock, conn.client, conn.server, self.cfg)
            environ["wsgi.multithread"] = True
            held = at_once(environ)
        except Exception:  # gunicorn says what is wrong with it
            return None
        if held is None:
            return None
        conn.taken()
        self.nr += 1
        unsent = _send(conn.sock, _on_the_wire(held, response.version))
        if self.log.access_log_enabled:
            response.status, _, body = held
            response.sent = len(body)
            taken = timedelta(seconds=time.perf_counter() - begun)
            self.log.access(response, request, environ, taken)
        return unsent

    def _keep(self, conn: Connection, unsent: memoryview) -> None:
        """Let a connection wait for its next request, once all of this answer is sent."""
        if unsent:
            self.poller.unregister(conn.sock)
            work = self.tpool.submit(_send_rest, conn, unsent)
            work.add_done_callback(partial(self.method_queue.defer, self.finish_request, conn))
            return
        conn.set_timeout()
        self.keepalived_conns.append(conn)
        if not conn.is_kept:
            conn.is_kept = True
            readable = partial(self.on_client_socket_readable, conn)
            self.poller.modify(conn.sock, EVENT_READ, readable)


_date = lru_cache(maxsize=1)(http_date)


def _is_expecting(request: Any) -> bool:
    return any(name == "EXPECT" for name, _ in request.headers)


def _on_the_wire(held: Held, server: str) -> bytes:
    status, headers, body = held
    own = f"HTTP/1.1 {status}\r\nServer: {server}\r\nDate: {_date(int(time.time()))}\r\n"
    return b"".join((own.encode(), b"Connection: keep-alive\r\n", headers, b"\r\n", body))


def _send(sock: socket.socket, answer: bytes) -> memoryview:
    try:
        count = sock.send(answer)
    except OSError:  # whoever sends the rest finds out what it is
        count = 0
    return memoryview(answer)[count:]


def _send_rest(conn: Connection, unsent: memoryview) -> bool:
    conn.init()
    conn.sock.setblocking(True)
    conn.sock.sendall(unsent)
    return True
