"""Make plain data of the YAML or JSON in a file, with limits.

Files come from people, so what they hold is counted before anything is made of it: nesting,
parts, items of a list; no aliases, no repeated fields, no number that looks like another.
"""

import json
import re
from collections.abc import Hashable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

import yaml

from guidance.core.documents import formats
from guidance.core.documents.counts import MOST, MOST_FIELDS
from guidance.core.documents.formats import MAX_PROBLEMS, InvalidDocument, Problem

MAX_DEPTH = 40
MAX_DOCUMENTS = 500
MAX_PARTS = 100_000
"""Keys, values and items of a file: the largest pack has some thousand, and reading takes time."""

MAX_NUMBER = 100
MAX_ITEMS = max(MOST.values())
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""LibYAML's where it is there, for speed; it crashes on deep nodes, so events are counted first."""
_HALVES = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_TAGS = {"str", "int", "float", "bool", "null", "timestamp", "merge", "value"}
_TWO_WAYS = re.compile(r"[-+]?0[0-9xobXOB_]|.*[_:]")
"""``010`` is eight to YAML, ``1:30`` is ninety."""
_POWERS = re.compile(r"[-+]?[0-9][0-9.]*[eE][-+]?[0-9]+")
_THREE_DECIMALS = re.compile(r"[-+]?[1-9][0-9]*\.[0-9]{3}")
"""``700.000`` is seven hundred to YAML."""
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


def roots(text: str, *, file: str) -> Iterator[tuple[yaml.Node | None, object, list[Problem]]]:
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
        raise broken(
            file,
            mark.line + 1 if mark else None,
            f"Not YAML: {error.problem or error.context}.",
            "Correct the line; watch the indentation, and put words with a colon in quotes.",
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise broken(file, None, f"Not YAML: {error}.", "Correct it.") from error


def _json_root(text: str, *, file: str) -> Iterator[tuple[None, object, list[Problem]]]:
    is_repeated = False

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal is_repeated
        if len(found) > MOST_FIELDS:
            raise _crowded(file, None, MOST_FIELDS, "fields in one group")
        kept = dict(reversed(found))
        is_repeated |= len(kept) < len(found)
        return kept

    try:
        data = json.loads(
            text, parse_constant=str, parse_int=_int, parse_float=_float, object_pairs_hook=pairs
        )
    except json.JSONDecodeError as error:
        raise broken(file, error.lineno, f"Not JSON: {error.msg}.", "Correct it.") from error
    except ValueError as error:
        raise broken(file, None, f"Not JSON: {error}.", "Correct it.") from error
    except RecursionError as error:
        raise _too_deep(file, 1) from error
    if _is_deep(data):
        raise _too_deep(file, 1)
    if _parts_of(data) > MAX_PARTS:
        raise _too_many(file, 1)
    problems: list[Problem] = []
    if is_repeated and (root := json_node(text)) is not None:
        problems = list(islice(_repetitions(root, file=file), MAX_PROBLEMS + 1))
    elif is_repeated:
        problems = [_problem(file, None, "A field is written twice.", "Keep one of them.")]
    yield None, data, problems


def _int(written: str) -> int:
    """Read a whole number of JSON; Python takes quadratic time for long ones."""
    if len(written) > MAX_NUMBER:
        raise ValueError(f"a number has at most {MAX_NUMBER} characters")
    return int(written)


def _float(written: str) -> float:
    if len(written) > MAX_NUMBER:
        raise ValueError(f"a number has at most {MAX_NUMBER} characters")
    return float(written)


@lru_cache(maxsize=1)
def json_node(text: str) -> yaml.Node | None:
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
    """Count what a file holds, event by event, before anything is made of it."""
    counts: list[list[Any]] = []  # of each collection that is open: what begins it, its parts
    found = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader), start=1):
        found += isinstance(event, yaml.DocumentStartEvent)
        if count > MAX_PARTS or found > MAX_DOCUMENTS:
            raise _too_many(file, _line_of(event))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise broken(
                file,
                _line_of(event),
                "Aliases (& and *) are not read.",
                "Write the words again, or put them in quotes.",
            )
        if isinstance(event, yaml.CollectionEndEvent):
            counts.pop()
        elif isinstance(event, yaml.NodeEvent):
            if counts:
                counts[-1][1] += 1
                _refuse_crowd(counts[-1][0], counts[-1][1], event, file=file)
            if isinstance(event, yaml.CollectionStartEvent):
                counts.append([event, 0])
        if len(counts) > MAX_DEPTH:
            raise _too_deep(file, _line_of(event))


def _refuse_crowd(begin: yaml.Event, parts: int, event: yaml.Event, *, file: str) -> None:
    if isinstance(begin, yaml.MappingStartEvent):
        if parts > 2 * MOST_FIELDS:  # names and values
            raise _crowded(file, _line_of(event), MOST_FIELDS, "fields in one group")
    elif parts > MAX_ITEMS:
        raise _crowded(file, _line_of(event), MAX_ITEMS, "items in one list")


def _crowded(file: str, line: int | None, most: int, what: str) -> InvalidDocument:
    advice = "Correct this first; the file was read no further."
    return broken(file, line, f"There are more than {most:,} {what}.", advice)


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
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _TAGS:
            raise ValueError("tags (!) other than those for words and numbers are not read")
        if node.tag in _NUMBERS and len(node.value) > MAX_NUMBER:
            raise ValueError(f"a number has at most {MAX_NUMBER} characters")
        _refuse_double_meaning(node)
        return loader.construct_object(node)
    except (ValueError, OverflowError, yaml.constructor.ConstructorError) as error:
        message = f"“{str(node.value)[:40]}” cannot be read: {str(error)[:120]}."
        advice = "Correct it, or put it in quotes."
        problems.append(_problem(file, node.start_mark.line + 1, message, advice))
        return node.value


def _refuse_double_meaning(node: yaml.Node) -> None:
    """Raise ValueError for what YAML reads otherwise than people do, where it is not quoted."""
    written = str(node.value)
    if node.tag in _NUMBERS and _TWO_WAYS.match(written):
        raise ValueError("YAML takes it for another number than it looks like")
    if node.tag in _NUMBERS and _THREE_DECIMALS.fullmatch(written):
        raise ValueError("it can be read as two numbers; write the digits alone")
    if not getattr(node, "style", None) and _POWERS.fullmatch(written):
        raise ValueError("a number is written in plain digits")
    if node.tag.endswith(":bool") and written.lower() not in ("true", "false"):
        raise ValueError("YAML takes it for true or false; write true or false if you mean it")


def _repeated(file: str, line: int | None, key: str) -> Problem:
    return _problem(file, line, f"The field “{key}” is written twice.", "Keep one of them.")


def broken(file: str, line: int | None, message: str, advice: str) -> InvalidDocument:
    return InvalidDocument((_problem(file, line, message, advice),))


def _problem(file: str, line: int | None, message: str, advice: str) -> Problem:
    message = formats.shortened(message)
    return Problem(file=file, place="", line=line, message=message, advice=advice)


def _too_deep(file: str, line: int) -> InvalidDocument:
    return broken(file, line, f"Nested deeper than {MAX_DEPTH} levels.", "Make it flatter.")


def _too_many(file: str, line: int) -> InvalidDocument:
    message = f"More than {MAX_DOCUMENTS} documents or {MAX_PARTS:,} parts."
    return broken(file, line, message, "Split the file into several files.")
