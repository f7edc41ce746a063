"""The cache that CACHE_URL names serves the API's throttle across processes: tried on Redis."""

import os
import uuid
from pathlib import Path

import environ
import pytest
from django.core.cache import caches
from django.test import override_settings

URL_FILE = Path(__file__).resolve().parent.parent / ".local" / "redis-url"


@pytest.fixture
def redis_cache():
    if not URL_FILE.is_file():
        line = "NO REDIS: run `bash scripts/services.sh redis` to find or start one"
        if os.environ.get("CI"):
            pytest.fail(line)
        pytest.skip(line)
    settings = environ.Env.cache_url_config(
        URL_FILE.read_text().strip().replace("redis", "rediscache", 1)
    )
    with override_settings(CACHES={"default": {**settings, "KEY_PREFIX": uuid.uuid4().hex}}):
        yield caches["default"]  # its keys expire by themselves; nobody else's are touched


def test_redis_counts_requests_for_all_processes(client, redis_cache, monkeypatch):
    from rest_framework.throttling import AnonRateThrottle

    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})
    monkeypatch.setattr(AnonRateThrottle, "cache", redis_cache)

    codes = [
        client.get("/api/v1/schemas/tree", REMOTE_ADDR="192.0.2.78").status_code for _ in range(3)
    ]

    assert codes == [200, 200, 429]
