"""A connection of a visitor: what was read of its next request, and how it is closed."""

import contextlib
import re
import socket
import time
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn

END = b"\r\n\r\n"
"""Of the head of a request."""
_BARE = re.compile(rb"(?<!\r)\n")


class Connection(TConn):  # type: ignore[misc]  # gunicorn has no types
    """A connection of which the head of a request may be there in part."""

    def __init__(self, worker: Any, sock: socket.socket, client: Any, server: Any) -> None:
        super().__init__(worker.cfg, sock, client, server)
        self.worker = worker
        self.head = bytearray()
        self.is_headed = self.is_odd = self.is_over = False
        self.unsent = memoryview(b"")

    def add(self, piece: bytes) -> None:
        """Keep what was read.

        ``is_headed`` says whether the head of a request ends in it, ``is_odd`` that a line of it
        ends as none may.
        """
        # Looked for where it may end anew: who sends byte by byte must not have all read each time.
        start = max(0, len(self.head) - len(END) + 1)
        self.head += piece
        self.is_headed = self.is_headed or self.head.find(END, start) >= 0
        self.is_odd = self.is_odd or _BARE.search(self.head, start) is not None

    def taken(self) -> bytes:
        """Return what was read so far, which is then somebody else's."""
        head, self.head = bytes(self.head), bytearray()
        self.is_headed = self.is_odd = False
        self.data_ready = True
        return head

    def close(self, graceful: bool = False) -> None:
        """Close it; where something was answered, in a way that loses none of it."""
        if graceful:
            self.worker.lingering.take(self.sock)
        else:
            super().close()


class Lingering:
    """Connections that were answered and told to end, and whose other side may still read.

    gunicorn waits for each of them up to two seconds, in the thread that looks at all others: who
    leaves three connections open made everybody wait for six seconds. Here nobody waits.
    Source of the way to close: RFC 9112, section 9.6.
    """

    SECONDS = 2.0
    MOST = 64 * 1024
    """Bytes that may still come, and are thrown away."""

    def __init__(self, worker: Any) -> None:
        self.worker = worker
        self.open: dict[socket.socket, float] = {}
        self.come: dict[socket.socket, int] = {}

    def take(self, sock: socket.socket) -> None:
        try:
            sock.setblocking(False)
            sock.shutdown(socket.SHUT_WR)
        except OSError:
            sock.close()
            return
        self.worker.nr_conns += 1
        self.open[sock] = time.monotonic() + self.SECONDS
        self.worker.poller.register(sock, EVENT_READ, self.drain)

    def drain(self, sock: socket.socket) -> None:
        try:
            piece = sock.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        self.come[sock] = self.come.get(sock, 0) + len(piece)
        if not piece or self.come[sock] >= self.MOST:
            self._end(sock)

    def end_late(self) -> None:
        """Close those that were waited for long enough."""
        now = time.monotonic()
        for sock in [sock for sock, end in self.open.items() if end <= now]:
            self._end(sock)

    def _end(self, sock: socket.socket) -> None:
        del self.open[sock]
        self.come.pop(sock, None)
        self.worker.poller.unregister(sock)
        self.worker.nr_conns -= 1
        with contextlib.suppress(OSError):
            sock.close()
