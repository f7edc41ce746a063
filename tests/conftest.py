"""What every test begins with."""

import pytest

from guidance.views import caching


@pytest.fixture(autouse=True)
def _no_kept_pages(monkeypatch):
    """Begin without pages that another test made."""
    monkeypatch.setattr(caching, "_kept", caching._KeptPages(16 * 1024 * 1024))
