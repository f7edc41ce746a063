"""A run tries all examples of a property, or of every property the same share."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from tests.examples import examples, spread, tried
from tests.house import long

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
    """A test as pytest names it, with the fixtures that it asks for and its marks."""

    nodeid: str
    fixturenames: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    def get_closest_marker(self, name):
        return name if name in self.marks else None


ROWS = [Case(f"test_rows.py::test_rows[{at}]", ("db",)) for at in range(5)]
WORDS = [Case(f"test_words.py::test_words[{at}]") for at in range(5)]
PAIRS = [Case(f"test_races.py::test_pairs[{at}]", ("db",), ("every",)) for at in range(5)]
STATES = [Case("test_states.py::test_state[0]", (), ("both",))]


@pytest.mark.parametrize(
    ("profile", "kept"),
    [
        ("full", [ROWS, WORDS, PAIRS, STATES]),
        ("quick", [ROWS[::2], WORDS, PAIRS, STATES]),
        ("second", [ROWS[::2], PAIRS, STATES]),
    ],
)
def test_profile_says_which_tests_and_cases_are_tried(profile, kept):
    before = settings.get_current_profile_name()

    settings.load_profile(profile)
    found = tried([*ROWS, *WORDS, *PAIRS, *STATES])
    settings.load_profile(before)

    assert found == [case for cases in kept for case in cases]


def test_long_tests_are_there():
    said = {name: name.partition("::") for name in long.names()}

    gone = {
        name
        for name, (file, _, test) in said.items()
        if not (TESTS.parent / file).exists()
        or f"def {test}(" not in (TESTS.parent / file).read_text("utf-8")
    }

    assert (gone, len(said) > 50) == (set(), True)


def test_cases_of_a_long_test_are_long():
    names = {"tests/test_a.py::test_b"}
    asked = ["tests/test_a.py::test_b", "tests/test_a.py::test_b[1]", "tests/test_a.py::test_bc"]

    assert [long.is_long(one, names) for one in asked] == [True, True, False]


def test_seconds_of_all_cases_count_together(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(
        """<testsuites><testsuite>
        <testcase classname="tests.a.test_b" name="test_c[1]" time="0.3"/>
        <testcase classname="tests.a.test_b" name="test_c[2]" time="0.25"/>
        </testsuite></testsuites>"""
    )

    assert long.measured(report) == {"tests/a/test_b.py::test_c": 0.55}
