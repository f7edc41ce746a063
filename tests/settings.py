"""Settings for tests: the portal's own, from an environment made here.

DATABASE_URL alone is taken from outside, so that the suite runs on both databases.
"""

import os

os.environ["READ_DOT_ENV"] = "off"
os.environ["TESTING"] = "on"
os.environ["SECRET_KEY"] = "a-secret-for-tests-only-which-is-long-enough-to-pass-checks"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["HTTPS"] = "off"
os.environ["WEB_CONCURRENCY"] = "1"
os.environ["SEARCH_MEANING"] = "off"  # tests of meaning switch it on
os.environ.setdefault("DATABASE_URL", "sqlite:///test-portal.sqlite3")

from portal.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]  # noqa: F405
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
STORED_PAGES = False  # its thread would hold a connection to a database that is dropped
USAGE_SECONDS = MISSED_QUERIES_SECONDS = 1_000_000  # written where a test says so
RATES = dict.fromkeys(RATES, "100000/min")  # noqa: F405 - tests set what they try
LOGGING = LOGGING | {"root": {"handlers": ["console"], "level": "WARNING"}}  # noqa: F405
STATIC_ROOT = BASE_DIR / ".local" / "static-for-tests"  # noqa: F405 - WhiteNoise wants a folder
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"] == "portal.sqlite":  # noqa: F405
    # In memory, also in pytest's workers: pytest-django knows Django's own engine only.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
