"""The addresses of these pages."""

from functools import partial
from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from guidance.admin.asking import gaps, missed, quality, synonyms


def pages(site: Any) -> list[URLPattern]:
    views: list[tuple[str, Any, str]] = [
        ("asked/", missed.missed_view, "missed"),
        ("asked/<int:pk>/", missed.missed_query_view, "missed_query"),
        ("quality/", quality.quality_view, "quality"),
        ("wordings/", gaps.gaps_view, "gaps"),
        ("synonyms/", synonyms.synonyms_view, "synonyms"),
        ("synonyms/<int:pk>/", synonyms.synonyms_state_view, "synonyms_state"),
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
