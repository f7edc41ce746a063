"""What every test begins with."""

import pytest
from django.db import transaction
from hypothesis import settings

from guidance.views import caching

# No example is timed: machines are shared.
settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _no_kept_pages(monkeypatch):
    """Begin without pages that another test made."""
    monkeypatch.setattr(caching, "_kept", caching._KeptPages(16 * 1024 * 1024))


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker):
    """Keep the rows that a module's fixtures make for all its tests, and undo them at its end.

    Fixtures of the module that make rows ask for this one; each test still undoes its own.
    Not for a module whose tests have transactions of their own.
    """
    with django_db_blocker.unblock():
        rows = transaction.atomic()
        rows.__enter__()
        yield
        transaction.set_rollback(True)
        rows.__exit__(None, None, None)
