"""Pages for reading only: other methods are told so, instead of being taken for forged forms."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]
_ALLOWED = ("GET", "HEAD")


def for_reading(view: View) -> View:
    """Answer GET and HEAD with ``view``, and anything else with 405 and a page that says so.

    The view writes nothing, so nothing can be forged; without the exemption the check for
    forged forms would come first, and answer 403.
    """

    @wraps(view)
    def read_only(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method in _ALLOWED:
            return view(request, *args, **kwargs)
        response = render(request, "405.html", status=405)
        response["Allow"] = ", ".join(_ALLOWED)
        return response

    return csrf_exempt(read_only)


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether a form was sent by a page of this site, as far as a browser says."""
    here = f"{request.scheme}://{request.get_host()}"
    is_told = request.headers.get("Sec-Fetch-Site") in (None, "same-origin", "none")
    return is_told and request.headers.get("Origin") in (None, here)
