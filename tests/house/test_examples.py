"""A run tries all examples of a property, or of every property the same share."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from tests.examples import examples, spread, tried

TESTS = Path(__file__).resolve().parents[1]
FIXED = re.compile(r"\b(?:max_examples|deadline)=\d+")


@pytest.mark.parametrize(
    ("profile", "counts"), [("full", [3, 12, 100, 150]), ("quick", [3, 5, 20, 30])]
)
def test_profile_says_how_many_examples_are_tried(profile, counts):
    before = settings.get_current_profile_name()

    settings.load_profile(profile)
    found = [examples(count) for count in (3, 12, 100, 150)]
    settings.load_profile(before)

    assert found == counts


def test_every_number_of_examples_is_a_share():
    fixed = {path.name: FIXED.findall(path.read_text()) for path in TESTS.rglob("*.py")}

    assert {name: found for name, found in fixed.items() if found} == {}


@pytest.mark.parametrize(
    ("count", "kept"), [(1, [0]), (3, [0, 1, 2]), (4, [0, 1, 3]), (9, [0, 4, 8])]
)
def test_first_last_and_one_between_are_kept_of_many_cases(count, kept):
    assert spread(list(range(count))) == kept


@dataclass(frozen=True)
class Case:
    """A test as pytest names it, with the fixtures that it asks for."""

    nodeid: str
    fixturenames: tuple[str, ...] = ()

    def get_closest_marker(self, name):
        return None


@pytest.mark.parametrize(("profile", "kept"), [("full", "01234 01234 0"), ("quick", "024 01234 0")])
def test_quick_run_tries_three_cases_of_a_test_with_a_database(profile, kept):
    before = settings.get_current_profile_name()
    rows = [Case(f"test_rows.py::test_rows[{at}]", ("db",)) for at in range(5)]
    words = [Case(f"test_words.py::test_words[{at}]") for at in range(5)]
    one = Case("test_rows.py::test_one[0]", ("db",))

    settings.load_profile(profile)
    found = tried([*rows, *words, one])
    settings.load_profile(before)

    names = [case.nodeid[-2] for case in found]
    assert "".join(names) == kept.replace(" ", "")
