"""How a process takes memory from glibc and gives it back; another libc keeps its own ways."""

import ctypes
from typing import Any

_ARENAS = -8
"""The parameter of mallopt(3), as glibc numbers it."""
_libc: Any = ctypes.CDLL(None)


def share() -> bool:
    """Let all threads take memory from one place; False where there is no such choice.

    By itself glibc gives each a place of its own, and what a thread needed once for a page stays
    there: 30 MB in a process of 18 threads. They seldom ask at once, since one runs at a time.
    """
    choose = getattr(_libc, "mallopt", None)
    return bool(choose and choose(_ARENAS, 1))


def give_back() -> None:
    """Give back what is free between things that stay. It takes some milliseconds.

    After many pages were made that is 7 MB; by itself glibc gives back only what is on top.
    """
    trim = getattr(_libc, "malloc_trim", None)
    if trim is not None:
        trim(0)
