"""Read documents from YAML or JSON files: every problem is named with its file and line."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml

from guidance.core.documents import formats
from guidance.core.documents.formats import MAX_PROBLEMS, Document, InvalidDocument, Place, Problem
from guidance.services.intake.file_data import broken, json_node, roots
from guidance.services.intake.uploads import NotText, text_of

MAX_BYTES = 2 * 1024 * 1024
Known = dict[yaml.Node, dict[object, tuple[yaml.Node, yaml.Node]]]


def read_documents(content: bytes, *, file: str) -> list[Document]:
    """Read all documents of a YAML (or JSON) file, or raise InvalidDocument with its problems.

    After MAX_PROBLEMS of them the file is read no further.
    """
    if len(content) > MAX_BYTES:
        raise broken(file, None, "The file is larger than 2 MB.", "Split it into several files.")
    try:
        text = text_of(content)
    except NotText as error:
        raise broken(file, error.line, error.message, error.advice) from error
    found: list[Document] = []
    problems: list[Problem] = []
    for root, data, repeated in roots(text, file=file):
        problems += repeated
        try:
            lines = partial(_line, root if root is not None else partial(json_node, text), {})
            found.append(formats.parse(data, file=file, line_of=lines, is_written=True))
        except InvalidDocument as error:
            problems += error.problems
        if len(problems) > MAX_PROBLEMS:
            last = formats.read_no_further(file)
            raise InvalidDocument((*problems[:MAX_PROBLEMS], last))
    if problems:
        raise InvalidDocument(tuple(problems))
    if not found:
        raise broken(
            file, 1, "The file holds no document.", "Begin with kind: license, faq or tree."
        )
    return found


def _line(
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
    """Read every YAML file below ``folder``: topics, licenses, FAQ, trees, in that order.

    Raises InvalidDocument with the problems of all files together.
    """
    found: list[tuple[str, Document]] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.yaml")):
        file = str(path.relative_to(folder))
        try:
            found += [(file, document) for document in read_documents(path.read_bytes(), file=file)]
        except InvalidDocument as error:
            problems += error.problems
    if problems:
        raise InvalidDocument(tuple(problems))
    order = ["topics", "license", "faq", "tree"]
    return sorted(found, key=lambda item: order.index(item[1].kind))
