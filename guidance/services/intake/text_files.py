"""Read license texts from published data: ``*.LICENSE`` files in a wheel or in a folder.

Each has YAML front matter, then the words. Files come from elsewhere, so they are read with
limits, and a damaged one is named and never half read.
"""

import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from guidance.core.documents.fields import MAX_TEXT, storable
from guidance.core.documents.licenses import Form
from guidance.core.texts.normal import NEWEST, normalize

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
_SUFFIX = ".LICENSE"
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_WHEEL = re.compile(r"(?P<name>[A-Za-z0-9_.]+)-(?P<version>[^-]+)-.*\.whl\Z")
_PLACEHOLDERS = ("is_generic", "is_unknown", "is_deprecated")
_HOME = "data/licenses/"
"""Where license data keeps its texts; other parts of a wheel have files of that name too."""
_WHEEL_NAMES = ("licensedcode_data", "scancode_toolkit")


@dataclass(frozen=True, slots=True)
class RawText:
    """The words of one file, as they came, and what its front matter says of them.

    ``form`` is the written form that they are to be kept in.
    """

    key: str
    source: str
    words: str
    front_matter: dict[str, Any] = field(default_factory=dict)
    form: Form = NEWEST

    def says(self, name: str, *, limit: int) -> str:
        """Return one line of the front matter, at most ``limit`` long; empty if not there."""
        value = self.front_matter.get(name)
        return " ".join(value.split())[:limit] if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class DamagedText:
    """A file that was skipped, and why, in words for people.

    A placeholder is not broken: its entry in the data names a license that has no words.
    """

    key: str
    source: str
    reason: str
    is_placeholder: bool = False


class NoTexts(Exception):
    """There is nothing to read at ``source``: no wheel, and no folder with texts."""

    def __init__(self, source: Path, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class _Damaged(Exception):
    is_placeholder = False


class _NoWords(_Damaged):
    is_placeholder = True


class _Loader(yaml.SafeLoader):
    """Read plain data; no aliases, which can make a small file enormous."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise _Damaged("its front matter has YAML aliases, which are not read")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Damaged(f"its front matter is nested deeper than {MAX_DEPTH} levels")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_texts(
    source: Path, *, only: Collection[str] | None = None
) -> Iterator[RawText | DamagedText]:
    """Yield the texts of a wheel or folder, in the order of their keys within each source.

    ``source`` is a wheel, a folder with ``*.LICENSE`` files anywhere below it, or a
    folder that holds wheels. ``only`` limits to these keys; None means all. Raises
    NoTexts where there is nothing to read from.
    """
    wanted = None if only is None else frozenset(only)
    if source.is_file():
        yield from _from_wheel(source, wanted)
    elif source.is_dir():
        wheels = sorted(path for path in source.glob("*.whl") if path.name.startswith(_WHEEL_NAMES))
        for wheel in wheels:
            yield from _from_wheel(wheel, wanted)
        if not wheels:
            yield from _from_folder(source, wanted)
    else:
        raise NoTexts(source, "there is no such file or folder")


def count_texts(source: Path) -> int:
    """Return how many texts ``source`` holds, without reading them; 0 if it cannot be read."""
    try:
        if source.is_file():
            with zipfile.ZipFile(source) as wheel:
                return len(_at_home(wheel.namelist()))
        wheels = [path for path in source.glob("*.whl") if path.name.startswith(_WHEEL_NAMES)]
        if wheels:
            return sum(map(count_texts, wheels))
        return len(_at_home(path.as_posix() for path in source.rglob(f"*{_SUFFIX}")))
    except (OSError, zipfile.BadZipFile):
        return 0


def _from_wheel(path: Path, only: frozenset[str] | None) -> Iterator[RawText | DamagedText]:
    match = _WHEEL.match(path.name)
    source = f"{match['name'].replace('_', '-')} {match['version']}" if match else path.name
    try:
        wheel = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise NoTexts(path, "this is not a wheel (zip file), or it is cut off") from error
    with wheel:
        members = {
            PurePosixPath(name).name.removesuffix(_SUFFIX): wheel.getinfo(name)
            for name in _at_home(wheel.namelist())
        }
        for key in sorted(members):
            if only is not None and key not in only:
                continue
            member = members[key]
            try:
                if member.file_size > MAX_BYTES:
                    raise _Damaged("it is larger than 1 MB")
                with wheel.open(member) as opened:
                    content = opened.read(MAX_BYTES + 1)
                yield _parse(content, key=key, source=source)
            except _Damaged as error:
                yield DamagedText(key, source, str(error), error.is_placeholder)
            except (
                zipfile.BadZipFile,
                zlib.error,
                OSError,
                RuntimeError,
                ValueError,
                EOFError,
            ) as error:
                yield DamagedText(key, source, f"it cannot be unpacked ({error})")


def _from_folder(folder: Path, only: frozenset[str] | None) -> Iterator[RawText | DamagedText]:
    for path in map(Path, _at_home(path.as_posix() for path in folder.rglob(f"*{_SUFFIX}"))):
        key = path.name.removesuffix(_SUFFIX)
        if only is not None and key not in only:
            continue
        try:
            with path.open("rb") as opened:
                content = opened.read(MAX_BYTES + 1)
            yield _parse(content, key=key, source=folder.name)
        except _Damaged as error:
            yield DamagedText(key, folder.name, str(error), error.is_placeholder)
        except OSError as error:
            yield DamagedText(key, folder.name, f"it cannot be read ({error.strerror})")


def _at_home(names: Iterable[str]) -> list[str]:
    """Return the names of the texts, sorted: those in the data's own folder, else all."""
    texts = sorted(name for name in names if name.endswith(_SUFFIX))
    return [name for name in texts if f"/{_HOME}" in f"/{name}"] or texts


def _parse(content: bytes, *, key: str, source: str) -> RawText:
    if len(content) > MAX_BYTES:
        raise _Damaged("it is larger than 1 MB")
    try:
        text = storable(content.decode("utf-8-sig").replace("\f", "\n"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _Damaged(f"it is not UTF-8 text (line {line})") from error
    except ValueError as error:
        raise _Damaged(f"it {error}") from error
    match = _FRONT_MATTER.match(text)
    if not match:
        raise _Damaged("it does not begin with front matter between two --- lines")
    front_matter = _front_matter(match[1])
    words = text[match.end() :]
    body = normalize(words, form=NEWEST)
    if not body:
        reason = "it has no text after its front matter"
        raise (_NoWords if any(map(front_matter.get, _PLACEHOLDERS)) else _Damaged)(reason)
    if len(body) > MAX_TEXT:
        raise _Damaged(f"its text is longer than {MAX_TEXT:,} characters")
    return RawText(key=key, source=source, words=words, front_matter=front_matter)


def _front_matter(content: str) -> dict[str, Any]:
    loader = _Loader(content)
    try:
        loaded = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = f" (line {error.problem_mark.line + 2})" if error.problem_mark else ""
        raise _Damaged(f"its front matter is not YAML: {error.problem}{line}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _Damaged(f"its front matter is not YAML: {error}") from error
    finally:
        loader.dispose()
    if not isinstance(loaded, dict):
        raise _Damaged("its front matter is not a list of named fields")
    return {str(name): _plain(item) for name, item in loaded.items()}


def _plain(value: object) -> object:
    """Return what JSON can hold: dates and the like as they are written."""
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int):
        return value
    try:
        return storable(str(value))
    except ValueError as error:
        raise _Damaged(f"its front matter {error}") from error
