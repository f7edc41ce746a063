"""What of this portal goes into a folder, document by document; and the folder written."""

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db import connection, transaction

from guidance.core.documents.formats import InvalidDocument, Problem
from guidance.core.documents.licenses import Topic as TopicNoun
from guidance.core.documents.licenses import Topics
from guidance.core.wordings.lines import Wordings
from guidance.core.wordings.synonyms import Groups, as_text
from guidance.models import Edition, Topic, Wording
from guidance.services.drafts.columns import fields_of
from guidance.services.drafts.document_to_rows import ROWS
from guidance.services.drafts.rows_to_document import document_of, read_ahead
from guidance.services.editions.readings import document_in
from guidance.services.folders.layouts import MARKER, folder_of, is_ours
from guidance.services.folders.writing import Files, as_files, as_synonyms, marker
from guidance.services.wordings.keeping import look_of
from guidance.services.wordings.synonyms import in_force

Key = tuple[str, str]
_AT_ONCE = 20
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of all that is in a zip: what did not change is packed to the same bytes."""


class NotOurs(Exception):
    """Raised with a folder that holds something, and was not made by an export."""


@dataclass
class Exported:
    """What an export wrote: the documents; and the drafts that make none yet, with the reasons."""

    documents: list[Key] = field(default_factory=list)
    left_out: dict[Key, tuple[Problem, ...]] = field(default_factory=dict)
    written: int = 0
    removed: int = 0


def look_of_synonyms(groups: Groups) -> str:
    """Return a name of just these groups."""
    return hashlib.sha256(as_text(groups).encode()).hexdigest()


def all_topics() -> Topics:
    """Return the topics as they stand, in their order (one query)."""
    nouns = tuple(TopicNoun(**fields_of(row, TopicNoun)) for row in Topic.objects.all())
    return Topics(kind="topics", format=1, topics=nouns)


def export(
    put: Callable[[str, bytes], None], *, only: Collection[Key] | None, is_published: bool = False
) -> Exported:
    """Give all files of a folder to ``put``; return what they are.

    ``only`` names documents; None means all, and what they share: topics, synonyms. All is of
    one moment, and read a few documents at a time.
    """
    done = Exported()

    def give(files: Files) -> None:
        for path, content in files.items():
            put(path, content)

    with _at_one_moment():
        give(marker())
        if only is None:
            give(as_files(all_topics()))
            groups = in_force().groups
            give(as_synonyms(groups, look=look_of_synonyms(groups)))
        wordings = _wordings()
        for kind in ROWS:
            slugs = None if only is None else {slug for one, slug in only if one == kind}
            if slugs is not None and not slugs:
                continue
            for slug, document in _documents(kind, slugs, done, is_published=is_published):
                said = wordings.get((kind, slug), {})
                give(as_files(document, wordings=said, look=look_of(said)))
                done.documents.append((kind, slug))
    return done


def _documents(
    kind: str, slugs: set[str] | None, done: Exported, *, is_published: bool
) -> Iterator[tuple[str, Any]]:
    if is_published:
        live = Edition.objects.filter(
            current_of__kind=kind, current_of__withdrawn_at__isnull=True
        ).select_related("publication")
        if slugs is not None:
            live = live.filter(current_of__slug__in=slugs)
        for edition in live.order_by("current_of__slug").iterator(chunk_size=_AT_ONCE):
            yield edition.publication.slug, document_in(edition)
        return
    rows: Any = ROWS[kind]._default_manager.order_by("slug")
    rows = rows if slugs is None else rows.filter(slug__in=slugs)
    for row in read_ahead(rows).iterator(chunk_size=_AT_ONCE):
        try:
            yield row.slug, document_of(row)
        except InvalidDocument as error:
            done.left_out[kind, row.slug] = error.problems


def _wordings() -> dict[Key, Wordings]:
    found: dict[Key, dict[tuple[str, str], tuple[str, ...]]] = {}
    for row in Wording.objects.exclude(lines="").order_by("kind", "slug", "part", "key"):
        own = found.setdefault((row.kind, row.slug), {})
        own[row.part, row.key] = tuple(row.lines.split("\n"))
    return dict(found)


@contextmanager
def _at_one_moment() -> Iterator[None]:
    """Read as everything stood when this began, whoever writes meanwhile."""
    is_own = not connection.in_atomic_block
    with transaction.atomic():
        if is_own and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def export_to_zip(
    file: IO[bytes], *, only: Collection[Key] | None, is_published: bool = False
) -> Exported:
    """Write a folder as a zip, document by document."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:

        def put(path: str, content: bytes) -> None:
            entry = ZipInfo(path, _FIRST_DAY)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)

        return export(put, only=only, is_published=is_published)


def export_to_disk(
    folder: Path, *, only: Collection[Key] | None, is_published: bool = False
) -> Exported:
    """Make a folder say what stands here: what is the same is not written, what is gone is removed.

    Only files of names that an export writes are ever removed, and with ``only`` only those of
    these documents. Raises NotOurs where the folder holds something else.
    """
    _refuse_foreign(folder)
    kept: set[str] = set()
    written = 0

    def put(path: str, content: bytes) -> None:
        nonlocal written
        kept.add(path)
        written += _write(folder, path, content)

    done = export(put, only=only, is_published=is_published)
    spared = [f"{folder_of(*key)}/" for key in done.left_out]
    wanted = None if only is None else [f"{folder_of(*key)}/" for key in done.documents]
    gone = [path for path in _ours(folder) if path not in kept]
    gone = [path for path in gone if not path.startswith(tuple(spared))]
    if wanted is not None:
        gone = [path for path in gone if path.startswith(tuple(wanted))]
    _remove(folder, gone)
    done.written, done.removed = written, len(gone)
    return done


def _refuse_foreign(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names = [entry.name for entry in os.scandir(folder) if not entry.name.startswith(".")]
    if names and MARKER not in names:
        raise NotOurs(str(folder))


def _write(folder: Path, path: str, content: bytes) -> bool:
    """Write a file where it says something else; whoever reads it meanwhile sees old or new."""
    target = folder / path
    _refuse_links(folder, target)
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(content)
    beside.replace(target)
    return True


def _refuse_links(folder: Path, target: Path) -> None:
    """Raise NotOurs where a path below the folder leads out of it."""
    for place in (target, *target.parents):
        if place == folder:
            return
        if place.is_symlink():
            raise NotOurs(str(place))


def _ours(folder: Path) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = (Path(here) / name).relative_to(folder).as_posix()
            if is_ours(path):
                yield path


def _remove(folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        target = folder / path
        target.unlink()
        for place in target.parents:
            if place == folder or os.listdir(place):
                break
            place.rmdir()
