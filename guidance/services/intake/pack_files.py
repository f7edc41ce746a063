"""Read documents from YAML or JSON files: every problem is named with its file and line.

Beside a document, in its field ``wordings``, or as a list of their own, files hold other wordings.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import yaml

from guidance.core.documents import formats
from guidance.core.documents.formats import MAX_PROBLEMS, Document, InvalidDocument, Place, Problem
from guidance.core.documents.licenses import Topics
from guidance.core.wordings import files as wordings
from guidance.core.wordings.files import FIELD, Given
from guidance.services.intake.file_data import broken, json_node, roots
from guidance.services.intake.uploads import NotText, text_of

MAX_BYTES = 2 * 1024 * 1024
Known = dict[yaml.Node, dict[object, tuple[yaml.Node, yaml.Node]]]


@dataclass(frozen=True)
class Read:
    """What files hold: documents, and other wordings of these or of others."""

    documents: list[tuple[str, Document]] = field(default_factory=list)
    wordings: list[Given] = field(default_factory=list)


def read_documents(content: bytes, *, file: str) -> list[Document]:
    """Read all documents of a file, and no other wordings beside them."""
    return [document for _file, document in read_file(content, file=file).documents]


def read_file(content: bytes, *, file: str) -> Read:
    """Read all of a YAML (or JSON) file, or raise InvalidDocument with its problems.

    After MAX_PROBLEMS of them the file is read no further.
    """
    if len(content) > MAX_BYTES:
        raise broken(file, None, "The file is larger than 2 MB.", "Split it into several files.")
    try:
        text = text_of(content)
    except NotText as error:
        raise broken(file, error.line, error.message, error.advice) from error
    found = Read()
    problems: list[Problem] = []
    for root, data, repeated in roots(text, file=file):
        problems += repeated
        try:
            lines = partial(line_in, root if root is not None else partial(json_node, text), {})
            _add(found, data, file, lines)
        except InvalidDocument as error:
            problems += error.problems
        if len(problems) > MAX_PROBLEMS:
            last = formats.read_no_further(file)
            raise InvalidDocument((*problems[:MAX_PROBLEMS], last))
    if problems:
        raise InvalidDocument(tuple(problems))
    if not (found.documents or found.wordings):
        raise broken(
            file, 1, "The file holds no document.", "Begin with kind: license, faq or tree."
        )
    return found


def _add(found: Read, data: object, file: str, lines: Callable[[Place], int | None]) -> None:
    """Add a document with what stands beside it, or a list of other wordings."""
    if isinstance(data, list) and data:
        found.wordings.extend(wordings.read(data, file=file, line_of=lines))
        return
    beside: object = None
    if isinstance(data, dict) and data.get("kind") != "topics":
        beside = data.get(FIELD)
        data = {name: value for name, value in data.items() if name != FIELD}
    document = formats.parse(data, file=file, line_of=lines, is_written=True)
    found.documents.append((file, document))
    if beside is not None and not isinstance(document, Topics):
        whole = (document.kind, document.slug)
        found.wordings.extend(
            wordings.read(beside, file=file, line_of=lines, within=(FIELD,), whole=whole)
        )


def line_in(
    root: yaml.Node | Callable[[], yaml.Node | None], known: Known, place: Place
) -> int | None:
    """Return the line, from 1, of the innermost part of ``place`` that is there.

    ``known`` keeps the fields of each mapping by name, for thousands of problems
    may be in one. ``root`` may be what finds the node, for where lines are seldom asked for.
    """
    node = root if isinstance(root, yaml.Node) else root()
    if node is None:
        return None
    line = node.start_mark.line + 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            if node not in known:
                known[node] = {
                    k.value: (k, v)
                    for k, v in reversed(node.value)
                    if isinstance(k, yaml.ScalarNode)
                }
            pair = known[node].get(part) if isinstance(part, str) else None
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            if part >= len(node.value):
                break
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def read_folder(folder: Path) -> list[tuple[str, Document]]:
    """Read the documents of every YAML file below ``folder``, and no other wordings."""
    return read_whole_folder(folder).documents


def read_whole_folder(folder: Path) -> Read:
    """Read every YAML file below ``folder``: topics, licenses, FAQ, trees, in that order.

    Raises InvalidDocument with the problems of all files together.
    """
    found = Read()
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.yaml")):
        file = str(path.relative_to(folder))
        try:
            read = read_file(path.read_bytes(), file=file)
            found.documents.extend(read.documents)
            found.wordings.extend(read.wordings)
        except InvalidDocument as error:
            problems += error.problems
    if problems:
        raise InvalidDocument(tuple(problems))
    order = ["topics", "license", "faq", "tree"]
    found.documents.sort(key=lambda item: order.index(item[1].kind))
    return found
