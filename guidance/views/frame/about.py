"""Pages about the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guidance.views.frame.caching import conditional
from guidance.views.frame.methods import for_reading


@for_reading
def about(request: HttpRequest) -> HttpResponse:
    return conditional(request, [], lambda: render(request, "guidance/about.html"))


@for_reading
def accessibility(request: HttpRequest) -> HttpResponse:
    return conditional(request, [], lambda: render(request, "guidance/accessibility.html"))
