"""JSON within bounds: depth, doubled keys and numbers that are none are refused by place."""

import json
import re

from guidance.core.bills.shapes import MAX_DEPTH, MAX_PARTS, Unreadable, shortened
from guidance.core.bills.texts import line_and_column

_MOST_DIGITS = 30
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
"""Strings and brackets; a string that does not end is taken to the end, so that it is read once."""

_Way = tuple["_Way", str | int] | None


class _Doubled(dict[str, object]):
    """An object in which a key stands twice: nobody can say which one was meant."""

    key = ""


class _NoNumber:
    """What stands where a number should, such as NaN."""

    def __init__(self, written: str) -> None:
        self.written = shortened(written, 20)


def read_json(text: str) -> object:
    """Return what a text says in JSON, or raise Unreadable.

    >>> read_json('{"a": [1, {"b": 2, "b": 3}]}')
    Traceback (most recent call last):
    guidance.core.bills.shapes.Unreadable: a[1]: holds "b" twice
    >>> read_json('[1,\\n 2,]')
    Traceback (most recent call last):
    guidance.core.bills.shapes.Unreadable: line 2, column 4: is not JSON: Expecting value
    """
    if text.count(",") + text.count("[") + text.count("{") > MAX_PARTS:
        raise Unreadable(f"The file holds more than {MAX_PARTS:,} values.")
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_int=_whole, parse_constant=_NoNumber
        )
    except json.JSONDecodeError as error:
        place = line_and_column(text, error.pos)
        raise Unreadable(f"is not JSON: {error.msg}", place) from None
    except RecursionError:
        raise Unreadable(f"is nested deeper than {MAX_DEPTH}", _first_too_deep(text)) from None
    _look_through(value)
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    held = dict(pairs)
    if len(held) == len(pairs):
        return held
    doubled, seen = _Doubled(held), set[str]()
    doubled.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return doubled


def _whole(written: str) -> object:
    return int(written) if len(written) <= _MOST_DIGITS else _NoNumber(written)


def _first_too_deep(text: str) -> str:
    depth = 0
    for token in _TOKENS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token.group(), 0)
        if depth > MAX_DEPTH:
            return line_and_column(text, token.start())
    return ""


def _look_through(value: object) -> None:
    """Go through all values, and raise Unreadable with the path to the first that is refused."""
    left: list[tuple[object, _Way, int]] = [(value, None, 1)]
    while left:
        value, way, depth = left.pop()
        if isinstance(value, _NoNumber):
            raise Unreadable(f"{value.written} is no number", _path(way))
        if not isinstance(value, dict | list):
            return  # only the whole can be neither: nothing is below it
        if depth > MAX_DEPTH:
            raise Unreadable(f"is nested deeper than {MAX_DEPTH}", _path(way))
        if isinstance(value, _Doubled):
            raise Unreadable(f'holds "{shortened(value.key)}" twice', _path(way))
        below = value.items() if isinstance(value, dict) else enumerate(value)
        left.extend(
            (one, (way, key), depth + 1)
            for key, one in below
            if isinstance(one, dict | list | _NoNumber)
        )


def _path(way: _Way) -> str:
    keys: list[str | int] = []
    while way is not None:
        way, key = way
        keys.append(key)
    path = "".join(
        f"[{key}]" if isinstance(key, int) else f".{shortened(key, 40)}" for key in reversed(keys)
    )
    return path.removeprefix(".")
