"""One answer as it is stored: its headers, and its compressed bodies, each with a strong tag."""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable
from typing import NamedTuple

import brotli

Headers = list[tuple[str, str]]

OK, NOT_MODIFIED = "200 OK", "304 Not Modified"
SMALLEST = 200
"""Bytes of a body that is worth compressing."""
LIGHT, BEST = (5, 5), (9, 11)
"""How hard gzip and brotli try: at the first reading, and later, in the background."""
_MADE_HERE = frozenset({"etag", "content-length", "content-encoding", "vary"})
_OF_A_BODY = frozenset({"content-type", "content-language"})
_LETTERS = {"": "i", "gzip": "g", "br": "b"}
_WINDOW = 31  # of zlib, with the header of gzip and without a time


class Written(NamedTuple):
    """An answer in one coding; ``head`` is its headers as they stand on the wire."""

    headers: Headers
    body: bytes
    head: bytes


class Answer:
    """A public page that was answered with 200.

    Its tags are of what it says and of how that is written: ``"digest.g"`` and ``"digest.b"``,
    in capitals once it was compressed best. Whoever holds one of them holds this page.
    """

    def __init__(
        self,
        headers: Headers,
        body: bytes,
        codings: Iterable[str],
        told: tuple[Callable[[], object], ...] = (),
    ) -> None:
        self.told = told
        self.headers = [pair for pair in headers if pair[0].lower() not in _MADE_HERE]
        names = varies_by(headers)
        self.is_negotiated = "accept" in names
        self.headers.append(("Vary", _varying(names)))
        self.digest = digest_of(headers, body)
        self.is_small = len(body) < SMALLEST
        self.is_best = False
        self.readings = 0
        self.kept_size = 0
        kept = [pair for pair in self.headers if pair[0].lower() not in _OF_A_BODY]
        self.unchanging = Written(kept, b"", on_the_wire(kept))
        self.written = self._written(body, [""] if self.is_small else codings, LIGHT)

    @property
    def size(self) -> int:
        """Return about how many bytes of memory it takes."""
        head = sum(len(name) + len(value) + 100 for name, value in self.headers)
        bodies = sum(len(one.body) + len(one.head) + 500 for one in self.written.values())
        return head + len(self.unchanging.head) + bodies

    def whole(self, coding: str) -> Written:
        """Return headers and body for a reader who takes this coding."""
        written = self.written
        found = written.get("" if self.is_small else coding)
        return found or (self._head("", _unpacked(written)))

    def unchanged(self, known_tags: str) -> Written | None:
        """Return the headers of a 304 where a reader knows one of the tags, else None."""
        found = re.search(rf'"{self.digest}\.[gbiGB]"', known_tags)
        if found is None:
            return None
        told = ("ETag", found[0])
        headers, _, head = self.unchanging
        return Written([*headers, told], b"", head + on_the_wire([told]))

    def improve(self) -> None:
        """Compress it as well as can be, which takes long."""
        # In one step: a reader never gets the body of one with the tag of the other.
        self.written = self._written(_unpacked(self.written), self.written, BEST)
        self.is_best = True

    def _written(
        self, body: bytes, codings: Iterable[str], effort: tuple[int, int]
    ) -> dict[str, Written]:
        return {
            coding: self._head(coding, compressed(body, coding, effort), is_best=effort == BEST)
            for coding in codings
        }

    def _head(self, coding: str, body: bytes, *, is_best: bool = False) -> Written:
        letter = _LETTERS[coding]
        tag = f'"{self.digest}.{letter.upper() if is_best and coding else letter}"'
        headers = [*self.headers, ("ETag", tag), ("Content-Length", str(len(body)))]
        if coding:
            headers.append(("Content-Encoding", coding))
        return Written(headers, body, on_the_wire(headers))


def on_the_wire(headers: Headers) -> bytes:
    r"""Return headers as a server sends them.

    >>> on_the_wire([("ETag", '"1.g"'), ("Vary", "Accept")])
    b'ETag: "1.g"\r\nVary: Accept\r\n'
    """
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("latin-1")


def is_for_all(headers: Headers) -> bool:
    """Tell whether an answer is the same for everybody: no cookie, and not by cookies."""
    names = {name.lower() for name, _ in headers}
    return not names & {"set-cookie", "content-encoding"} and "cookie" not in varies_by(headers)


def is_page(status: str, headers: Headers) -> bool:
    """Tell whether an answer is a page that may be compressed on its way, though nobody keeps it.

    Not what depends on a cookie: there a secret could be guessed by how well it is compressed.
    """
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    return status[0] in "24" and kind.startswith("text/html") and is_for_all(headers)


def digest_of(headers: Headers, body: bytes) -> str:
    """Return the digest of what an answer says."""
    # Not of all headers: a set of rules comes in another order from each process.
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    return hashlib.sha256(kind.encode() + b"\0" + body).hexdigest()[:32]


def _unpacked(written: dict[str, Written]) -> bytes:
    if "" in written:
        return written[""].body
    if "gzip" in written:
        return zlib.decompress(written["gzip"].body, _WINDOW)
    return bytes(brotli.decompress(written["br"].body))


def compressed(body: bytes, coding: str, effort: tuple[int, int]) -> bytes:
    if coding == "gzip":
        packing = zlib.compressobj(effort[0], zlib.DEFLATED, _WINDOW)
        return packing.compress(body) + packing.flush()
    return bytes(brotli.compress(body, quality=effort[1])) if coding == "br" else body


def _varying(names: list[str]) -> str:
    others = [name.title() for name in names if name != "accept-encoding"]
    return ", ".join([*others, "Accept-Encoding"])


def varies_by(headers: Headers) -> list[str]:
    """Return the names of the headers that an answer says it depends on, in small letters."""
    written = ",".join(value for name, value in headers if name.lower() == "vary")
    return [name.strip().lower() for name in written.split(",") if name.strip()]
