"""What search engines ask: what to leave alone, and what there is."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from guidance.models import Publication
from guidance.views.frame.caching import conditional
from guidance.views.frame.methods import for_reading
from portal.environment.addresses import absolute

_PAGES = ("home", "license-list", "check-list", "faq-list", "compare", "about", "accessibility")
_MOST = 50_000  # what a sitemap may hold


@for_reading
def robots(request: HttpRequest) -> HttpResponse:
    """Keep crawlers from the admin and the API.

    Pages that are not to be indexed say so themselves, which a crawler has to read.
    """
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /api/v1/"]
    lines.append(f"Sitemap: {absolute(request, reverse('guidance:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@for_reading
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the pages that stay current, never one of a single edition (one query)."""
    live = Publication.objects.live().select_related("current")
    shown = live.only("kind", "slug", "current__published_at")
    published = list(shown[: _MOST - len(_PAGES)])

    def page() -> HttpResponse:
        places: list[tuple[str, datetime | None]] = [
            (reverse(f"guidance:{name}"), None) for name in _PAGES
        ]
        places += [(one.get_absolute_url(), one.edition.published_at) for one in published]
        context = {"places": [(absolute(request, address), at) for address, at in places]}
        return render(request, "sitemap.xml", context, content_type="application/xml")

    parts = [f"{one.kind}/{one.slug}/{one.edition.published_at}" for one in published]
    return conditional(request, parts, page)
