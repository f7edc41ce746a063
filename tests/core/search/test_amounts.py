"""The number that a query states of those who ask."""

import pytest

from guidance.core.search.amounts import may_state, stated_in


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("we have 900 million users", "900000000"),
        ("Our app has 750m monthly active users. May we?", "750000000"),
        ("I’ve 1,200,000 users", "1200000"),
        ("we've 5 users", "5"),
        ("we have 7 models and 5 users", "5"),
        ("we have over 700 million users", ""),
        ("we have fewer than 700 million users", ""),
        ("we are at the 700 million user limit", ""),
        ("companies with 900 million users", ""),
        ("we have 900 million dollars", ""),
        ("we have 5 users here and 6 users there", ""),
        ("we have users", ""),
        ("", ""),
    ],
)
def test_only_an_exact_number_of_ones_own_is_stated(text, stated):
    assert stated_in(text, counting=["monthly active users"]) == stated


@pytest.mark.parametrize(
    ("text", "may"), [("we have 5", True), ("5 we have", False), ("we have", False)]
)
def test_cheap_look_lets_nothing_through_that_could_not_be_stated(text, may):
    assert may_state(text) is may


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("we have over a total 900 users", ""),
        ("we have over a total of 900 users", "900"),
        ("we have 900 users a limit", ""),
        ("we have 900 users and a limit", "900"),
        ("we have 900 very happy users", "900"),
        ("we have 900 very very happy users", ""),
    ],
)
def test_three_words_on_a_side_tell_what_a_number_is(text, stated):
    assert stated_in(text, counting=["users"]) == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("900 million users like ours", ""),
        ("we told our users 900 times", ""),
        ("we have 5 users, yes, 5 users", "5"),
    ],
)
def test_number_stands_between_who_has_it_and_what_is_counted(text, stated):
    assert stated_in(text, counting=["users"]) == stated


def test_number_in_what_is_counted_is_not_counted_itself():
    assert stated_in("we run 5 of 700 shops", counting=["700 million users"]) == ""
