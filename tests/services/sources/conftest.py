"""A server for each test that asks for one."""

import pytest

from tests.services.sources.servers import serving


@pytest.fixture
def server():
    with serving() as found:
        yield found
