"""The file of a backup: lines of JSON, packed, with a digest at the end, and never half written.

The first line says what made it, then come the tables: one line each, and one for each row. The
last line counts the rows and holds the SHA-256 of all lines before. It shows that a file was cut or
changed by mishap; whoever can write the file can also make a fitting digest.
"""

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FORMAT = "license-guidance-backup"
VERSION = 1
MOST_BYTES = 256 * 1024 * 1024
"""Of one line: no row of ours is near to it, and a strange file must not fill the memory."""


class Refused(Exception):
    """Why a backup cannot be made or restored, in words for whoever operates the portal."""


class Writer:
    """Takes lines, and knows how many rows they are and what their digest is."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file = file
        self._sum = hashlib.sha256()
        self.rows = 0

    def head(self, said: dict[str, Any]) -> None:
        """Write a line that says something: of the file, or of the table that begins."""
        self._line(said)

    def row(self, values: list[Any]) -> None:
        self._line(values)
        self.rows += 1

    def end(self) -> None:
        last = {"rows": self.rows, "sha256": self._sum.hexdigest()}
        self._file.write(json.dumps(last).encode() + b"\n")

    def _line(self, value: Any) -> None:
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._sum.update(line)
        self._file.write(line)


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write a file that only its owner reads; it has its name once it is whole and on the disk."""
    if path.exists():
        raise Refused(f"{path} is there already. Choose another name, or name a folder.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(handle, "wb") as raw:
            with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6) as packed:
                writer = Writer(packed)
                yield writer
                writer.end()
            raw.flush()
            os.fsync(raw.fileno())
        part.rename(path)
        _keep_name(path.parent)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def reading(path: Path) -> Iterator[Any]:
    """Yield the lines as data, without the last one, which is compared; the first is the head's.

    Raises Refused at the end of a file that was cut or changed: what came before is not to be
    believed until then.
    """
    try:
        with gzip.open(path) as file:
            yield from _lines(file, path)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Refused(f"{path} was cut or changed, or is no backup of this portal.") from error
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}.") from error


def _lines(file: Any, path: Path) -> Iterator[Any]:
    seen, rows, is_first = hashlib.sha256(), 0, True
    while line := file.readline(MOST_BYTES):
        said = _parsed(line, path)
        if is_first:
            _look_at_head(said, path)
            is_first = False
        elif isinstance(said, dict) and "sha256" in said:
            if said != {"rows": rows, "sha256": seen.hexdigest()} or file.read(1):
                raise Refused(f"{path} was changed: it has not the rows that it was written with.")
            return
        rows += isinstance(said, list)
        seen.update(line)
        yield said
    raise Refused(f"{path} was cut: its end is missing.")


def _parsed(line: bytes, path: Path) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise Refused(f"{path} was changed, or is no backup of this portal.") from error


def _look_at_head(said: Any, path: Path) -> None:
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise Refused(f"{path} is no backup of this portal.")
    if said.get("version") != VERSION:
        raise Refused(
            f"{path} has the form {said.get('version')} of a backup; this portal reads form "
            f"{VERSION}. Restore it with the version of the portal that made it."
        )
