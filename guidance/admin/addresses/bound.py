"""Pages of ours beside those of Django's admin: only for who enters it, and kept by nobody."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache


def bound(site: Any, views: Iterable[tuple[str, Any, str]]) -> list[URLPattern]:
    """Return the addresses of views that are given their ``site``: (address, view, name) each."""
    return [
        path(f"guidance/{address}", _bound(view, site), name=f"guidance_{name}")
        for address, view, name in views
    ]


def _bound(view: Any, site: Any) -> Any:
    given: Any = partial(view, site=site)
    given.shows_again = getattr(view, "shows_again", False)
    wrapped = site.admin_view(never_cache(given))
    wrapped.shows_again = given.shows_again
    return wrapped
