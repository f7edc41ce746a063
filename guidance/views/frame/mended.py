"""Addresses that were changed on their way, led to the one written form that each page has.

Capitals, doubled slashes, a bracket behind, ``v01``. Only the path is looked at; what is damaged
in the answers of a questionnaire is for ``services.results.repairs``.
"""

import re
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve

_BEHIND = re.compile(r"[^A-Za-z0-9/_-]+\Z")
_NUMBER = re.compile(r"/v0+([1-9][0-9]*)(?=/|\Z)")
_SHORT_LINK = re.compile(r"(/results/|/stacks/|/feedback/)([^/]+)(.*)", re.IGNORECASE | re.DOTALL)
_MOST = 400  # characters of the longest address that the site has


def mended(request: HttpRequest) -> HttpResponse | None:
    """Lead to the page that an address must mean which names none, or return None.

    Only what is read is led anywhere, and only within the public site. The token of a short
    or a private link is a secret: it is passed on as it was sent, never mended.
    """
    path = request.path_info
    if request.method not in ("GET", "HEAD") or len(path) > _MOST:
        return None
    written = _written(path)
    found = next((p for p in (written, f"{written}/") if p != path and _is_ours(p)), None)
    if found is None:
        return None
    query = request.META.get("QUERY_STRING", "")
    prefix = request.path.removesuffix(path)
    address = prefix + quote(found) + (f"?{query}" if query else "")
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _written(path: str) -> str:
    """Return an address in small letters, with single slashes and nothing behind it."""
    path = re.sub(r"/{2,}", "/", path)
    if short := _SHORT_LINK.fullmatch(path):
        start, token, rest = short.groups()
        return start.lower() + token + _plain(rest)
    return _NUMBER.sub(r"/v\1", _plain(path))


def _plain(path: str) -> str:
    return _BEHIND.sub("", path).lower()


def _is_ours(path: str) -> bool:
    """Tell whether there is a public page of this form; not whether it shows anything."""
    try:
        return resolve(path).app_name == "guidance"
    except Resolver404:
        return False
