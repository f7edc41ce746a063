"""What of a request decides which stored answer fits: where it asks, and what it can read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest

from portal.environment.addresses import host_of

Key = tuple[str, str, str, str, str]

_LONGEST = 4_096
"""Characters of an address that is worth keeping anything for."""
_LONGEST_HEADER = 300
_PLAIN = frozenset({"", "*/*", "application/json"})
_ASK_DJANGO = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_TRANSFER_ENCODING")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may be answered from what is stored.

    ``is_plain``: it takes whatever form of a machine's answer comes first. ``is_staff``: it
    carries a session, and so comes from somebody who may just have published.
    """

    key: Key
    coding: str
    is_head: bool
    is_plain: bool
    is_staff: bool
    known_tags: str


def asked_in(environ: Mapping[str, Any]) -> Asked | None:
    """Return what a request asks for, or None where only Django may answer it.

    None for writing, for what has a body or a condition of its own, and for a host that is none
    of ours: Django then says why.
    """
    method = environ["REQUEST_METHOD"]
    if method not in ("GET", "HEAD") or environ.get("CONTENT_LENGTH") not in (None, "", "0"):
        return None
    if any(name in environ for name in _ASK_DJANGO) or environ.get("HTTP_HOST") == "":
        return None
    if (known_tags := environ.get("HTTP_IF_NONE_MATCH", "")).strip() == "*":
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    place = _place_of(environ)
    if place is None or len(path) + len(query) > _LONGEST:
        return None
    return Asked(
        key=(*place, environ.get("SCRIPT_NAME", ""), path, query),
        coding=_coding(environ.get("HTTP_ACCEPT_ENCODING", "")[:_LONGEST_HEADER]),
        is_head=method == "HEAD",
        is_plain=environ.get("HTTP_ACCEPT", "") in _PLAIN,
        is_staff=is_staff(environ),
        known_tags=known_tags,
    )


def is_staff(environ: Mapping[str, Any]) -> bool:
    """Tell whether somebody of the team asks: nobody else has a session."""
    name, cookies = settings.SESSION_COOKIE_NAME, environ.get("HTTP_COOKIE", "")
    # As Django takes them apart, blanks included.
    return name in cookies and any(
        part.partition("=")[0].strip() == name for part in cookies.split(";")
    )


_TELLING = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "REMOTE_ADDR", "wsgi.url_scheme")


def _place_of(environ: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return scheme and host as links would name them, or None where Django would refuse."""
    host, name, port, address, scheme = (str(environ.get(key, "")) for key in _TELLING)
    told = settings.SECURE_PROXY_SSL_HEADER
    forwarded = str(environ.get(told[0], "")) if told else ""
    if len(host) > _LONGEST_HEADER or len(forwarded) > _LONGEST_HEADER:
        return None
    # Of the address only whether there is one: else each visitor would be another place.
    return _place(host, name, port, "told" if address else "", scheme, forwarded)


@lru_cache(maxsize=256)
def _place(
    host: str, name: str, port: str, address: str, scheme: str, forwarded: str
) -> tuple[str, str] | None:
    told = settings.SECURE_PROXY_SSL_HEADER
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "wsgi.input": BytesIO(),
        **dict(zip(_TELLING, (host, name, port, address, scheme), strict=True)),
        **({told[0]: forwarded} if told and forwarded else {}),
    }
    if not host:
        del environ["HTTP_HOST"]
    request = WSGIRequest(environ)
    try:
        return request.scheme or "", host_of(request)
    except DisallowedHost:
        return None


@lru_cache(maxsize=256)
def _coding(written: str) -> str:
    """Return the best coding that a reader takes: br, gzip, or nothing.

    >>> [_coding(written) for written in ("gzip, br", "gzip;q=1.0, br;q=0", "identity", "*", "")]
    ['br', 'gzip', '', 'gzip', '']
    """
    weights: dict[str, float] = {}
    for part in written.lower().split(","):
        name, _, rest = part.partition(";")
        weights[name.strip()] = _weight(rest)
    if weights.get("br", 0) > 0:
        return "br"
    return "gzip" if weights.get("gzip", weights.get("*", 0)) > 0 else ""


def _weight(written: str) -> float:
    name, _, value = written.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
