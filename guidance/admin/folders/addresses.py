"""The addresses of these pages."""

from functools import partial
from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from guidance.admin.folders import exports, imports


def pages(site: Any) -> list[URLPattern]:
    views: list[tuple[str, Any, str]] = [
        ("folder/", partial(imports.folder_view, site=site), "folder"),
        ("folder/drafts.zip", partial(exports.everything_view, which="drafts"), "folder_drafts"),
        (
            "folder/published.zip",
            partial(exports.everything_view, which="published"),
            "folder_published",
        ),
    ]
    return [
        path(f"guidance/{address}", site.admin_view(never_cache(view)), name=f"guidance_{name}")
        for address, view, name in views
    ]
