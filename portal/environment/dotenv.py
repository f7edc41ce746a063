"""Read the file .env: each name with its value and its line, or what is wrong with which line."""

import io
import re
from pathlib import Path
from typing import ClassVar

import environ
from django.core.exceptions import ImproperlyConfigured

_LINE = re.compile(r"(?:export )?[A-Za-z_][A-Za-z_0-9]*=")


def read(path: Path) -> dict[str, tuple[str, int]]:
    """Return value and line (from 1) by name; where a name stands twice, the last one holds.

    ImproperlyConfigured where it cannot be read. No value is repeated: it may be a secret.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ImproperlyConfigured(f"{path.name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ImproperlyConfigured(f"{path.name} cannot be read: save it as UTF-8.") from error
    found = {}
    for number, line in enumerate(map(str.strip, lines), start=1):
        if not line or line.startswith("#"):
            continue
        if not _LINE.match(line):
            words = "write NAME=value, without blanks around ="
            raise ImproperlyConfigured(f"Line {number} of {path.name} cannot be read; {words}.")
        for name, value in _values(line).items():
            found[name] = (value, number)
    return found


def _values(line: str) -> dict[str, str]:
    """Return what django-environ reads in a line: quotes around a value are taken away."""

    class Reader(environ.Env):  # type: ignore[misc]  # environ has no types
        ENVIRON: ClassVar[dict[str, str]] = {}

    Reader.read_env(io.StringIO(line))
    return Reader.ENVIRON
