"""A server on this machine that answers as publishers do, and as nobody should."""

import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

from guidance.services.sources.networks import Network, is_public


def answer(body, *, status="200 OK", kind="text/html; charset=utf-8", headers=()):
    body = body if isinstance(body, bytes) else body.encode()
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    if kind:
        lines.append(f"Content-Type: {kind}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def moved(to, status="301 Moved Permanently"):
    return answer(b"", status=status, headers=[f"Location: {to}"])


@dataclass
class Server:
    """Answers each path with bytes, or by a function that is given the connection."""

    listener: socket.socket
    pages: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    wrap: object = None

    @property
    def port(self):
        return self.listener.getsockname()[1]

    def url(self, path="/", host="publisher.example", scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"

    def serve(self):
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        try:
            connection = self.wrap(connection) if self.wrap else connection
            with connection:
                connection.settimeout(10)
                asked = b""
                while b"\r\n\r\n" not in asked:
                    asked += connection.recv(4096) or b"\r\n\r\n"
                    if not b"GET".startswith(asked[:3]):
                        return
                self.asked.append(asked.decode())
                page = self.pages.get(asked.split()[1].decode(), answer("", status="404 Not Found"))
                if callable(page):
                    page(connection)
                else:
                    connection.sendall(page)
        except OSError:
            pass  # the other side went away, as it should


@contextmanager
def serving():
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(listener)
    threading.Thread(target=server.serve, daemon=True).start()
    try:
        yield server
    finally:
        listener.close()


NAMES = {
    "publisher.example": ["127.0.0.1"],
    "moved.example": ["127.0.0.1"],
    "inside.example": ["10.1.2.3"],
    "mixed.example": ["127.0.0.1", "192.168.0.7"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "meta.example": ["169.254.169.254"],
}
"""The names of a small internet. Its public network is 127.0.0.1, and what is public in ours."""


def network(server, *, names=None, seconds=5.0, **fields):
    """Return the network as tests have it: plain http, one port, names of our own."""
    known = NAMES if names is None else names

    def resolve(host, _port):
        return list(known.get(host, ()))

    options = {
        "resolve": resolve, "schemes": ("http", "https"), "ports": (server.port,),
        "is_allowed": lambda address: address == "127.0.0.1" or is_public(address),
    }  # fmt: skip
    return Network(seconds=seconds, **(options | fields))
