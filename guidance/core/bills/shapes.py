"""The shape of what was read: a part of a file with its place, its words and the parts below it."""

import re
from collections.abc import Iterator
from typing import Self

MAX_DEPTH = 40
MAX_PARTS = 1_000_000
"""Values of a file, all together: what 10 MB hold at most, unless they were made to fill memory."""
MAX_ITEMS = 20_000
MAX_WORDS = 400
"""Signs of a name or a version; a longer one is none."""
MAX_LICENSE = 100_000

_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Unreadable(Exception):
    """Raised for a file that cannot be read: what is wrong, and ``place``, where.

    A place is a line with its column, or a path such as ``components[3].name``; it is empty
    where the whole file is meant.
    """

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.place = place


class Lined(dict[str, object]):
    """A part that was read from lines; ``line`` counts from 1."""

    line: int


class Part:
    """One mapping of a file, with the way to it; what has another shape is refused by its place.

    What is missing, or is null, is empty.

    >>> part = Part({"name": "a", "licenses": [{"id": "MIT"}, 3]}, "c[0]")
    >>> part.words("name"), part.words("version")
    ('a', '')
    >>> list(part.parts("licenses"))
    Traceback (most recent call last):
    guidance.core.bills.shapes.Unreadable: c[0].licenses[1]: must be an object, not a number
    """

    __slots__ = ("held", "path")

    def __init__(self, held: object, path: str = "") -> None:
        if not isinstance(held, dict):
            raise Unreadable(f"must be an object, not {kind_of(held)}", path)
        self.held: dict[str, object] = held
        self.path = path

    def refused(self, message: str, key: str = "") -> Unreadable:
        """Return the refusal of this part, or of what stands under a key of it."""
        if isinstance(self.held, Lined):
            return Unreadable(f"{key} {message}" if key else message, f"line {self.held.line}")
        return Unreadable(message, self._below(key))

    def words(self, key: str, *, most: int = MAX_WORDS) -> str:
        """Return what stands under a key as one line of words."""
        value = self.held.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.refused(f"must be words, not {kind_of(value)}", key)
        if len(value) > most:
            raise self.refused(f"is longer than {most:,} signs", key)
        if match := _UNSHOWN.search(value):
            raise self.refused(f"contains the character U+{ord(match.group()):04X}", key)
        return " ".join(value.split())

    def is_true(self, key: str) -> bool:
        """Tell whether a mark is set: true, or the word (XML has no other way)."""
        value = self.held.get(key)
        if value not in (None, True, False, "true", "false"):
            raise self.refused("must be true or false", key)
        return value in (True, "true")

    def part(self, key: str) -> Self:
        """Return the part under a key, empty where there is none."""
        value = self.held.get(key)
        return type(self)({} if value is None else value, self._below(key))

    def parts(self, key: str) -> Iterator[Self]:
        """Go through the list of parts under a key."""
        for place, value in enumerate(self.list_of(key)):
            yield type(self)(value, f"{self._below(key)}[{place}]")

    def list_of(self, key: str) -> list[object]:
        value = self.held.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.refused(f"must be a list, not {kind_of(value)}", key)
        return value

    def all_words(self, key: str) -> Iterator[str]:
        """Go through the words under a key: one, or a list of them."""
        value = self.held.get(key)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        for place, one in enumerate(listed):
            yield Part({"": one}, f"{self._below(key)}[{place}]").words("")

    def named_parts(self, key: str) -> Iterator[tuple[str, Self]]:
        """Go through the parts of a mapping under a key, each with its name."""
        for name, value in self.part(key).held.items():
            yield name, type(self)(value, f'{self._below(key)}["{shortened(name)}"]')

    def _below(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path and key else self.path or key


def kind_of(value: object) -> str:
    """Return what a value is, in words.

    >>> [kind_of(value) for value in (None, True, 3, "a", [], {})]
    ['null', 'true or false', 'a number', 'words', 'a list', 'an object']
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return "words"
        case list():
            return "a list"
        case dict():
            return "an object"
    return "a number"


def shortened(words: str, most: int = 80) -> str:
    """Return the first line of words that may be a whole text, cut where it is long.

    >>> shortened("MIT License\\n\\nPermission is hereby granted"), shortened("abcdef", 4)
    ('MIT License …', 'abcd …')
    """
    first = next(iter(words.strip().splitlines()), "").strip()
    shown = _UNSHOWN.sub("\ufffd", first[:most].strip())
    return shown if shown == words.strip() else f"{shown} …"
