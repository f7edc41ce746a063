"""What the admin answers where it cannot do what was asked for; words that were typed stay."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from guidance.admin.saving.kept_words import (
    KEPT,
    Kept,
    may_be_kept,
    of,
    posted,
    posted_too_much,
    unseal,
)
from guidance.admin.saving.showing import (
    Refusal,
    ask_to_log_in,
    login_page,
    of_somebody_else,
    outdated,
    show,
    tell,
)
from portal.storage.troubles import Trouble


def refuse_token(request: HttpRequest) -> HttpResponse:
    """Answer a form that does not carry the token of the session, or comes from elsewhere."""
    kept = unseal(request) or posted(request)
    may_enter = admin.site.has_permission(request)
    if _is_login(request) and kept is None:
        return redirect("admin:index") if may_enter else _log_in_anew(request)
    if kept is None:
        return tell(request, _not_taken(), status=403)
    if not may_enter:
        response = ask_to_log_in(request, kept)
        response.status_code = 403
        return response
    if kept.user != str(request.user.pk):
        return tell(request, of_somebody_else(), status=403)
    return show(request, kept, outdated(), status=403)


def refuse_writing(request: Any, trouble: Trouble) -> HttpResponse:
    """Say why nothing could be saved, in the very form that was to be saved (503)."""
    refusal = Refusal(_("Nothing was saved"), str(trouble.words), str(trouble.advice))
    if _is_login(request):
        refusal = Refusal(_("Log in"), str(trouble.login_words), str(trouble.advice))
        # What the login has begun is not to be written either.
        request.session = type(request.session)()
        request.user = AnonymousUser()
        request.kept_words = request.POST.get(KEPT, "")
        return login_page(request, refusal, status=503)
    if (kept := _kept(request)) is None:
        return tell(request, refusal, status=503)
    return show(request, kept, refusal, status=503)


def refuse_fault(request: HttpRequest) -> HttpResponse | None:
    """Answer a fault of our own in the form that met it (500); None where nothing was typed."""
    if (kept := _kept(request)) is None:
        return None
    refusal = Refusal(
        _("Something went wrong"),
        _("The fault is ours, and it was written down. Nothing was saved."),
        _("Try again in a moment. If it goes on, copy your words and tell an administrator."),
    )
    return show(request, kept, refusal, status=500)


def refuse_right(request: HttpRequest) -> HttpResponse:
    refusal = Refusal(
        _("Not allowed"),
        _("You do not have the right to do this, or to see this page. Nothing was saved."),
        _("Ask an administrator if you need it."),
    )
    return tell(request, refusal, kept=_kept(request), status=403)


def refuse_address(request: HttpRequest) -> HttpResponse:
    refusal = Refusal(
        _("Page not found"),
        _("There is nothing at this address. It may have been deleted, or the link is incomplete."),
    )
    return tell(request, refusal, kept=_kept(request), status=404)


def refuse_method(request: HttpRequest) -> HttpResponse:
    refusal = Refusal(
        _("This cannot be opened like this"),
        _("This address only takes what a form of the admin sends to it."),
        _("Begin on the first page."),
    )
    return tell(request, refusal, kept=_kept(request), status=405)


def refuse_reading(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer what cannot be read: 413 where it is too large, else 400."""
    if isinstance(error, RequestDataTooBig):
        refusal = Refusal(
            _("Too much at once"),
            _("This form holds more than 5 MB, so it was not read. Nothing was saved."),
            _("Go back: your words may still be there. Save them in several smaller parts."),
        )
        return tell(request, refusal, status=413)
    if isinstance(error, TooManyFieldsSent):
        refusal = Refusal(
            _("Too many fields at once"),
            _("This form has more fields than can be read at once. Nothing was saved."),
            _("Open the page again and save less at a time; in a list, choose fewer lines."),
        )
        return tell(request, refusal, kept=posted_too_much(request), status=400)
    refusal = Refusal(
        _("This request cannot be read"),
        _("The address or the form holds something that the portal does not understand."),
        _("Nothing was saved. Go back and try again, or begin on the first page."),
    )
    return tell(request, refusal, kept=_kept(request), status=400)


def _kept(request: Any) -> Kept | None:
    """Return what was typed by somebody whose form had the right token and who is logged in."""
    is_checked = getattr(request, "csrf_processing_done", False)
    if not is_checked or not may_be_kept(request) or not request.user.is_authenticated:
        return None
    return of(request, user=request.user.pk)


def _is_login(request: Any) -> bool:
    match = request.resolver_match
    name = match.url_name if match else ""
    return name == "login" or ("username" in request.POST and KEPT in request.POST)


def _log_in_anew(request: HttpRequest) -> HttpResponse:
    refusal = Refusal(
        _("Log in once more"),
        _("This page was open for too long, or your browser keeps no cookies for this site."),
        _("Log in again."),
    )
    return login_page(request, refusal, status=403)


def _not_taken() -> Refusal:
    return Refusal(
        _("This form could not be taken"),
        _("It was opened in an earlier login, or your browser keeps no cookies for this site."),
        _(
            "Nothing was saved. Go back and copy what you typed, open the page again, and put "
            "it in."
        ),
    )
