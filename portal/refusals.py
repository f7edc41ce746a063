"""What is answered where a request is refused: below each address in the form of its face.

The admin keeps what was typed, the API answers in problems, and readers get a page. The last
resort is a page that needs nothing.
"""

import logging
import sys
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.views import defaults

from guidance.api.frame.problems import problem
from guidance.views.frame.mended import mended
from guidance.views.frame.missing import missing
from portal.observing.requests import current
from portal.outages import circuits
from portal.storage.troubles import Trouble, trouble_of

logger = logging.getLogger(__name__)

Answering = Callable[[HttpRequest], HttpResponse]


class Refusals:
    """Answer for views that met a database that cannot be written, and for empty 405s."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = _answer(request, "refuse_method", lambda: render(request, "405.html", status=405))
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        trouble = trouble_of(error, connection=connection)
        return refuse_writing(request, trouble) if trouble else None


def refuse_writing(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """Say that nothing could be saved, and why (503, with Retry-After); one line in the log."""
    method = request.method
    context = {
        "words": trouble.words, "advice": trouble.advice, "typed": _typed(request),
        "number": current(),
    }  # fmt: skip

    def page() -> HttpResponse:
        return render(request, "503.html", context, status=503)

    if trouble is Trouble.AWAY:
        return _refuse_all(request, trouble, page)
    response = _answer(request, "refuse_writing", page, trouble)
    response["Retry-After"] = str(trouble.retry_after)
    path = request.path.encode("unicode_escape").decode("ascii")
    logger.error("Nothing was saved: %s (%s %s)", trouble.hint, method, path)
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django looks for it
    return response


def _refuse_all(
    request: HttpRequest, trouble: Trouble, page: Callable[[], HttpResponse]
) -> HttpResponse:
    """Say that the database is away: without asking it who is there, and without a line for each.

    The circuit wrote the first one; where it did not, this one connection was lost.
    """
    response = problem(503) if _is_under(request, "/api/") else page()
    response["Retry-After"] = str(trouble.retry_after)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # type: ignore[attr-defined]
    if not circuits.database.is_open:
        logger.warning("The database did not answer one request (%s)", request.method)
    return response


def refuse_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without the token of its session (CSRF_FAILURE_VIEW)."""
    context = {"again": request.get_full_path(), "typed": _typed(request)}
    return _answer(
        request, "refuse_token", lambda: render(request, "403_form.html", context, status=403)
    )


def refuse_right(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return _answer(request, "refuse_right", lambda: defaults.permission_denied(request, exception))


def refuse_address(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Lead to the page that is meant where an address was only damaged, else answer 404."""

    def page() -> HttpResponse:
        return mended(request) or missing(request)

    return _answer(request, "refuse_address", page)


def refuse_reading(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer what cannot be read: 413 where it is too large, else 400."""
    is_large = isinstance(exception, RequestDataTooBig)
    name, status = ("413.html", 413) if is_large else ("400.html", 400)
    has_many = isinstance(exception, TooManyFieldsSent)

    def page() -> HttpResponse:
        return render(request, name, {"has_many": has_many}, status=status)

    return _answer(request, "refuse_reading", page, exception, status=status)


def refuse_fault(request: HttpRequest) -> HttpResponseBase:
    """Answer a fault of our own, or a database that cannot be written (handler500)."""
    error = sys.exc_info()[1]
    trouble = trouble_of(error, connection=connection) if error else None
    if trouble is not None:
        return refuse_writing(request, trouble)
    if _is_under(request, "/api/"):
        return problem(500)
    page = None
    if request.method == "POST" and _is_under(request, _admin()):
        try:
            page = _refusals().refuse_fault(request)
        except Exception:
            logger.exception("The words of a form could not be shown again.")
    return page or HttpResponse(
        # Without the request: whatever a page asks of it may be what failed.
        render_to_string("500.html", {"number": current()}),
        status=500,
    )


def _answer(
    request: HttpRequest,
    name: str,
    otherwise: Callable[[], HttpResponse],
    *facts: object,
    status: int | None = None,
) -> HttpResponse:
    """Let the face answer under whose address a request was; readers get ``otherwise``."""
    if _is_under(request, "/api/"):
        return problem(status or _STATUS[name])
    if not _is_under(request, _admin()):
        return otherwise()
    try:
        answer: HttpResponse = getattr(_refusals(), name)(request, *facts)
    except (DatabaseError, SuspiciousOperation, AttributeError) as error:
        # The admin's pages ask who is there: of a database that may be away, or of a request
        # that was refused before anybody could tell.
        logger.warning("The admin could not answer in its own form: %s", error)
        return otherwise()
    return answer


_STATUS = {
    "refuse_method": 405, "refuse_writing": 503, "refuse_token": 403, "refuse_right": 403,
    "refuse_address": 404, "refuse_reading": 400,
}  # fmt: skip


def _typed(request: HttpRequest) -> list[str]:
    """Return what a reader typed into a form, where another site cannot have sent it."""
    here = f"{request.scheme}://{request.get_host()}"
    is_checked = getattr(request, "csrf_processing_done", False)
    if not is_checked and request.headers.get("Origin") != here:
        return []
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    values = [request.POST.get(name, "") for name in names]
    return [value for value in values if value.strip()]


def _is_under(request: HttpRequest, start: str) -> bool:
    return bool(start) and request.path_info.startswith(start)


def _admin() -> str:
    try:
        return reverse("admin:index")
    except NoReverseMatch:
        return ""


def _refusals() -> Any:
    # Made here: the admin is there only after every app is.
    from guidance.admin.frame import refusals

    return refusals
