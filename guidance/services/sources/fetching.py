"""Fetch a public page over https, within bounds: its size, its time, its redirects, its kind.

No proxy is used, no cookie kept, nothing unpacked. What comes back are the bytes of a text, or
one reason why there are none.
"""

import http.client
import io
import re
import socket
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from django.conf import settings

from guidance.services.sources.networks import Network, Refused, Unreachable, left

MAX_BYTES = 2 * 1024 * 1024
MAX_HEAD = 64 * 1024
"""Bytes of an answer's head and of what is around its chunks, above those of its body."""
MAX_REDIRECTS = 5
KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "plain",
    "text/markdown": "plain",
    "text/x-markdown": "plain",
}
_PERMANENT = (301, 308)
_ELSEWHERE = (301, 302, 303, 307, 308)
_SAFE = "%/:=&?~#+!$,;'@()*[]-._"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x20\x7f]")


@dataclass(frozen=True)
class Fetched:
    """A page as it came: its bytes, ``html`` or ``plain``, its charset where one is named.

    ``moved_to`` is the address that permanent redirects lead to, "" where there were none.
    """

    body: bytes
    kind: str
    charset: str
    moved_to: str


class _Bounded(io.RawIOBase):
    """Reads a connection until a moment and up to a number of bytes, however slowly they come."""

    def __init__(self, connection: socket.socket, until: float) -> None:
        self._connection = connection
        self._until = until
        self._most = MAX_BYTES + MAX_HEAD

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(left(self._until))
        try:
            count = self._connection.recv_into(buffer)
        except TimeoutError as error:
            raise Unreachable("slow") from error
        self._most -= count
        if self._most < 0:
            raise Refused("huge")
        return count


class _Incoming:
    """What ``http.client`` takes for a socket: something to read an answer from."""

    def __init__(self, connection: socket.socket, until: float) -> None:
        self._raw = _Bounded(connection, until)

    def makefile(self, *_args: Any, **_kwargs: Any) -> io.BufferedReader:
        return io.BufferedReader(self._raw)


def fetch(url: str, network: Network) -> Fetched:
    """Return what stands at an address; raises Refused and Unreachable with a reason.

    ``gone`` is the reason where the server says that nothing is there (404 and 410).
    """
    until = time.monotonic() + network.seconds
    moved_to, is_moved = "", True
    for _ in range(MAX_REDIRECTS + 1):
        parts = _parts(url, network)
        status, headers, body = _asked(parts, network, until)
        if status not in _ELSEWHERE:
            return _answer(status, headers, body, moved_to)
        if not (target := headers.get("Location", "").strip()):
            raise Unreachable("status", str(status))
        url = urljoin(url, target)
        is_moved = is_moved and status in _PERMANENT
        if is_moved:
            moved_to = urlunsplit(_parts(url, network))[:500]
    raise Refused("redirects")


def agent() -> str:
    """Return who asks, as the other side's log may have it."""
    name = re.sub(r"[^A-Za-z0-9.]+", "-", settings.SITE_NAME).strip("-") or "License-Guidance"
    about = [part.removeprefix("mailto:") for part in (settings.SITE_URL, settings.CONTACT) if part]
    said = "; ".join(re.sub(r"[^\x20-\x7e]|[()\\]", "", part) for part in about)
    return f"{name}/1 ({said})" if said else f"{name}/1"


def _parts(url: str, network: Network) -> SplitResult:
    """Return an address that may be asked, in ASCII and without its fragment."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        if not host.isascii():
            host = host.encode("idna").decode()
    except ValueError as error:
        raise Refused("address") from error
    if parts.scheme not in network.schemes:
        raise Refused("not-https" if parts.scheme == "http" else "address")
    if not host or "@" in parts.netloc or "%" in host or _CONTROL.search(host):
        raise Refused("address")
    if port is not None and port not in network.ports:
        raise Refused("port", str(port))
    shown = f"[{host}]" if ":" in host else host
    return SplitResult(
        parts.scheme, f"{shown}:{port}" if port else shown, quote(parts.path or "/", safe=_SAFE),
        quote(parts.query, safe=_SAFE), "",
    )  # fmt: skip


def _asked(parts: SplitResult, network: Network, until: float) -> tuple[int, Any, bytes]:
    is_tls = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if is_tls else 80)
    connection = network.connect(host, port, is_tls=is_tls, until=until)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    lines = [
        f"GET {path} HTTP/1.1", f"Host: {parts.netloc}", f"User-Agent: {agent()}",
        "Accept: text/html, text/plain, text/markdown;q=0.9", "Accept-Encoding: identity",
        "Accept-Language: en", "Connection: close",
    ]  # fmt: skip
    try:
        connection.settimeout(left(until))
        connection.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
        answer = http.client.HTTPResponse(_Incoming(connection, until), method="GET")  # type: ignore[arg-type]
        answer.begin()
        body = b"" if answer.status != 200 else _body(answer)
        return answer.status, answer.headers, body
    except TimeoutError as error:
        raise Unreachable("slow") from error
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise Unreachable("no-http") from error
    finally:
        connection.close()


def _body(answer: http.client.HTTPResponse) -> bytes:
    """Read the body of an answer that is a text; what it is not is refused before it is read."""
    _kind(answer.headers)
    length = answer.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and (len(length) > 9 or int(length) > MAX_BYTES):
        raise Refused("huge")
    body = answer.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise Refused("huge")
    if answer.length:
        raise Unreachable("no-http")
    return body


def _kind(headers: Any) -> str:
    if headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise Refused("packed")
    kind = headers.get_content_type() if headers.get("Content-Type") else ""
    if kind not in KINDS:
        raise Refused("not-text", kind[:80])
    return KINDS[kind]


def _answer(status: int, headers: Any, body: bytes, moved_to: str) -> Fetched:
    if status in (404, 410):
        raise Unreachable("gone", str(status))
    if status != 200:
        raise Unreachable("status", str(status))
    named = _CHARSET.search(headers.get("Content-Type", ""))
    return Fetched(body, _kind(headers), named[1] if named else "", moved_to)
