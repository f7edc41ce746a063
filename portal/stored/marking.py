"""How a view says that its answer is the same for everybody, made of what is published alone."""

from collections.abc import Callable
from typing import Any, Protocol

NAME = "portal.stored"
"""The key of a request's environ; no header can have it, for theirs begin with HTTP_."""


class Wish:
    """What the view that answers a request said of its answer."""

    is_public = False
    is_endless = False
    told: tuple[Callable[[], object], ...] = ()


class _Request(Protocol):
    META: Any


def may_be_stored(request: _Request, *, is_endless: bool = False) -> None:
    """Say that the answer depends on the address, the host, the release and what is published.

    With a query it is not kept, for anybody can make those up; unless it is one of
    ``is_endless`` many that mean something each, such as results: those have a part of
    their own, and are kept when they are read a second time.
    """
    wish = request.META.get(NAME)
    if wish is not None:
        wish.is_public, wish.is_endless = True, is_endless


def tell_of_readings(request: _Request, *told: Callable[[], object]) -> None:
    """Have these called for each reader who is given this answer, also from what is stored.

    They are called in the reader's own time, and learn nothing of the reader.
    """
    wish = request.META.get(NAME)
    if wish is not None:
        wish.told = told
