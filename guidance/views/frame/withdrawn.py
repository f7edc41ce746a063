"""What stands at the address of something that was withdrawn."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guidance.services.editions.marks import withdrawn


def gone(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Answer 410, and say what was withdrawn, when, why and what to read instead (two queries).

    Raises Http404 where nothing was ever public. Never kept by a cache: it can be brought back.
    """
    if (found := withdrawn(kind, slug)) is None:
        raise Http404
    response = render(request, "guidance/withdrawn.html", {"found": found}, status=410)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-cache"
    return response
