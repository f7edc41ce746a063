"""A pack in a folder, for the tests of what loads it."""

import pytest

from tests.services.intake.small_pack import small_pack


@pytest.fixture
def pack(tmp_path):
    """A pack of one of each kind, with the folder of the texts that it names."""
    return small_pack(tmp_path)
