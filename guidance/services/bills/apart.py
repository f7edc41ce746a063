"""Have a bill read in a process of its own: bounded in time, and without anything of this one.

Reading holds Python's lock; in a thread of a server it would keep all its readers waiting.
"""

import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, cast

from django.conf import settings

from guidance.core.bills.items import ItemKind
from guidance.services.bills.expressions import Meaning, Standing
from guidance.services.naming.finding import Called

logger = logging.getLogger(__name__)

SECONDS = 25.0
"""How long a file may take by the clock, where all else goes first; its own process may work 8."""


@dataclass(frozen=True)
class Refusal:
    """Why a file is not read, and where in it."""

    message: str
    place: str = ""


@dataclass(frozen=True)
class ReadItem:
    """One thing of a bill, and what its licenses mean."""

    name: str
    version: str
    meaning: Meaning
    kind: ItemKind
    only_for: str
    is_changed: bool


@dataclass(frozen=True)
class ReadBill:
    format: str
    product: str
    says: str
    items: tuple[ReadItem, ...]


Lookup = Callable[[Collection[str]], Iterable[Called]]
"""Returns the licenses that have some of these names, bare, each with the name."""

_TOO_LONG = Refusal("The file takes too long to be read.")
_FAULT = Refusal("The file could not be read, by a fault of this portal.")


def read_apart(content: bytes, called: Lookup, *, seconds: float = SECONDS) -> ReadBill | Refusal:
    """Return what a file lists, or why it is refused. Nothing is kept, here or there.

    ``called`` is asked once, for all names in the file that a license here may have.
    """
    with subprocess.Popen(
        [sys.executable, "-E", "-s", "-B", "-m", "guidance.services.bills.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        env={"LANG": "C.UTF-8"},
        bufsize=0,
    ) as child:
        late = threading.Timer(seconds, child.kill)
        late.start()
        try:
            answer = _talked(child, content, called)
            code = child.wait()
        finally:
            late.cancel()
            child.kill()
    if code < 0:  # ended by the system, at its bound of time, or by the clock
        return _TOO_LONG
    if code:
        logger.error("The process that reads bills ended with %s", code)
        return _FAULT
    return _of_answer(json.loads(answer))


def _talked(child: subprocess.Popen[bytes], content: bytes, called: Lookup) -> bytes:
    """Return the last line of a process that is given a file, and then the names it asks for."""
    read, write = cast(IO[bytes], child.stdout), cast(IO[bytes], child.stdin)
    with io.BufferedReader(cast(io.RawIOBase, read)) as lines, suppress(BrokenPipeError):
        _send(write, b"%d\n" % len(content) + content)
        line = lines.readline()
        if line.startswith(b"["):
            found = [(one.key, one.slug, one.spdx) for one in called(json.loads(line))]
            _send(write, json.dumps(found).encode() + b"\n")
            line = lines.readline()
        return line
    return b""


def _send(pipe: IO[bytes], content: bytes) -> None:
    """Write all of this; a pipe without a buffer keeps nothing of it for a process that ended."""
    left = memoryview(content)
    while left:
        left = left[pipe.write(left) :]


def _of_answer(answer: dict[str, Any]) -> ReadBill | Refusal:
    if "failed" in answer:
        logger.error("A bill could not be read: %s", answer["failed"])
        return _FAULT
    if "refused" in answer:
        return Refusal(answer["refused"], answer["place"])
    meanings = [_meaning(one) for one in answer["meanings"]]
    items = tuple(
        ReadItem(name, version, meanings[place], ItemKind(kind), only_for, is_changed)
        for name, version, place, kind, only_for, is_changed in answer["items"]
    )
    return ReadBill(answer["format"], answer["product"], answer["says"], items)


def _meaning(held: dict[str, Any]) -> Meaning:
    lists: dict[str, Any] = {name: tuple(held[name]) for name in ("slugs", "unknown")}
    lists["ambiguous"] = tuple((name, tuple(could_be)) for name, could_be in held["ambiguous"])
    return Meaning(**held | lists | {"standing": Standing(held["standing"])})
