"""A run tries all examples of a property, or of every property the same share."""

import re
from pathlib import Path

import pytest
from hypothesis import settings

from tests.examples import examples

TESTS = Path(__file__).resolve().parents[1]
FIXED = re.compile(r"\b(?:max_examples|deadline)=\d+")


@pytest.mark.parametrize(
    ("profile", "counts"), [("full", [3, 12, 100, 150]), ("quick", [3, 5, 20, 30])]
)
def test_profile_says_how_many_examples_are_tried(profile, counts):
    before = settings.get_current_profile_name()

    settings.load_profile(profile)
    tried = [examples(count) for count in (3, 12, 100, 150)]
    settings.load_profile(before)

    assert tried == counts


def test_every_number_of_examples_is_a_share():
    fixed = {path.name: FIXED.findall(path.read_text()) for path in TESTS.rglob("*.py")}

    assert {name: found for name, found in fixed.items() if found} == {}
