"""The addresses of these pages."""

from typing import Any

from django.urls import URLPattern

from guidance.admin.addresses.bound import bound
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
    return bound(site, views)
