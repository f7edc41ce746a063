"""What `check --deploy` says of settings that open a door, slow the site down, or do nothing."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Warning as Warned
from django.core.checks import register
from django.http.request import validate_host

from portal.environment.names import meant_by
from portal.readiness import static_files

LEAST_TOKEN = 16


@register("operating", deploy=True)
def check_operating(**_given: Any) -> list[Warned]:
    """Warn of what is probably not meant; what cannot be meant is refused at the start."""
    return [
        Warned(words, hint=hint, id=f"portal.{code}")
        for find in (_names, _sharing, _doors, _proxies, _places, _files, _folders, _addresses)
        for code, words, hint in find()
    ]


Found = Iterator[tuple[str, str, str]]


def _names() -> Found:
    for name in sorted(os.environ):
        if meant := meant_by(name):
            yield "W003", f"{name} in the environment is no setting.", f"Did you mean {meant}?"


def _sharing() -> Found:
    """SQLite is for one machine, whose processes count in a file; others may be several."""
    is_shared = "Redis" in settings.CACHES["default"]["BACKEND"]
    is_large = not settings.DATABASES["default"]["ENGINE"].endswith("sqlite")
    if is_large and settings.WEB_CONCURRENCY > 1 and not is_shared:
        words = "Several processes share no cache: each server counts its visitors alone."
        yield "W004", words, "Set CACHE_URL, such as redis://127.0.0.1:6379/1."


def _doors() -> Found:
    if not settings.OTP_REQUIRED:
        words = "People may enter the admin without a second factor."
        yield "W005", words, "Set ADMIN_OTP_REQUIRED=on."


def _proxies() -> Found:
    is_believed = settings.SECURE_PROXY_SSL_HEADER is not None
    if settings.HTTPS and not is_believed:
        words = "HTTPS is on and no proxy is believed: readers would be redirected for ever."
        yield "W006", words, "Set BEHIND_TLS_PROXY=on behind a proxy that ends TLS."
    if is_believed and not settings.REST_FRAMEWORK["NUM_PROXIES"]:
        words = "A proxy is believed, and all visitors seem to come from it: PROXY_COUNT is 0."
        yield "W007", words, "Set PROXY_COUNT to the number of proxies in front."


def _places() -> Found:
    cache = settings.CACHES["default"].get("LOCATION", "")
    first = cache if isinstance(cache, str) else cache[0]
    hosts = {
        "DATABASE_URL": settings.DATABASES["default"].get("HOST") or "",
        "CACHE_URL": urlsplit(first).hostname or "" if "://" in first else "",
        "EMAIL_URL": settings.EMAIL_HOST if settings.MAIL_IS_SENT else "",
    }
    for setting, host in hosts.items():
        if host and not host.startswith("/") and not _has_address(host):
            yield "W008", f"The host of {setting}, {host}, has no address.", "Put its name right."


def _has_address(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except OSError:
        return False


def _files() -> Found:
    if missing := static_files.missing():
        yield "W009", f"{missing.capitalize()}.", "Pages would have no style."
    if not Path(settings.TEXTS_DIR).is_dir():
        words = f"There is no folder {settings.TEXTS_DIR} (TEXTS_DIR)."
        yield "W010", words, "Make it, and download the license texts into it."


def _folders() -> Found:
    state = Path(settings.STATE_DIR)
    there = next(one for one in (state, *state.parents) if one.exists())
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        words = f"The folder {state} cannot be written (STATE_DIR): each process counts alone."
        yield "W011", words, "Let it belong to the user who runs the portal."
    passwords = os.environ.get("PGPASSFILE", "")
    if passwords and not os.access(passwords, os.R_OK):
        yield "W012", f"The file {passwords} cannot be read (PGPASSFILE).", "Put its name right."


def _addresses() -> Found:
    host = urlsplit(settings.SITE_URL).hostname or ""
    if host and not validate_host(host, settings.ALLOWED_HOSTS):
        words = f"The host of SITE_URL, {host}, is not in ALLOWED_HOSTS."
        yield "W013", words, "Links that the portal gives away would lead nowhere."
    if 0 < len(settings.METRICS_TOKEN) < LEAST_TOKEN:
        words = f"METRICS_TOKEN has fewer than {LEAST_TOKEN} signs: it can be guessed."
        yield "W014", words, "Take a long random one, as for SECRET_KEY."
