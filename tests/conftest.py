"""What every test begins with."""

import gc

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from hypothesis import settings

from guidance.core.walking.memories import Memory
from guidance.services.people import ensure_groups
from guidance.services.taking import rests
from guidance.templatetags import kept
from guidance.views.frame import caching
from portal.limits import rules
from portal.limits.counting import WorkerCounter
from tests import scenes
from tests.examples import FULL, QUICK, tried
from tests.house import long

# No example is timed: machines are shared. `--hypothesis-profile=quick` chooses another.
settings.register_profile("full", deadline=None, max_examples=FULL)
settings.register_profile("quick", deadline=None, max_examples=QUICK)
settings.register_profile("second", deadline=None, max_examples=QUICK)
settings.load_profile("full")


# Look for rubbish less often, and not among the modules and tests, which stay.
gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    names = long.names()
    for item in items:
        if long.is_long(item.nodeid, names):
            item.add_marker(pytest.mark.long)
    kept = tried(items)
    if left_out := set(items) - set(kept):
        config.hook.pytest_deselected(items=left_out)
    items[:] = kept


def pytest_collection_finish():
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_kept_pages(monkeypatch):
    """Begin without pages that another test made."""
    monkeypatch.setattr(caching, "_kept", caching.memory_of_pages())
    monkeypatch.setattr(kept, "_fragments", Memory(kept._SIZE, weigh=len))
    rests._memory.clear()


@pytest.fixture(autouse=True)
def _own_counts(monkeypatch):
    """Count in each test from nothing, and keep nobody waiting."""
    monkeypatch.setattr(rules.here, "_counter", WorkerCounter(), raising=False)
    monkeypatch.setattr(rules.here, "_machine", None, raising=False)
    monkeypatch.setattr(rules, "REST_SECONDS", 0)


@pytest.fixture
def groups(db):
    """The groups of the team: tests with transactions empty them, with all that migrations made."""
    if not Group.permissions.through.objects.exists():
        ensure_groups(apps)


@pytest.fixture(scope="session")
def _stage(django_db_setup, django_db_blocker):
    """Undo the last scenes before the database goes."""
    yield
    with django_db_blocker.unblock():
        scenes.clear_stage()


@pytest.fixture
def _stage_set(_stage, django_db_blocker, request):
    with django_db_blocker.unblock():
        scenes.set_stage(request)


@pytest.fixture
def _django_db_helper(_stage_set, _django_db_helper):
    """Set the stage before the transaction of a test begins. (pytest-django's; see `scenes.py`.)"""
