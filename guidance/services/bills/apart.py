"""Have a bill read in a process of its own: bounded in time, and without anything of this one.

Reading holds Python's lock; in a thread of a server it would keep all its readers waiting.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from guidance.core.bills.items import ItemKind
from guidance.core.bills.naming import Known
from guidance.services.bills.expressions import Meaning, Standing

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


_TOO_LONG = Refusal("The file takes too long to be read.")
_FAULT = Refusal("The file could not be read, by a fault of this portal.")


def read_apart(
    content: bytes, known: Iterable[Known], *, seconds: float = SECONDS
) -> ReadBill | Refusal:
    """Return what a file lists, or why it is refused. Nothing is kept, here or there."""
    head = json.dumps([(one.slug, one.spdx, one.names) for one in known]).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-B", "-m", "guidance.services.bills.child"],
            input=head + b"\n" + content,
            capture_output=True,
            timeout=seconds,
            cwd=settings.BASE_DIR,
            env={"LANG": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _TOO_LONG
    if done.returncode < 0:  # ended by the system, at its bound of time
        return _TOO_LONG
    if done.returncode:
        logger.error("The process that reads bills ended with %s", done.returncode)
        return _FAULT
    return _of_answer(json.loads(done.stdout))


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
