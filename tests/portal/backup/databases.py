"""Databases of their own for a while, of either kind, in the place of the usual one."""

from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.utils import load_backend

ROOT = Path(__file__).resolve().parents[3]
URL = ROOT / ".local" / "postgres-url"


def other_than(vendor: str) -> str:
    return "postgresql" if vendor == "sqlite" else "sqlite"


@contextmanager
def in_place(vendor: str, name: str, folder: Path):
    """Put an empty database without any table in the place of the usual one."""
    usual = connections["default"]
    made = _sqlite(usual, folder / f"{name}.sqlite3") if vendor == "sqlite" else _pg(usual, name)
    connections["default"] = made
    ContentType.objects.clear_cache()
    try:
        yield made
    finally:
        made.close()
        connections["default"] = usual
        ContentType.objects.clear_cache()
        if vendor == "postgresql":
            _on_server(f'DROP DATABASE IF EXISTS "{made.settings_dict["NAME"]}" WITH (FORCE)')


def _sqlite(usual, file: Path):
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;",
    }
    place = {"ENGINE": "portal.sqlite", "NAME": str(file), "OPTIONS": options}
    settings = {**usual.settings_dict, **place, "CONN_HEALTH_CHECKS": False}
    return load_backend("portal.sqlite").DatabaseWrapper(settings, "default")


def _pg(usual, name: str):
    name = f"guidance_backup_{name}_{usual.vendor}"
    _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _on_server(f'CREATE DATABASE "{name}"')
    url = urlsplit(_url())
    place = {
        "ENGINE": "django.db.backends.postgresql", "NAME": name, "USER": url.username,
        "PASSWORD": url.password or "", "HOST": url.hostname, "PORT": url.port, "OPTIONS": {},
    }  # fmt: skip
    backend = load_backend("django.db.backends.postgresql")
    return backend.DatabaseWrapper({**usual.settings_dict, **place}, "default")


def _url() -> str:
    if not URL.exists():
        pytest.skip("no PostgreSQL was found (scripts/services.sh)")
    return URL.read_text("utf-8").strip()


def _on_server(words: str) -> None:
    with psycopg.connect(_url(), autocommit=True) as server:
        server.execute(words)
