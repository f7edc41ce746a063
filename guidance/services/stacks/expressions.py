"""License expressions as people write them: what may be chosen, and what holds together."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from license_expression import (
    ExpressionError,
    ExpressionParseError,
    LicenseWithExceptionSymbol,
    Licensing,
)

from guidance.core.stacks.expressions import Either, Every, Expression, Name, TooManyWays, ways

MAX_EXPRESSION = 500
_MOST_NAMES = 40
_BRACKETS = re.compile(r"[()]")
_OR_LATER = re.compile(r"(?P<stem>.+?)(?:-or-later|\+)\Z", re.IGNORECASE)
_LATER = {
    "gpl-1.0": ("GPL-2.0-only", "GPL-3.0-only"),
    "gpl-2.0": ("GPL-3.0-only",),
    "lgpl-2.0": ("LGPL-2.1-only", "LGPL-3.0-only"),
    "lgpl-2.1": ("LGPL-3.0-only",),
    "agpl-1.0": ("AGPL-3.0-only",),
}
"""Versions that came after one, which *or later* lets one choose."""


class Unreadable(ValueError):
    """An expression that says nothing for certain."""


@lru_cache(maxsize=4096)
def read_expression(written: str) -> Expression:
    """Return what an expression says; one word or several that are no expression are one name.

    Raises Unreadable where brackets or operators are out of place, or there is too much of it.

    >>> read_expression("MIT OR Apache-2.0")
    Either(parts=(Name(license='MIT', exception=''), Name(license='Apache-2.0', exception='')))
    """
    written = " ".join(written.split())
    if len(written) > MAX_EXPRESSION or len(_BRACKETS.findall(written)) > _MOST_NAMES:
        raise Unreadable
    if not written:
        return Name("")
    try:
        parsed = Licensing().parse(written, simple=True)
    except (ExpressionError, ExpressionParseError):
        if _is_joined(written):
            raise Unreadable from None
        return Name(written)
    if parsed is None:
        return Name("")
    expression = _built(parsed)
    try:
        ways(expression)
    except TooManyWays:
        raise Unreadable from None
    return expression


def _is_joined(written: str) -> bool:
    return bool(re.search(r"[()]|(?:^|\s)(?:AND|OR|WITH)(?:\s|$)", written))


def _built(parsed: Any) -> Expression:
    if isinstance(parsed, LicenseWithExceptionSymbol):
        return Name(str(parsed.license_symbol.key), str(parsed.exception_symbol.key))
    if (key := getattr(parsed, "key", None)) is not None:
        return _with_later(str(key))
    parts = tuple(map(_built, parsed.args))
    return Either(parts) if str(parsed.operator).strip() == "OR" else Every(parts)


def _with_later(name: str) -> Expression:
    """Let *or later* be what it is: a choice among that version and those that came after."""
    found = _OR_LATER.match(name)
    later = _LATER.get(found["stem"].casefold(), ()) if found else ()
    return Either((Name(name), *map(Name, later))) if later else Name(name)


def names_in(expression: Expression) -> Iterator[Name]:
    """Yield every name that stands in an expression, or may be chosen by it."""
    if isinstance(expression, Name):
        yield expression
        return
    for part in expression.parts:
        yield from names_in(part)
