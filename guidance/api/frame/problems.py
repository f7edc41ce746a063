"""Errors as problem details (RFC 9457): every error of the API is application/problem+json."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from guidance.api.shapes import marks
from guidance.services.editions.marks import Withdrawn
from portal.limits.rules import BUSY_SECONDS, TooMany, as_refusal
from portal.limits.turns import Crowded

TYPE = "application/problem+json"
_TITLES = {
    400: "The request is not valid.",
    403: "This is not allowed.",
    404: "There is nothing at this address.",
    410: "It was withdrawn.",
    405: "This method is not allowed here.",
    406: "This format is not offered; ask for application/json.",
    413: "The request is too large.",
    415: "Send application/json.",
    429: "Too many requests; wait a little.",
    500: "The fault is ours, and it was written down. Try again in a moment.",
    503: "The database cannot be used at the moment. Try again later.",
}


class _TooLarge(exceptions.APIException):
    status_code = 413
    default_detail = "Send fewer answers."


class Gone(exceptions.APIException):
    """Raised with what was withdrawn from an address."""

    status_code = 410
    default_detail = "It is no guidance any more. Its editions can still be read by number."

    def __init__(self, found: Withdrawn) -> None:
        super().__init__()
        self.found = found


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return DRF's answer to an error in the form of a problem (EXCEPTION_HANDLER)."""
    if isinstance(error, RequestDataTooBig):
        error = _TooLarge()
    if isinstance(error, TooMany | Crowded):
        return _refusal(error.seconds if isinstance(error, TooMany) else BUSY_SECONDS)
    response = exception_handler(error, context)
    if response is None:
        return None
    problem = _problem(response.status_code)
    if isinstance(error, exceptions.ValidationError):
        problem["errors"] = list(_errors(error.detail, ""))
    elif isinstance(error, exceptions.APIException):
        problem["detail"] = str(error.detail)
    if isinstance(error, Gone):
        problem = marks.gone(error.found, problem, context["request"])
    response.data = problem
    response.content_type = TYPE
    return response


def _refusal(seconds: int) -> Response:
    problem = {**_problem(429), "detail": f"Try again in {seconds} seconds."}
    response = Response(problem, status=429, content_type=TYPE)
    as_refusal(response, seconds)
    return response


@csrf_exempt
def not_found(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer an unknown address below /api/ in the API's own form.

    One that is known with, or without, a slash at its end leads there.
    """
    if request.method in ("GET", "HEAD") and _is_known(_other(request.path_info)):
        address, query = _other(request.path), request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    return problem(404)


def read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a page of the API be read, and answer all that is sent to it as the API does."""

    @csrf_exempt
    @wraps(view)
    def reading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        refused = problem(405)
        refused["Allow"] = "GET, HEAD"
        return refused

    return reading


def problem(status: int) -> HttpResponse:
    """Return the answer to what failed before a view of the API was asked, or within it."""
    return JsonResponse(_problem(status), status=status, content_type=TYPE)


def _other(path: str) -> str:
    return path.removesuffix("/") if path.endswith("/") else f"{path}/"


def _is_known(path: str) -> bool:
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.app_name == "api" and match.url_name is not None


def _problem(status: int) -> dict[str, Any]:
    title = _TITLES.get(status, "The request could not be answered.")
    return {"type": "about:blank", "title": title, "status": status}


def _errors(detail: Any, place: str) -> Iterator[dict[str, str]]:
    if isinstance(detail, dict):
        for key, value in detail.items():
            yield from _errors(value, f"{place}.{key}" if place else str(key))
    elif isinstance(detail, list):
        for value in detail:
            yield from _errors(value, place)
    else:
        yield {"field": place, "message": str(detail)}
