"""Representative answers: one for each case that a tree can tell apart."""

from collections import Counter

import pytest

from guidance.core.walking.branches import is_sampled, joint_branches
from guidance.core.walking.paths import branches, compare, count, enumerate_ways
from tests.core.trees import (
    option,
    outcome,
    question,
    route,
    tree,
)


def one(*options, **fields):
    return tree(question("q", *options, goto="yes", **fields), outcome("yes"))


def first_branches(sample):
    return branches(sample, sample.questions[0])


def test_branches_of_a_choice_are_its_sure_options():
    sample = one(option("a"), option("u", is_unsure=True), option("b"))

    assert first_branches(sample) == (("a",), ("b",))


def test_branches_of_a_choice_without_sure_options_are_all_its_options():
    sample = one(option("u", is_unsure=True), option("v", is_unsure=True))

    assert first_branches(sample) == (("u",), ("v",))


def test_branches_of_a_choice_stay_in_order_where_one_is_marked_as_exclusive():
    sample = one(option("a", is_exclusive=True), option("b"))

    assert first_branches(sample) == (("a",), ("b",))


def test_branches_of_choices_are_all_sets_and_each_exclusive_option():
    sample = one(
        option("none", is_exclusive=True), *map(option, "abc"), option("u", is_unsure=True),
        kind="choices",
    )  # fmt: skip

    assert first_branches(sample) == (
        ("a",), ("b",), ("c",), ("a", "b"), ("a", "c"), ("b", "c"), ("a", "b", "c"), ("none",),
    )  # fmt: skip


def test_branches_of_many_choices_are_a_sample_and_say_so():
    six = one(*map(option, "abcdef"), kind="choices")
    seven = one(
        *map(option, "abcdefg"),
        kind="choices",
        routes=[route({"question": "q", "any_of": ["a", "c", "e"]}, "yes")],
    )

    assert (len(first_branches(six)), is_sampled(six.questions[0])) == (63, False)
    assert is_sampled(seven.questions[0]) is True
    assert Counter(map(len, first_branches(seven))) == {1: 7, 2: 21, 3: 1, 4: 1, 7: 1}
    assert first_branches(seven)[28:] == (("a", "c", "e"), ("b", "d", "f", "g"), tuple("abcdefg"))
    assert (count(six).is_exact, count(seven).is_exact) == (True, False)
    assert enumerate_ways(seven).is_complete is False
    assert compare(seven, seven).is_complete is False


@pytest.mark.parametrize(
    ("fields", "ranges", "expected"),
    [
        ({}, [{}], ["0"]),
        ({"minimum": "3"}, [{}], ["3"]),
        ({"maximum": "-3"}, [{}], ["-3"]),
        ({}, [{"high": "10"}, {"low": "10"}], ["9", "10"]),
        ({}, [{"high": "10", "high_inclusive": True}, {"low": "10", "low_inclusive": False}],
         ["10", "11"]),
        ({"minimum": "1", "maximum": "10"}, [{"high": "10"}, {"low": "10"}], ["1", "10"]),
        ({"minimum": "0"}, [{"high": "4"}, {"low": "6"}], ["0", "6"]),
        ({}, [{"high": "2.5"}, {"low": "2.5"}], ["2", "3"]),
        ({"decimals": True}, [{"high": "2.5"}, {"low": "2.5"}], ["2", "2.5"]),
        ({"decimals": True, "minimum": "0"},
         [{"high": "2", "high_inclusive": True}, {"low": "2", "low_inclusive": False}],
         ["0", "3"]),
        ({"decimals": True, "minimum": "0"},
         [{"high": "2", "high_inclusive": True},
          {"low": "2", "low_inclusive": False, "high": "2.3"}],
         ["0", "2.1"]),
        ({"minimum": "5", "maximum": "4"}, [{}], []),
    ],
)  # fmt: skip
def test_branches_of_a_number_are_one_for_each_interval(fields, ranges, expected):
    options = [option(f"o{number}", **bounds) for number, bounds in enumerate(ranges)]
    sample = one(*options, kind="number", **fields)

    assert first_branches(sample) == tuple((text,) for text in expected)


def test_branches_of_a_date_are_one_for_each_interval():
    sample = one(
        option("old", high="2023-07-18"), option("new", low="2023-07-18"), kind="date",
        maximum="2030-01-01",
    )  # fmt: skip

    assert first_branches(sample) == (("2023-07-17",), ("2023-07-18",))
    assert first_branches(one(option("any"), kind="date")) == (("2000-01-01",),)


@pytest.mark.parametrize(
    ("operator", "above"),
    [("at_least", "7"), ("below", "7"), ("more_than", "8"), ("at_most", "8")],
)
def test_branches_split_on_the_right_side_of_a_threshold(operator, above):
    asked = question(
        "n",
        option("any"),
        kind="number",
        minimum="0",
        goto="yes",
        routes=[route({"question": "n", operator: "7"}, "no")],
    )

    assert first_branches(tree(asked, outcome("yes"), outcome("no"))) == (("0",), (above,))


def test_branches_split_at_thresholds_of_conditions_anywhere_in_the_tree():
    sample = tree(
        question("n", option("any"), kind="number", minimum="0", goto="q"),
        question(
            "q",
            option("a"),
            goto="yes",
            routes=[route({"any": [{"question": "n", "at_least": "7"}]}, "no")],
        ),
        outcome("yes"),
        outcome("no"),
    )

    assert first_branches(sample) == (("0",), ("7",))


def test_joint_branches_are_one_for_each_interval_that_any_of_the_askings_makes():
    five, ten = (
        one(option("low", high=cut), option("high", low=cut), kind="number").questions[0]
        for cut in ("5", "10")
    )

    found = joint_branches([(five, ()), (ten, ())])

    assert [answer.values for answer in found] == [("4",), ("5",), ("10",)]


def test_joint_branches_of_another_kind_are_those_of_each():
    number = one(option("low", high="5"), option("high", low="5"), kind="number").questions[0]
    choice = one(option("a"), option("b")).questions[0]

    found = joint_branches([(number, ()), (choice, ())])

    assert [answer.values for answer in found] == [("4",), ("5",), ("a",), ("b",)]


def test_joint_branches_of_whole_numbers_and_decimals_are_those_of_each_once():
    below = one(option("low", high="5"), option("high", low="5"), kind="number")
    up_to = one(
        option("low", high="5", high_inclusive=True),
        option("high", low="5", low_inclusive=False),
        kind="number",
        decimals=True,
    )

    found = joint_branches([(below.questions[0], ()), (up_to.questions[0], ())])

    assert [answer.values for answer in found] == [("4",), ("5",), ("6",)]
