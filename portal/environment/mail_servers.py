"""Read the address of the mail server; what cannot be meant is a ValueError in words.

A password stands in it, and in no message.
"""

from typing import Any
from urllib.parse import urlsplit

import environ

_FORM = "write it like smtp+tls://user:password@mail.example.org:587, or consolemail:// to try it"
_QUOTE = "quote signs in name and password: # as %23, / as %2F, : as %3A, ? as %3F, @ as %40"
_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
_CONSOLE = "consolemail"
_NONE: dict[str, Any] = {
    "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    "EMAIL_HOST": "", "EMAIL_PORT": 25, "EMAIL_HOST_USER": "", "EMAIL_HOST_PASSWORD": "",
    "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False,
    "EMAIL_TIMEOUT": 10,  # seconds for each answer of the server
}  # fmt: skip


def mail_server(address: str) -> dict[str, Any]:
    """Return Django's settings for sending mail, and whether any is sent: to an address."""
    return _NONE | {"MAIL_IS_SENT": bool(address)} | (_read(address) if address else {})


def _read(address: str) -> dict[str, Any]:
    scheme, mark, rest = address.partition("://")
    if scheme not in (*_PORTS, _CONSOLE) or not mark:
        raise ValueError(_FORM)
    if scheme == _CONSOLE:
        if rest.strip("/"):
            raise ValueError(_FORM)
        return _settings(address)
    try:
        url = urlsplit(address)
    except ValueError as error:
        raise ValueError(_QUOTE if "@" in address else _FORM) from error
    is_whole = url.netloc.count("@") < 2 and not (url.path.strip("/") or url.query or url.fragment)
    if not is_whole:
        raise ValueError(_QUOTE if "@" in address else _FORM)
    try:
        port = url.port
    except ValueError as error:
        raise ValueError("its port is none; write a number from 1 to 65535") from error
    if port == 0:
        raise ValueError("its port is none; write a number from 1 to 65535")
    if not url.hostname:
        raise ValueError(f"it names no server; {_FORM}")
    if bool(url.username) != bool(url.password):
        raise ValueError("it has a name without a password, or the other way round")
    return {**_settings(address), "EMAIL_PORT": port or _PORTS[scheme]}


def _settings(address: str) -> dict[str, Any]:
    found: dict[str, Any] = environ.Env.email_url_config(address)
    return {name: value for name, value in found.items() if value not in (None, "")}
