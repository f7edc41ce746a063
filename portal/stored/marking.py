"""How a view says that its answer is the same for everybody, made of what is published alone."""

from typing import Any, Protocol

NAME = "portal.stored"
"""The key of a request's environ; no header can have it, for theirs begin with HTTP_."""


class Wish:
    """What the view that answers a request said of its answer."""

    is_public = False
    is_endless = False


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
