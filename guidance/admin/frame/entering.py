"""How often one may try to enter the admin, and whom strangers cannot keep out.

Wrong passwords count for the address that they come from, whatever names they are for. A
browser that somebody has logged in with before is known by a signed cookie, for this name
only, and counts for itself: a stranger in the same network, who used up what the address may
try, keeps nobody out who has been here before. Source: OWASP, "Slow Down Online Guessing
Attacks with Device Cookies".
"""

import logging
import secrets
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac

from portal.limits.rules import (
    BUSY_SECONDS,
    TooMany,
    as_refusal,
    give_back,
    rest_of,
    spend,
    waiting,
)
from portal.limits.turns import Crowded
from portal.limits.visitors import address_of

logger = logging.getLogger(__name__)

COOKIE = "known_browser"
KNOWN_FOR = timedelta(days=180)
_SALT = "guidance.admin.known-browser"
_TEMPLATE = "admin/locked_out.html"


def enter(request: HttpRequest, log_in: Callable[[], HttpResponse]) -> HttpResponse:
    """Log in within the limits; what succeeds does not count, and makes the browser known."""
    if request.method != "POST":
        return log_in()
    name = request.POST.get("username", "")
    browser = _browser_of(request, name)
    response = _tried(request, browser or address_of(request), log_in)
    user: Any = request.user
    if response.status_code == 302 and user.is_authenticated:
        _make_known(response, user.get_username(), browser)
    elif browser:
        logger.warning("A wrong password or code was given in a browser known for this name")
    return response


def try_again(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Let a person try passwords and codes of their own account within the limits."""
    user: Any = request.user
    if request.method != "POST" or not user.is_authenticated:
        return act()
    return _tried(request, f"person {user.pk}", act)


def _tried(request: HttpRequest, who: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Count before anything is worked at, or who tries many at once would not be counted."""
    try:
        spend("login", who)
        response = act()
    except TooMany as refused:
        rest_of(request)
        return _locked(request, refused.seconds, "rate")
    except Crowded:
        give_back("login", who)  # nothing was tried
        return _locked(request, BUSY_SECONDS, "busy")
    if response.status_code == 302:
        give_back("login", who)
    return response


def locked_out(request: HttpRequest, *_given: Any) -> HttpResponse:
    """Say that a name is locked for an address (AXES_LOCKOUT_CALLABLE)."""
    return _locked(request, round(settings.AXES_COOLOFF_TIME * 3600), "name")


def is_known(request: HttpRequest, credentials: Any) -> bool:
    """Tell whether the browser is known for the name that is tried (AXES_WHITELIST_CALLABLE)."""
    return bool(_browser_of(request, (credentials or {}).get("username") or ""))


def _locked(request: HttpRequest, seconds: int, why: str) -> HttpResponse:
    name = request.POST.get("username", "")[:60].encode("unicode_escape").decode("ascii")
    if why != "busy":
        words = "Locked out for %s: the name “%s” from %s (%s)"
        logger.warning(words, waiting(seconds), name, address_of(request) or "nowhere", why)
    context = {"why": why, "wait": waiting(seconds), "failure_limit": settings.AXES_FAILURE_LIMIT}
    return as_refusal(render(request, _TEMPLATE, context, status=429), seconds)


def _browser_of(request: HttpRequest, name: str) -> str:
    """Return what a browser is known by, or nothing where it is not known for this name."""
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return ""
    return f"browser {known['browser']}" if known["name"] == _digest(name) else ""


def _make_known(response: HttpResponse, name: str, browser: str) -> None:
    known = browser.removeprefix("browser ") or secrets.token_urlsafe(16)
    response.set_cookie(
        COOKIE,
        signing.dumps({"name": _digest(name), "browser": known}, salt=_SALT),
        max_age=KNOWN_FOR,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _digest(name: str) -> str:
    """Return a keyed digest of a name, in the one form that the login form gives it."""
    return salted_hmac(_SALT, unicodedata.normalize("NFKC", name.strip())).hexdigest()[:32]
