"""Read settings from the environment, and refuse what they cannot mean.

A switch with a typing error must not be off, for "off" may be the open door; a blank
value is as good as none. Nothing here knows the settings.
"""

import os
import re
import sys
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

from portal.environment import dotenv, mail_servers, stores
from portal.environment.names import meant_by

LEAST_SECRET = 50
_ON = frozenset({"on", "true", "yes", "1"})
_OFF = frozenset({"off", "false", "no", "0"})
_RATE = re.compile(
    r"[1-9]\d{0,8}/(?:[1-9]\d{0,3})?(?:s|sec|second|m|min|minute|h|hour|d|day)\Z", re.ASCII
)
_HOST = r"(?:[\w-]+(?:\.[\w-]+)*|\[[0-9a-f:.]+\])"
_ORIGIN = re.compile(rf"https?://{_HOST}(?::\d{{1,5}})?\Z", re.ASCII | re.I)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+\Z", re.ASCII)
_ORIGINS = re.compile(rf"https?://(?:\*\.)?{_HOST}(?::\d{{1,5}})?\Z", re.ASCII | re.I)
_HOSTS = re.compile(rf"(?:\*|\.?{_HOST})\Z", re.ASCII | re.I)


class Environment(environ.Env):  # type: ignore[misc]  # environ has no types
    """An environment whose values are read strictly; each refusal says what to write, and where.

    ``variables`` are those of the process unless others are given.
    """

    def __init__(self, variables: MutableMapping[str, str] | None = None) -> None:
        super().__init__()
        self.ENVIRON: Any = os.environ if variables is None else variables
        self.places: dict[str, str] = {}

    def read_file(self, path: Path) -> None:
        """Take what a file .env says where the environment says nothing.

        A name in it that seems to be a misspelt setting is refused. In the environment of
        the process other programs' names stand too, so there it is only warned of.
        """
        found = dotenv.read(path) if path.is_file() else {}
        for name, (value, line) in found.items():
            if meant := meant_by(name):
                words = f"is no setting; did you mean {meant}?"
                raise ImproperlyConfigured(f"{name} in line {line} of {path.name} {words}")
            if name not in self.ENVIRON:
                self.ENVIRON[name] = value
                self.places[name] = f" in line {line} of {path.name}"

    def warn_of_misspelt(self) -> None:
        """Write a line about each name that seems to be a misspelt setting."""
        for name in sorted(self.ENVIRON):
            if meant := meant_by(name):
                words = f"{name} in the environment is no setting; did you mean {meant}?"
                sys.stderr.write(f"Warning: {words}\n")

    def refused(self, var: str, advice: str, *, written: str = "") -> ImproperlyConfigured:
        """Return the refusal of a variable, named with its line where it has one."""
        value = f" is “{written}”; " if written else " "
        return ImproperlyConfigured(f"{var}{self.places.get(var, '')}{value}{advice}")

    def get_value(self, var: str, cast: Any = None, default: Any = None, **options: Any) -> Any:
        written = self._written(var)
        if not written and default is not self.NOTSET:
            return default
        if written.startswith("$"):
            words = "begins with $, but nothing is run or replaced here; write the value itself."
            raise self.refused(var, words)
        return super().get_value(var, cast=cast, default=default, **options)

    def _written(self, var: str) -> str:
        return str(self.ENVIRON.get(var, "")).strip()

    def bool(self, var: str, default: bool = False) -> bool:
        written = self._written(var).lower()
        if written and written not in _ON | _OFF:
            raise self.refused(var, "write on or off.", written=written)
        return written in _ON if written else default

    def int(self, var: str, default: int = 0, *, least: int = 0) -> int:
        """Return a number from ``least`` up."""
        written = self._written(var)
        is_number = written.isascii() and written.isdigit() and len(written) < 10
        if written and not (is_number and int(written) >= least):
            raise self.refused(var, f"write a number from {least} up.", written=written)
        return int(written) if written else default

    def db_url(self, var: str, default: str) -> dict[str, Any]:
        return self._store(var, default, stores.database)

    def cache_url(self, var: str, default: str) -> dict[str, Any]:
        return self._store(var, default, stores.cache)

    def _store(
        self, var: str, default: str, read: Callable[[str], dict[str, Any]]
    ) -> dict[str, Any]:
        written = str(self.str(var, default=default)).strip()
        try:
            return read(written)
        except ValueError as error:
            raise self.refused(var, f"{error}.", written=stores.shown(written)) from error

    def mail_server(self, var: str, *, sender: str) -> dict[str, Any]:
        """Return all settings for sending mail; nothing is sent where no server is written."""
        found = self._store(var, "", mail_servers.mail_server)
        if found["MAIL_IS_SENT"] and not sender:
            raise self.refused(var, "is set without MAIL_FROM: write whom mail is from.")
        return found

    def mail_address(self, var: str) -> str:
        written = str(self.str(var, default="")).strip()
        if written and not _MAIL.match(written):
            raise self.refused(var, "write it like guidance@example.org.", written=written)
        return written

    def hosts(self, var: str, default: Any) -> list[str]:
        """Return host names without scheme and port; one that begins with a dot is a domain."""
        advice = "write names alone, such as guidance.example.org, without scheme, port or path."
        return self._each(var, default, _HOSTS, advice)

    def origins(self, var: str) -> list[str]:
        advice = "write each like https://guidance.example.org."
        return self._each(var, [], _ORIGINS, advice)

    def _each(self, var: str, default: Any, form: re.Pattern[str], advice: str) -> list[str]:
        found = self.list(var, default=default)
        for item in found:
            if not form.match(item):
                raise self.refused(var, f"holds “{item}”; {advice}")
        return found

    def list(self, var: str, cast: Any = None, default: Any = None) -> list[str]:
        """Return what stands between commas, without blanks around it."""
        found = super().list(var, cast=cast, default=default or [])
        return [item.strip() for item in found if item.strip()]

    def word(self, var: str, default: str, *, of: tuple[str, ...]) -> str:
        written = str(self.str(var, default=default)).strip().upper()
        if written not in of:
            raise self.refused(var, f"write one of {', '.join(of)}.", written=written)
        return written

    def rate(self, var: str, default: str) -> str:
        written = str(self.str(var, default=default)).strip().lower()
        if not _RATE.match(written):
            raise self.refused(var, f"write it like {default}.", written=written)
        return written

    def origin(self, var: str) -> str:
        """Return scheme and host without a slash at the end, or nothing."""
        written = str(self.str(var, default="")).strip().rstrip("/")
        if written and not _ORIGIN.match(written):
            like = "https://guidance.example.org"
            raise self.refused(var, f"write it like {like}.", written=written)
        return written

    def contact(self, var: str) -> str:
        """Return an address of mail, or one of a page, as a link; nothing where none is given."""
        written = str(self.str(var, default="")).strip()
        bare = written.removeprefix("mailto:")
        if not written:
            return ""
        if _MAIL.match(bare):
            return f"mailto:{bare}"
        if written.startswith("https://") and not set(written) & set(" \"'<>"):
            return written
        like = "legal@example.org or https://example.org/contact"
        raise self.refused(var, f"write it like {like}.", written=written)

    def timezone(self, var: str, default: str) -> str:
        written = str(self.str(var, default=default)).strip()
        if written not in available_timezones():
            raise self.refused(var, "write it like Europe/Berlin.", written=written)
        return written


def is_weak(secret: str) -> bool:
    """Tell whether a secret could be guessed. Source: Django's deployment check W009."""
    return len(secret) < LEAST_SECRET or len(set(secret)) < 5 or secret.startswith("django-")
