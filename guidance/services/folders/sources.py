"""The files of a folder on a disk, or in a zip: bounded, and nothing from outside of it.

Both are hostile until looked at: links, paths that lead out, names that hide, bombs.
"""

import os
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from guidance.core.documents.formats import MAX_PROBLEMS, InvalidDocument, Problem
from guidance.services.folders.layouts import is_ours
from guidance.services.intake.file_data import broken
from guidance.services.intake.pack_files import MAX_BYTES

MAX_FILES = 20_000
MAX_TOTAL = 64 * 1024 * 1024
MAX_ZIP = 3 * 1024 * 1024
"""Bytes of a zip that is uploaded: its preview carries it along, until it is applied."""
MAX_ZIP_FILES = 5_000
MAX_UNPACKED = 24 * 1024 * 1024
MAX_RATIO = 100
"""So many times its size may a file in a zip grow; words shrink to a third, not to a hundredth."""
_SMALL = 64 * 1024
_READ_ME = ("readme.md", "readme", "license", "license.md")
_PASSED = (".DS_Store", "Thumbs.db", "desktop.ini")

Files = dict[str, bytes]


def files_on_disk(folder: Path) -> Files:
    """Return the files below a folder; InvalidDocument with all that cannot be read.

    Passed over: at the top what begins with a dot, such as git's own, and a README.
    """
    problems: list[Problem] = []
    files: Files = {}
    total = 0
    for path, name in _walked(folder, problems):
        try:
            content = _content(path)
        except OSError as error:
            message = f"It cannot be read: {error.strerror}."
            problems.append(_problem(name, message, "Correct its rights, or remove it."))
            continue
        if len(content) > MAX_BYTES:
            problems.append(_problem(name, "The file is larger than 2 MB.", "Shorten it."))
            continue
        files[name] = content
        total += len(content)
        if len(files) > MAX_FILES or total > MAX_TOTAL:
            message = f"The folder has more than {MAX_FILES:,} files or {MAX_TOTAL >> 20} MB."
            raise broken("", None, message, "Import a part of it at a time.")
    if problems:
        raise InvalidDocument(tuple(problems[:MAX_PROBLEMS]))
    return files


def _walked(folder: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Yield what is an ordinary file, with its name; a link leads nowhere, and is a problem."""
    rest = [folder]
    while rest:
        here = rest.pop()
        for entry in sorted(os.scandir(here), key=lambda one: one.name):
            path = Path(entry.path)
            name = path.relative_to(folder).as_posix()
            if entry.name in _PASSED or is_passed(name):
                continue
            if not _is_plain(name):
                message = "Its name has signs that no name of ours has."
                problems.append(_problem(_shown(name), message, "Rename it, or remove it."))
            elif entry.is_symlink():
                message = "It is a link, and may lead out of the folder."
                problems.append(_problem(name, message, "Put the file itself here."))
            elif entry.is_dir(follow_symlinks=False):
                rest.append(path)
            elif entry.is_file(follow_symlinks=False):
                yield path, name
            else:
                problems.append(_problem(name, "It is no ordinary file.", "Remove it."))
            if len(problems) > MAX_PROBLEMS or len(rest) > MAX_FILES:
                return


def _content(path: Path) -> bytes:
    """Read a file that is no link, also where it has become one at this moment."""
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(opened, "rb") as file:
        return file.read(MAX_BYTES + 1)


def is_passed(name: str) -> bool:
    """Tell whether a file at the top is none of ours and does no harm: git's own, a README."""
    top = name.split("/", 1)[0]
    return top.startswith(".") or ("/" not in name and name.lower() in _READ_ME)


def files_in_zip(content: bytes) -> Files:
    """Return the files of a zip, without a folder that holds them all; bounded before unpacking.

    Raises InvalidDocument with all that is wrong with it.
    """
    if len(content) > MAX_ZIP:
        raise broken("", None, f"The zip is larger than {MAX_ZIP >> 20} MB.", _BY_COMMAND)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _without_top(_unpacked(archive))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        message = "The file is no zip, or it is damaged."
        raise broken("", None, message, "Pack the folder again, as a zip.") from error


_BY_COMMAND = "Export fewer documents, or let whoever operates the portal use import_guidance."


def _unpacked(archive: zipfile.ZipFile) -> Files:
    entries = archive.infolist()
    if len(entries) > MAX_ZIP_FILES:
        message = f"The zip has more than {MAX_ZIP_FILES:,} files."
        raise broken("", None, message, _BY_COMMAND)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        message = f"Unpacked, the zip is larger than {MAX_UNPACKED >> 20} MB."
        raise broken("", None, message, _BY_COMMAND)
    files: Files = {}
    problems: list[Problem] = []
    for entry in entries:
        if entry.is_dir() or _is_makers(entry.filename):
            continue
        if (wrong := _wrong_with(entry, files)) is not None:
            problems.append(_problem(_shown(entry.filename), *wrong))
            continue
        try:
            with archive.open(entry) as opened:
                words = opened.read(entry.file_size + 1)
                if len(words) != entry.file_size:
                    raise zipfile.BadZipFile("another size than it says")
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
            message = f"It cannot be unpacked: {error}"[:200]
            problems.append(_problem(entry.filename, message, "Pack the folder again."))
            continue
        files[entry.filename] = words
    if problems:
        raise InvalidDocument(tuple(problems[:MAX_PROBLEMS]))
    return files


def _is_makers(name: str) -> bool:
    """Tell whether an entry is what a computer adds to a zip by itself."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name in _PASSED


def _wrong_with(entry: zipfile.ZipInfo, files: Files) -> tuple[str, str] | None:
    name = entry.filename
    parts = name.split("/")
    if not _is_plain(name) or name.startswith("/") or ":" in name or {"", ".", ".."} & {*parts}:
        return "Its name leads out of the folder, or has signs that no name has.", "Rename it."
    if name in files:
        return "Two files of the zip have this name.", "Keep one of them."
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "It is a link, and may lead out of the folder.", "Put the file itself there."
    if entry.flag_bits & 1:
        return "It is encrypted.", "Pack the folder without a password."
    if entry.file_size > MAX_BYTES:
        return "The file is larger than 2 MB.", "Shorten it."
    if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
        return f"It grows to more than {MAX_RATIO} times its size.", "Remove it."
    return None


def _without_top(files: Files) -> Files:
    """Take a folder away that all files stand in, as many programs pack it; and what is passed."""
    tops = {name.partition("/")[0] for name in files}
    if len(tops) == 1 and all("/" in name for name in files):
        top = next(iter(tops))
        if not any(is_ours(name) for name in files):
            files = {name.removeprefix(f"{top}/"): words for name, words in files.items()}
    return {name: words for name, words in files.items() if not is_passed(name)}


def _is_plain(name: str) -> bool:
    """Tell whether all signs of a name are shown, and mean a name."""
    return "\\" not in name and all(unicodedata.category(sign)[0] != "C" for sign in name)


def _shown(name: str) -> str:
    written = name.encode("utf-8", "backslashreplace").decode()
    return "".join(sign if unicodedata.category(sign)[0] != "C" else "?" for sign in written)[:300]


def _problem(file: str, message: str, advice: str) -> Problem:
    return Problem(file, "", None, message, advice)
