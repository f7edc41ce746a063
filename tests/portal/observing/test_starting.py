"""What a process has read of the packages when it begins to serve: no more than readers need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SELDOM = {
    "docx", "drf_spectacular.openapi", "django.test", "markdown", "psycopg", "pygments", "redis",
    "requests", "segno", "snowballstemmer",
}  # fmt: skip
BEGUN = f"""
import sys

import portal.wsgi
from django.urls import get_resolver
from portal.limits.rules import here

get_resolver().check()
here.begin()
print(*sorted({SELDOM} & set(sys.modules)))
"""


@pytest.mark.parametrize(("cache", "read"), [("", ""), ("redis://127.0.0.1:9/1", "redis")])
def test_process_begins_without_packages_that_few_need(cache, read, tmp_path):
    environment = {
        **os.environ,
        "READ_DOT_ENV": "off",
        "DEBUG": "on",
        "CACHE_URL": cache,
        "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3",
        "STATE_DIR": str(tmp_path),
    }

    begun = subprocess.run(
        [sys.executable, "-c", BEGUN], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip

    assert begun.stdout.split() == read.split()
