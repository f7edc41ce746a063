"""What is said of routes whose conditions mean nothing, or never hold."""

import pytest

from guidance.core.checks import check_tree, ways
from guidance.core.checks.structure import check_unsure
from tests.core.trees import option, outcome, question, route, tree


def messages(sample, *codes):
    return [made.message for made in check_tree(sample, {}) if made.code in codes]


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (0, ""),
        (1, "; it has o0"),
        (10, "; it has o0, o1, o2, o3, o4, o5, o6, o7, o8, o9"),
        (11, "; it has o0, o1, o2, o3, o4, o5, o6, o7, o8, o9 and more"),
    ],
)
def test_unknown_option_is_told_with_the_first_ten_that_there_are(count, named):
    sample = tree(
        question("a", *(option(f"o{n}") for n in range(count)), goto="b"),
        question("b", option("x"), goto="end", routes=[route({"question": "a", "is": "y"}, "end")]),
        outcome("end"),
    )

    assert messages(sample, "condition-unknown-option") == [
        f"Route 1 of “Question b?” looks for y, which is no option of “Question a?”{named}."
    ]


def _with_routes(*conditions):
    return tree(
        question("a", option("x"), option("y"), goto="b"),
        question(
            "b",
            option("z"),
            goto="end",
            routes=[route({"question": "a", **condition}, "end") for condition in conditions],
        ),
        outcome("end"),
    )


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ([{"is": "x"}], []),
        (
            [{"is": "x"}, {"any_of": ["x"]}],
            ["Route 2 of “Question b?” is never taken: a route before it always wins."],
        ),
        (
            [{"none_of": ["x", "y"]}],
            ["The condition of route 1 of “Question b?” is never true."],
        ),
        ([{"is": "w"}], []),
    ],
)
def test_route_that_is_never_taken_says_why(conditions, said):
    sample = _with_routes(*conditions)

    assert messages(sample, "route-never-taken", "condition-never-true") == said


def test_nothing_is_said_of_routes_where_not_all_ways_were_tried(monkeypatch):
    """The route is taken after y, which is tried last."""
    sample = _with_routes({"is": "y"})
    codes = ("route-never-taken", "condition-never-true", "too-many-ways")
    steps = 4  # two answers to the first question, and one to the second after each

    monkeypatch.setattr(ways, "MAX_STEPS", steps)
    assert messages(sample, *codes) == []
    monkeypatch.setattr(ways, "MAX_STEPS", steps - 1)
    assert messages(sample, *codes) == [
        "Only a part of the ways was checked; what can never happen was judged by edges."
    ]


@pytest.mark.parametrize(
    ("kind", "test", "is_said"),
    [
        ("number", {"at_least": "3"}, False),
        ("number", {"more_than": "3"}, False),
        ("choice", {"at_most": "3"}, True),
        ("number", {"before": "2023-07-18"}, True),
        ("date", {"on_or_after": "2023-07-18"}, False),
        ("date", {"below": "3"}, True),
        ("choice", {"at_least": "3"}, True),
    ],
)
def test_condition_of_another_kind_is_told(kind, test, is_said):
    sample = tree(
        question("a", option("x"), kind=kind, goto="b"),
        question("b", option("x"), goto="end", routes=[route({"question": "a", **test}, "end")]),
        outcome("end"),
    )

    assert bool(messages(sample, "condition-kind")) is is_said


# Questions without "I am not sure"


def lacking(*questions):
    return [one.place for one in check_unsure(tree(*questions, outcome("end")))]


def test_question_without_unsure_is_found_beside_one_with_it():
    sure = question("q1", option("a", "q2"), option("b", "q2"))
    unsure = question("q2", option("a", "end"), option("u", is_unsure=True))

    assert lacking(sure, unsure) == ["question:q1"]
    assert lacking(sure) == []
    assert lacking(unsure) == []
