"""Passwords take a third of a second to check, and must not take it from those who read.

They are checked one after the other in each process, in a thread that the system runs after
all others. Those who wait give their place to readers; where too many wait, Crowded is raised.
"""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from portal.limits.rules import here

_NICENESS = 15
_MOST = 6
"""Passwords that are checked or wait in one process: two seconds for the last of them."""


def _step_back() -> None:
    """Let this thread run after others, where the system can do so for one thread alone."""
    if hasattr(os, "setpriority") and os.uname().sysname == "Linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


@cache
def _thread(process: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="passwords", initializer=_step_back)


class PatientHasher(PBKDF2PasswordHasher):
    """Django's own hasher, so that passwords stay valid, one at a time."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        with here.turns.aside("passwords", most=_MOST):
            hashing = _thread(os.getpid()).submit(super().encode, password, salt, iterations)
            encoded: str = hashing.result()
        return encoded
