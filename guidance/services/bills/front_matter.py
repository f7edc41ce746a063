"""The head of a model card, in YAML: read event by event, with lines, and without references."""

from typing import Any

import yaml

from guidance.core.bills.shapes import MAX_DEPTH, MAX_PARTS, Lined, Part, Unreadable

_EDGE = "---"


def is_model_card(text: str) -> bool:
    return text.split("\n", 1)[0].rstrip() == _EDGE


def read_front_matter(text: str) -> Part:
    """Return the mapping between the first two lines of ``---``; a second one may be missing.

    Every scalar is words: no date, number or truth value is made of it.
    """
    lines = text.split("\n")
    ends = (place for place, line in enumerate(lines) if place and line.rstrip() in (_EDGE, "..."))
    head = "\n".join(["", *lines[1 : next(ends, len(lines))]])
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        value = _value(yaml.parse(head, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise Unreadable(f"is not YAML: {error.problem or error.context}", place) from None
    except yaml.YAMLError:
        raise Unreadable("holds a character that YAML does not have") from None
    return Part({} if value is None else value)


def _value(events: Any) -> object:
    """Make a value of events; what has begun and not ended stands in ``open``."""
    root: list[object] = []
    open: list[tuple[object, list[str]]] = [(root, [])]
    for count, event in enumerate(events):
        line = event.start_mark.line + 1
        if count > MAX_PARTS:
            raise Unreadable(f"The file holds more than {MAX_PARTS:,} values.")
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable("refers to another place (*name), which is not read", f"line {line}")
        if isinstance(event, yaml.CollectionEndEvent):
            open.pop()
            continue
        if isinstance(event, yaml.ScalarEvent):
            is_empty = event.value in ("", "~", "null") and event.implicit[0]
            new: object = None if is_empty else event.value
        elif isinstance(event, yaml.MappingStartEvent):
            new = Lined()
            new.line = line
        elif isinstance(event, yaml.SequenceStartEvent):
            new = []
        else:
            continue
        _put(*open[-1], new, line)
        if isinstance(new, dict | list):
            open.append((new, []))
        if len(open) > MAX_DEPTH:
            raise Unreadable(f"is nested deeper than {MAX_DEPTH}", f"line {line}")
    return root[0] if root else None


def _put(into: object, key: list[str], new: object, line: int) -> None:
    """Put a value into a list, or into a mapping under the key that came before it."""
    if isinstance(into, list):
        into.append(new)
    elif isinstance(into, Lined):
        if key:
            into[key.pop()] = new
        elif not isinstance(new, str):
            raise Unreadable("has a key that is no word", f"line {line}")
        elif new in into:
            raise Unreadable(f'holds "{new[:40]}" twice', f"line {line}")
        else:
            key.append(new)
