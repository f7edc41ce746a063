"""What views say of themselves in the API's description: kept until somebody asks for it.

The library that writes the description takes 4 MB of each process, and few are ever asked.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from drf_spectacular.utils import extend_schema

View = TypeVar("View", bound=Callable[..., Any])

_telling = Lock()
_kept: list[tuple[Callable[..., Any], dict[str, Any]]] = []


def described(**words: Any) -> Callable[[View], View]:
    """Keep what the description says of a view; by the words of ``extend_schema``."""

    def keep(view: View) -> View:
        _kept.append((view, words))
        return view

    return keep


def tell_all() -> None:
    """Tell the library what was kept, which reads in all of it."""
    with _telling:  # who comes second has to wait until all is told
        while _kept:
            view, words = _kept.pop()
            extend_schema(**words)(view)
