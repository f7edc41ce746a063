"""Synonyms as they are written: a group a line, read and written alike."""

import pytest

from guidance.core.search.lists import SYNONYMS
from guidance.core.wordings.synonyms import MAX_GROUPS, Group, as_text, read


def test_groups_of_the_release_come_back():
    groups = tuple(Group(phrases) for phrases in SYNONYMS)

    assert read(as_text(groups)) == (groups, [])


def test_both_directions_come_back_with_their_note():
    written = "mau, monthly active users  # clause 2\nchatgpt > another model, other model"

    groups, problems = read(written)

    assert problems == []
    assert groups == (
        Group(("mau", "monthly active users"), is_both=True, why="clause 2"),
        Group(("chatgpt", "another model", "other model"), is_both=False),
    )
    assert as_text(groups) == written


def test_blank_lines_and_capitals_say_nothing():
    assert read("\n MAU ,  Monthly  Active Users,mau \n #\n") == (
        (Group(("mau", "monthly active users")),), [],
    )  # fmt: skip


def test_what_no_database_can_store_is_refused():
    groups, (problem,) = read("a\x00, b")

    assert groups == ()
    assert problem == "This contains the character U+0000, which cannot be stored; remove it."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("mau", "one phrase alone"),
        ("a > b > c", "more than one >"),
        ("a, b > c", "several words stand before >"),
        ("# why", "has a note and no words"),
        ("a, " + "b" * 61, "more than 60 signs"),
        ("a, b # " + "c" * 201, "more than 200 signs"),
        (", ".join(f"w{n}" for n in range(31)), "more than 30 phrases"),
        ("ok, fine", "says what line 1 says"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(line, words):
    _groups, problems = read(f"ok, fine\n{line}")

    assert len(problems) == 1
    assert words in problems[0]
    assert "ine 2" in problems[0]


@pytest.mark.parametrize(
    "line",
    ["a, b", "a > b, c", "a, " + "b" * 60, "a, b # " + "c" * 200,
     ", ".join(f"w{n}" for n in range(30))],
)  # fmt: skip
def test_what_is_just_right_is_taken(line):
    assert read(line)[1] == []


@pytest.mark.parametrize(("count", "problems"), [
    (MAX_GROUPS, []),
    (MAX_GROUPS + 1, ["There are more than 500 groups. Put some together."]),
])  # fmt: skip
def test_groups_have_a_bound(count, problems):
    groups, told = read("\n".join(f"a{n}, b{n}" for n in range(count)))

    assert (len(groups), told) == (count, problems)
