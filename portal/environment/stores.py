"""Read the addresses of the database and the cache; what cannot be meant is a ValueError in words.

Passwords stand in these addresses, and in no message.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote_plus, urlsplit

import environ

_DATABASES = frozenset({"postgres", "postgresql", "psql", "pgsql", "sqlite"})
_CACHES = frozenset({"locmemcache", "dummycache", "dbcache", "filecache"})
_REDIS = frozenset({"redis", "rediss", "rediscache"})
_DATABASE = "write it like postgres://user:password@host:5432/name or sqlite:///portal.sqlite3"
_CACHE = "write it like redis://127.0.0.1:6379/1, dbcache://portal_cache or locmemcache://"
_QUOTE = "quote signs in the password: # as %23, / as %2F, ? as %3F, @ as %40, [ as %5B, ] as %5D"


def shown(address: str) -> str:
    """Return an address without its password.

    >>> shown("postgres://ada:s/e@c@db.example.org/x"), shown("ada:secret@db/x")
    ('postgres://ada:…@db.example.org/x', '…@db/x')
    """
    address = re.sub(r"(password=)[^&]*", r"\1…", address)
    hidden = re.sub(r"(://[^:]*:).*@", r"\1…@", address)
    return hidden if "://" in address else re.sub(r"^.*@", "…@", address)


def database(address: str) -> dict[str, Any]:
    """Return a database for Django's DATABASES."""
    scheme, mark, rest = address.partition("://")
    if scheme.lower() not in _DATABASES or not mark:
        raise ValueError(_DATABASE)
    if scheme.lower() == "sqlite":
        _check_file(rest)
    else:
        url = _split(address, or_else=_DATABASE)
        _check_hosts(url)
        if not url.path.strip("/"):
            raise ValueError(f"it names no database; {_DATABASE}")
    found: dict[str, Any] = environ.Env.db_url_config(address)
    return found


def cache(address: str) -> dict[str, Any]:
    """Return a cache for Django's CACHES."""
    scheme, mark, _rest = address.partition("://")
    if scheme.lower() not in _CACHES | _REDIS or not mark:
        raise ValueError(_CACHE)
    url = _split(address, or_else=_CACHE)
    if url.scheme in _REDIS:
        _check_hosts(url)
        number = url.path.strip("/")
        if url.netloc and number and not (number.isascii() and number.isdigit()):
            raise ValueError(f"its database is “{number}”; write a number, such as 1")
    is_named = {"dbcache": url.netloc, "filecache": url.path.strip("/")}
    if not is_named.get(url.scheme, url.netloc or url.path or url.scheme not in _REDIS):
        raise ValueError(_CACHE)
    found: dict[str, Any] = environ.Env.cache_url_config(address)
    return found


def _split(address: str, *, or_else: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        raise ValueError(_QUOTE if "@" in address else or_else) from error


def _check_hosts(url: SplitResult) -> None:
    if url.fragment or "@" in url.path + url.query:  # else a part of a password would be a port
        raise ValueError(_QUOTE)
    for host in url.netloc.rpartition("@")[2].split(","):
        port = host.rpartition("]")[2].partition(":")[2]
        is_port = port.isascii() and port.isdigit() and len(port) < 6 and 0 < int(port) < 65536
        if port and not is_port:
            raise ValueError(f"its port is “{port}”; write a number from 1 to 65535")


def _check_file(rest: str) -> None:
    if rest == ":memory:":
        return
    name = unquote_plus(rest.removeprefix("/").partition("?")[0])
    if not rest.startswith("/") or not name:
        raise ValueError(
            "write sqlite:/// and a file's name, such as sqlite:///portal.sqlite3, or with a whole "
            "path sqlite:////srv/guidance/portal.sqlite3"
        )
    file = Path(name)
    if file.is_dir():
        raise ValueError(f"{file} is a folder; name a file in it")
    if not file.parent.is_dir():
        raise ValueError(f"there is no folder {file.parent.absolute()}; make it, or name another")
