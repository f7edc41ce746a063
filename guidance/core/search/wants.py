"""One thing that a query asks for, and the ways by which it is found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """Terms by which something that is asked for is found, and what they are worth.

    ``needs_all``: nothing is found where one of them is missing.
    """

    terms: tuple[str, ...]
    worth: float = 1.0
    needs_all: bool = False


@dataclass(frozen=True)
class Want:
    """One thing asked for, found by any of its ways, the first of which is how it was typed.

    ``is_name`` says that it is part of the name of a license, ``is_about`` that any license
    is about it, ``is_light`` that it only helps to ask.
    """

    word: str
    ways: tuple[Way, ...]
    weight: float
    is_name: bool
    is_about: bool
    is_light: bool
