"""Suggestions while a query is typed: a small answer that browsers and caches may keep."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control

from guidance.services.asking import typeahead
from guidance.services.naming.offering import listed
from guidance.views.frame.methods import for_reading
from portal.limits.rules import spend_of

KEPT_SECONDS = 300


@for_reading
def suggest(request: HttpRequest) -> HttpResponse:
    """Return titles that go on as what was typed, each with its address."""
    spend_of(request, "suggest")
    found = typeahead.suggestions(request.GET.get("q", ""))
    return _kept({"suggestions": [{"words": o.words, "of": o.of, "url": o.url} for o in found]})


@for_reading
def suggest_licenses(request: HttpRequest) -> HttpResponse:
    """Return licenses with a name that begins as what was typed, each as people write it."""
    spend_of(request, "suggest")
    slugs = typeahead.licenses_begun(request.GET.get("q", ""))
    found = listed(slugs)
    named = [found[slug] for slug in slugs if slug in found]
    return _kept({"licenses": [{"name": one.written, "title": one.title} for one in named]})


def _kept(told: dict[str, object]) -> HttpResponse:
    response = JsonResponse(told)
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
