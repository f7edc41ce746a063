"""Read settings from the environment, and refuse what they cannot mean.

A switch with a typing error must not be off, for "off" may be the open door; a blank
value is as good as none. Nothing here knows the settings.
"""

import os
import re
from typing import Any
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

LEAST_SECRET = 50
_ON = frozenset({"on", "true", "yes", "1"})
_OFF = frozenset({"off", "false", "no", "0"})
_RATE = re.compile(
    r"[1-9]\d{0,8}/(?:[1-9]\d{0,3})?(?:s|sec|second|m|min|minute|h|hour|d|day)\Z", re.ASCII
)
_ORIGIN = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?\Z", re.ASCII | re.I)


class Environment(environ.Env):
    """An environment whose values are read strictly; each refusal says what to write."""

    def get_value(self, var: str, cast: Any = None, default: Any = None, **options: Any) -> Any:
        written = os.environ.get(var, "").strip()
        if not written and default is not self.NOTSET:
            return default
        if written.startswith("$"):
            words = "begins with $, but nothing is run or replaced here; write the value itself"
            raise ImproperlyConfigured(f"{var} {words}.")
        return super().get_value(var, cast=cast, default=default, **options)

    def bool(self, var: str, default: bool = False) -> bool:
        written = os.environ.get(var, "").strip().lower()
        if written and written not in _ON | _OFF:
            raise ImproperlyConfigured(f"{var} is “{written}”; write on or off.")
        return written in _ON if written else default

    def int(self, var: str, default: int = 0) -> int:
        """Return a number from 0 up."""
        written = os.environ.get(var, "").strip()
        if written and not (written.isascii() and written.isdigit() and len(written) < 10):
            raise ImproperlyConfigured(f"{var} is “{written}”; write a number from 0 up.")
        return int(written) if written else default

    def list(self, var: str, cast: Any = None, default: Any = None) -> list[str]:
        """Return what stands between commas, without blanks around it."""
        found = super().list(var, cast=cast, default=default or [])
        return [item.strip() for item in found if item.strip()]

    def word(self, var: str, default: str, *, of: tuple[str, ...]) -> str:
        written = str(self.str(var, default=default)).strip().upper()
        if written not in of:
            raise ImproperlyConfigured(f"{var} is “{written}”; write one of {', '.join(of)}.")
        return written

    def rate(self, var: str, default: str) -> str:
        written = str(self.str(var, default=default)).strip().lower()
        if not _RATE.match(written):
            raise ImproperlyConfigured(f"{var} is “{written}”; write it like {default}.")
        return written

    def origin(self, var: str) -> str:
        """Return scheme and host without a slash at the end, or nothing."""
        written = str(self.str(var, default="")).strip().rstrip("/")
        if written and not _ORIGIN.match(written):
            like = "https://guidance.example.org"
            raise ImproperlyConfigured(f"{var} is “{written}”; write it like {like}.")
        return written

    def timezone(self, var: str, default: str) -> str:
        written = str(self.str(var, default=default)).strip()
        if written not in available_timezones():
            raise ImproperlyConfigured(f"{var} is “{written}”; write it like Europe/Berlin.")
        return written


def is_weak(secret: str) -> bool:
    """Tell whether a secret could be guessed. Source: Django's deployment check W009."""
    return len(secret) < LEAST_SECRET or len(set(secret)) < 5 or secret.startswith("django-")
