"""Nothing waits to be written at the begin or the end of a test."""

import pytest

from guidance.services.usage import counting


@pytest.fixture(autouse=True)
def _nothing_waits():
    counting._waiting.counts.clear()
    yield
    counting._waiting.counts.clear()
