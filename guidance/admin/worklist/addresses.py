"""The addresses of these pages."""

from functools import partial
from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from guidance.admin.worklist import confirming, growth, looks, mail_to_me, releases, searching


def pages(site: Any) -> list[URLPattern]:
    views: list[tuple[str, Any, str]] = [
        ("search/", searching.search_view, "search"),
        ("confirm/", confirming.confirm_view, "confirm"),
        ("growth/", growth.growth_view, "growth"),
        ("looks/", looks.looks_view, "looks"),
        ("mail-to-me/", mail_to_me.mail_view, "mail_to_me"),
        ("releases/", releases.releases_view, "releases"),
        ("releases/add/", releases.release_view, "release"),
        ("releases/<int:pk>/cancel/", releases.cancel_view, "release_cancel"),
    ]
    return [
        path(f"guidance/{address}", _bound(view, site), name=f"guidance_{name}")
        for address, view, name in views
    ]


def _bound(view: Any, site: Any) -> Any:
    bound: Any = partial(view, site=site)
    bound.shows_again = getattr(view, "shows_again", False)
    wrapped = site.admin_view(never_cache(bound))
    wrapped.shows_again = bound.shows_again
    return wrapped
