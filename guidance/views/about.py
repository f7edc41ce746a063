"""Pages about the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guidance.views.caching import conditional


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return conditional(request, [], lambda: render(request, "guidance/about.html"))


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return conditional(request, [], lambda: render(request, "guidance/accessibility.html"))
