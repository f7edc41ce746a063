"""The files of a folder read as documents: every problem with its file and line, all at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from guidance.core.documents.formats import MAX_PROBLEMS, InvalidDocument, Problem, read_no_further
from guidance.core.wordings.files import Given
from guidance.core.wordings.synonyms import Groups
from guidance.services.folders.assembling import Found, document_in
from guidance.services.folders.beside import synonyms_in, wordings_in
from guidance.services.folders.layouts import (
    FORMAT,
    KIND_OF,
    LAYOUTS,
    MARKER,
    SYNONYMS,
    TOPICS,
    WORDINGS,
    is_ours,
    key_of,
)
from guidance.services.folders.parsing import yaml_in
from guidance.services.folders.places import Places


@dataclass(frozen=True)
class FoundWordings:
    """Other wordings of a folder; ``based_on`` names those that were exported."""

    based_on: str
    given: Given


@dataclass(frozen=True)
class FoundSynonyms:
    file: str
    based_on: str
    groups: Groups


@dataclass
class Folder:
    """What a folder holds, in the order in which one thing may name another."""

    documents: list[Found] = field(default_factory=list)
    wordings: list[FoundWordings] = field(default_factory=list)
    synonyms: FoundSynonyms | None = None


def read_files(files: Mapping[str, bytes]) -> Folder:
    """Return what the files of a folder hold; InvalidDocument with all their problems.

    Paths are relative, with slashes. Of very many problems only the first are told.
    """
    found = Folder()
    groups: dict[tuple[str, str], dict[str, bytes]] = {}
    problems = [_unknown(path) for path in sorted(files) if not is_ours(path)]
    for path in filter(is_ours, sorted(files)):
        if "/" in path:
            folder, name, rest = path.split("/", 2)
            groups.setdefault((KIND_OF[folder], name), {})[rest] = files[path]
    _try(problems, lambda: _check_marker(files))
    _try(problems, lambda: _add_shared(found, files))
    for kind in LAYOUTS:  # licenses first: the others name them
        for _kind, name in sorted(one for one in groups if one[0] == kind):
            _add(found, problems, kind, name, groups[kind, name])
            if len(problems) > MAX_PROBLEMS:
                last = read_no_further(problems[MAX_PROBLEMS].file)
                raise InvalidDocument((*problems[:MAX_PROBLEMS], last))
    if problems:
        raise InvalidDocument(tuple(problems))
    return found


def _try(problems: list[Problem], read: Callable[[], None]) -> None:
    try:
        read()
    except InvalidDocument as error:
        problems += error.problems


def _unknown(path: str) -> Problem:
    top = path.split("/", 1)[0]
    if "/" not in path or top not in KIND_OF:
        known = [*(f"{folder}/" for folder in KIND_OF), TOPICS, SYNONYMS, MARKER]
        where = "At the top"
    else:
        layout = LAYOUTS[KIND_OF[top]]
        known = [layout.file, *layout.words, *layout.lists, WORDINGS]
        known += [f"{parts.folder}/KEY.md" for parts in layout.parts.values()]
        where = f"In {top}/SLUG/"
    message = "No file of this name is part of a folder of guidance."
    advice = f"{where} stand {', '.join(known)}. Remove it, or correct its name."
    return Problem(path, "", None, message, advice)


def _check_marker(files: Mapping[str, bytes]) -> None:
    if MARKER not in files:
        message = f"The folder has no file {MARKER}, so it may be another than you mean."
        advice = "Choose a folder that was exported; or write this file with one line, format: 1."
        raise InvalidDocument((Problem(MARKER, "", None, message, advice),))
    root, data = yaml_in(MARKER, files[MARKER])
    if data != {"format": FORMAT}:
        message = "This portal does not know the format of this folder."
        problem = Places(MARKER, root).problem((), message, f"Write format: {FORMAT}.")
        raise InvalidDocument((problem,))


def _add_shared(found: Folder, files: Mapping[str, bytes]) -> None:
    problems: list[Problem] = []
    if TOPICS in files:
        _try(
            problems,
            lambda: found.documents.append(document_in("topics", "", "", TOPICS, files)),
        )
    if SYNONYMS in files:

        def add() -> None:
            found.synonyms = FoundSynonyms(SYNONYMS, *synonyms_in(SYNONYMS, files[SYNONYMS]))

        _try(problems, add)
    if problems:
        raise InvalidDocument(tuple(problems))


def _add(
    found: Folder, problems: list[Problem], kind: str, name: str, files: Mapping[str, bytes]
) -> None:
    """Add a document with its other wordings; of both, the problems."""
    folder = f"{LAYOUTS[kind].folder}/{name}"
    slug, own = key_of(name), LAYOUTS[kind].file

    def add_document() -> None:
        found.documents.append(document_in(kind, slug, folder, own, files))

    def add_wordings() -> None:
        said = wordings_in(f"{folder}/{WORDINGS}", files[WORDINGS], whole=(kind, slug))
        found.wordings.append(FoundWordings(*said))

    _try(problems, add_document)
    if WORDINGS in files:
        _try(problems, add_wordings)
