"""What is collected is what pages ask for."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

ROOT = settings.BASE_DIR


def collected():
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    return {name for finder in get_finders() for name, _ in finder.list(ignored)}


def named():
    """Return the static files that templates of ours name."""
    sources = [*(ROOT / "templates").rglob("*.*"), *(ROOT / "guidance").rglob("*.py")]
    pattern = r"""\bstatic[ (]["']([^"'{]+\.\w+)["']"""
    return {name for path in sources for name in re.findall(pattern, path.read_text("utf-8"))}


def test_what_pages_name_is_collected():
    assert len(named()) > 10
    assert named() - collected() == set()


@pytest.mark.parametrize("part", ["redoc", "rest_framework/", ".js.map"])
def test_what_no_page_asks_for_is_left_out(part):
    everything = {name for finder in get_finders() for name, _ in finder.list([])}

    assert any(part in name for name in everything)
    assert not any(part in name for name in collected())
