"""Read documents from YAML or JSON files.

Files come from people, so they are read with limits: size, nesting, no aliases,
no repeated fields. Every problem is named with its file and line.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import yaml

from guidance.core import documents
from guidance.core.documents import Document, InvalidDocument, Place, Problem

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 40
MAX_DOCUMENTS = 500
MAX_PARTS = 100_000
"""Keys, values and items of a file: the largest pack has some thousand, and reading takes time."""

MAX_NUMBER = 100
Known = dict[yaml.Node, dict[object, tuple[yaml.Node, yaml.Node]]]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""LibYAML's where it is there, for speed; it crashes on deep nodes, so events are counted first."""
_HALVES = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


def read_documents(content: bytes, *, file: str) -> list[Document]:
    """Read all documents of a YAML (or JSON) file, or raise InvalidDocument with every problem."""
    if len(content) > MAX_BYTES:
        raise _broken(file, None, "The file is larger than 2 MB.", "Split it into several files.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _broken(file, line, "The file is not UTF-8 text.", "Save it as UTF-8.") from error
    found: list[Document] = []
    problems: list[Problem] = []
    for root, data, repeated in _roots(text, file=file):
        problems += repeated
        try:
            lines = partial(_line, root if root is not None else partial(_json_node, text), {})
            found.append(documents.parse(data, file=file, line_of=lines))
        except InvalidDocument as error:
            problems += error.problems
    if problems:
        raise InvalidDocument(tuple(problems))
    if not found:
        raise _broken(
            file, 1, "The file holds no document.", "Begin with kind: license, faq or tree."
        )
    return found


def _roots(text: str, *, file: str) -> Iterator[tuple[yaml.Node | None, object, list[Problem]]]:
    """Yield each document of a file: its node, its plain data, and fields written twice."""
    if text.lstrip().startswith("{"):
        yield from _json_root(text, file=file)
        return
    try:
        _refuse_size(text, file=file)
        loader = _Loader(text)
        try:
            while loader.check_node():
                root = loader.get_node()
                assert root is not None  # noqa: S101 - check_node said so
                problems: list[Problem] = []
                yield root, _construct(loader, root, file=file, problems=problems), problems
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _broken(
            file,
            mark.line + 1 if mark else None,
            f"Not YAML: {error.problem or error.context}.",
            "Correct the line; watch the indentation, and put words with a colon in quotes.",
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise _broken(file, None, f"Not YAML: {error}.", "Correct it.") from error


def _json_root(text: str, *, file: str) -> Iterator[tuple[None, object, list[Problem]]]:
    problems: list[Problem] = []

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        counts = Counter(key for key, _ in found)
        problems.extend(_repeated(file, None, key) for key, count in counts.items() if count > 1)
        return dict(reversed(found))

    try:
        data = json.loads(text, parse_constant=lambda name: name, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise _broken(file, error.lineno, f"Not JSON: {error.msg}.", "Correct it.") from error
    except ValueError as error:
        raise _broken(file, None, f"Not JSON: {error}.", "Correct it.") from error
    except RecursionError as error:
        raise _too_deep(file, 1) from error
    if _is_deep(data):
        raise _too_deep(file, 1)
    if _parts_of(data) > MAX_PARTS:
        raise _too_many(file, 1)
    if problems and (root := _json_node(text)) is not None:
        problems = list(_repetitions(root, file=file))
    yield None, data, problems


@lru_cache(maxsize=1)
def _json_node(text: str) -> yaml.Node | None:
    """Read JSON as the YAML that it is, for its lines; None for the little that is not YAML.

    Tabs, what YAML takes for a line's end, and halves of characters, which it refuses, can
    only be blanks and words in JSON.
    """
    plain = _HALVES.sub(r"\\u0020", text)
    plain = plain.translate(dict.fromkeys(map(ord, "\t\x85\u2028\u2029"), " "))
    try:
        root: yaml.Node | None = yaml.compose(plain, Loader=_Loader)
    except (yaml.YAMLError, ValueError):
        return None
    return root


def _repetitions(node: yaml.Node, *, file: str) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield _repeated(file, key.start_mark.line + 1, key.value)
            seen.add(key.value)
            yield from _repetitions(value, file=file)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repetitions(item, file=file)


def _is_deep(data: object) -> bool:
    level = [data]
    for _ in range(MAX_DEPTH):
        level = [
            part
            for item in level
            if isinstance(item, dict | list)
            for part in (item.values() if isinstance(item, dict) else item)
        ]
    return any(isinstance(item, dict | list) for item in level)


def _parts_of(data: object) -> int:
    """Return how many keys, values and items there are in data that is not deep."""
    if isinstance(data, dict):
        return 1 + sum(1 + _parts_of(value) for value in data.values())
    return 1 + sum(map(_parts_of, data)) if isinstance(data, list) else 1


def _refuse_size(text: str, *, file: str) -> None:
    depth = found = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader), start=1):
        found += isinstance(event, yaml.DocumentStartEvent)
        if count > MAX_PARTS or found > MAX_DOCUMENTS:
            raise _too_many(file, _line_of(event))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _broken(
                file,
                _line_of(event),
                "Aliases (& and *) are not read.",
                "Write the words again, or put them in quotes.",
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _too_deep(file, _line_of(event))


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _construct(loader: Any, node: yaml.Node, *, file: str, problems: list[Problem]) -> object:
    """Build plain data from a node; a field written twice is an error and not silently lost."""
    if isinstance(node, yaml.MappingNode):
        result: dict[Hashable, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            value = _construct(loader, value_node, file=file, problems=problems)
            if key in result:
                problems.append(_repeated(file, key_node.start_mark.line + 1, key))
            else:
                result[key] = value
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_construct(loader, item, file=file, problems=problems) for item in node.value]
    try:
        if node.tag in _NUMBERS and len(node.value) > MAX_NUMBER:
            raise ValueError(f"a number has at most {MAX_NUMBER} characters")
        return loader.construct_object(node)
    except (ValueError, OverflowError) as error:
        message = f"“{str(node.value)[:40]}” cannot be read: {str(error)[:120]}."
        advice = "Correct it, or put it in quotes."
        problems.append(_problem(file, node.start_mark.line + 1, message, advice))
        return node.value


def _repeated(file: str, line: int | None, key: str) -> Problem:
    return _problem(file, line, f"The field “{key}” is written twice.", "Keep one of them.")


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


def _broken(file: str, line: int | None, message: str, advice: str) -> InvalidDocument:
    return InvalidDocument((_problem(file, line, message, advice),))


def _problem(file: str, line: int | None, message: str, advice: str) -> Problem:
    message = documents.shortened(message)
    return Problem(file=file, place="", line=line, message=message, advice=advice)


def _too_deep(file: str, line: int) -> InvalidDocument:
    return _broken(file, line, f"Nested deeper than {MAX_DEPTH} levels.", "Make it flatter.")


def _too_many(file: str, line: int) -> InvalidDocument:
    message = f"More than {MAX_DOCUMENTS} documents or {MAX_PARTS:,} parts."
    return _broken(file, line, message, "Split the file into several files.")


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
