"""The addresses of these pages."""

from typing import Any

from django.urls import URLPattern

from guidance.admin.addresses.bound import bound
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
    return bound(site, views)
