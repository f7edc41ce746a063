"""How the portal talks to its database and its cache: patience, pauses, and what is kept open."""

from typing import Any


def database(found: dict[str, Any], *, kept_open: int) -> dict[str, Any]:
    """Return an entry of Django's DATABASES, with a backend of the portal's own."""
    if found["ENGINE"].endswith("sqlite3"):
        # Django's own, which can also read where nothing can be written.
        # Without these, most concurrent writes fail with "database is locked".
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;",
        }
        return {**found, "ENGINE": "portal.sqlite", "OPTIONS": options}
    # A server that hangs, or a network that is cut, would else keep a thread for minutes.
    options = {
        "connect_timeout": 2, "tcp_user_timeout": 10_000,
        "keepalives_idle": 10, "keepalives_interval": 3, "keepalives_count": 3,
        **found.get("OPTIONS", {}),
    }  # fmt: skip
    return {
        **found, "ENGINE": "portal.postgresql", "OPTIONS": options,
        "CONN_MAX_AGE": kept_open, "CONN_HEALTH_CHECKS": True,
    }  # fmt: skip


def cache(found: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of Django's CACHES."""
    if not found["BACKEND"].endswith("RedisCache"):
        return found
    # A Redis that hangs would else keep every thread for five seconds.
    options = {"socket_timeout": 0.1, "socket_connect_timeout": 0.1, **found.get("OPTIONS", {})}
    return {**found, "OPTIONS": options}
