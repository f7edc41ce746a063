"""Whose requests go first: those of people who are logged in to the admin.

Before a request has a place to work in, nothing may be asked of the database. So a process
remembers the sessions in which it has met somebody who may enter the admin. Whoever has none
of these, and each session at its first request, waits with the readers.
"""

from collections import OrderedDict
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

MOST = 1000

_met: OrderedDict[str, None] = OrderedDict()
_lock = Lock()


def goes_first(request: HttpRequest) -> bool:
    """Tell whether this is a page of the admin, in a session of somebody who may enter it."""
    if not request.path_info.startswith(reverse("admin:index")):
        return False
    name = _named(request)
    with _lock:
        return name in _met


def remember(request: HttpRequest) -> None:
    """Note whose session it was, once the answer is made; nothing is read to find out."""
    user: Any = getattr(request, "_cached_user", None)
    if user is None or not (name := _named(request)):
        return
    with _lock:
        _met.pop(name, None)
        if user.is_active and user.is_staff:
            _met[name] = None
        while len(_met) > MOST:
            _met.popitem(last=False)


def _named(request: HttpRequest) -> str:
    """Return what a session is remembered under: not its key, with which one could enter."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return salted_hmac("portal.limits.staff", key).hexdigest() if key else ""
