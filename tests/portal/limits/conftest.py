"""What is ended when a test is over."""

import pytest


@pytest.fixture
def visits():
    made = []
    yield made
    for visit in made:
        visit.end()
