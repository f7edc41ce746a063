"""License expressions taken apart: what may be chosen, and what then holds together.

How they are written is read elsewhere. What a name means is not known here.
"""

from dataclasses import dataclass
from itertools import product

MAX_WAYS = 32
"""More choices than a person reads, and than any expression has that people write."""


@dataclass(frozen=True, order=True)
class Name:
    """One license by the name that stands there, with the exception that is named, or ""."""

    license: str
    exception: str = ""

    def __str__(self) -> str:
        return f"{self.license} WITH {self.exception}" if self.exception else self.license


@dataclass(frozen=True)
class Every:
    """Licenses that all hold: ``AND``."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True)
class Either:
    """Licenses of which one may be chosen: ``OR``."""

    parts: "tuple[Expression, ...]"


Expression = Name | Every | Either


class TooManyWays(ValueError):
    """An expression offers more choices than ``MAX_WAYS``."""


def ways(expression: Expression) -> tuple[tuple[Name, ...], ...]:
    """Return what may be chosen: each way with the licenses that hold together; never empty.

    They stand in the order of the expression, each once. Raises TooManyWays.

    >>> mit, isc, gpl = Name("MIT"), Name("ISC"), Name("GPL-2.0-only")
    >>> [" + ".join(map(str, way)) for way in ways(Every((mit, Either((isc, gpl)))))]
    ['MIT + ISC', 'MIT + GPL-2.0-only']
    """
    if isinstance(expression, Name):
        return ((expression,),)
    below = [ways(part) for part in expression.parts]
    if isinstance(expression, Either):
        found = [way for part in below for way in part]
    else:
        number = 1
        for part in below:
            number *= len(part)
        if number > MAX_WAYS:
            raise TooManyWays
        found = [tuple(dict.fromkeys(sum(chosen, ()))) for chosen in product(*below)]
    once = tuple(dict.fromkeys(found))
    if len(once) > MAX_WAYS:
        raise TooManyWays
    return once
