"""Suggestions while a query is typed: a small answer that browsers and caches may keep."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control

from guidance.services.asking import typeahead
from guidance.views.frame.methods import for_reading
from portal.limits.rules import spend_of

KEPT_SECONDS = 300


@for_reading
def suggest(request: HttpRequest) -> HttpResponse:
    """Return titles that go on as what was typed, each with its address."""
    spend_of(request, "suggest")
    found = typeahead.suggestions(request.GET.get("q", ""))
    response = JsonResponse(
        {"suggestions": [{"words": o.words, "of": o.of, "url": o.url} for o in found]}
    )
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
