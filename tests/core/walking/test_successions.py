"""Answers in today's keys: retired questions and options, and what stands for them."""

import pytest

from guidance.core.walking.successions import in_todays_keys, outcome_for, question_for
from tests.core.trees import option, outcome, question, tree

TREE = tree(
    question("role", option("person", succeeds=["human"]), option("company"), goto="copies"),
    question(
        "copies",
        option("weights", "end", succeeds=["model", "files"]),
        option("none", "end"),
        kind="choices",
        succeeds=["sharing", "passing"],
    ),
    outcome("end", succeeds=["fine"]),
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"role": ("person",)}, {"role": ("person",)}),
        ({"role": ("human",)}, {"role": ("person",)}),
        ({"role": ("robot",)}, {"role": ("robot",)}),
        ({"sharing": ("model",)}, {"copies": ("weights",)}),
        ({"sharing": ("model", "files", "none")}, {"copies": ("weights", "none")}),
        ({"gone": ("yes",)}, {"gone": ("yes",)}),
    ],
)
def test_retired_keys_become_those_that_stand_for_them(given, expected):
    assert in_todays_keys(TREE, given) == expected


@pytest.mark.parametrize("order", [1, -1])
def test_question_answered_under_its_own_key_is_not_answered_by_a_retired_one(order):
    given = dict([("copies", ("none",)), ("sharing", ("model",))][::order])

    assert in_todays_keys(TREE, given) == {"copies": ("none",), "sharing": ("model",)}


def test_first_of_two_retired_questions_answers_and_the_other_is_left():
    given = {"passing": ("none",), "sharing": ("model",)}

    assert in_todays_keys(TREE, given) == {"copies": ("none",), "sharing": ("model",)}


def test_key_in_use_means_itself():
    sample = tree(
        question("a", option("x", "end", succeeds=["y"]), option("y", "end"), succeeds=["b"]),
        question("b", option("x", "end")),
        outcome("end", succeeds=["other"]),
        outcome("other"),
    )

    assert in_todays_keys(sample, {"b": ("x",), "a": ("y",)}) == {"b": ("x",), "a": ("y",)}
    assert outcome_for(sample, "other") == sample.outcomes[1]


def test_nodes_are_found_by_their_own_and_their_retired_keys():
    found = [question_for(TREE, key) for key in ("copies", "sharing", "gone", "fine")]

    assert found == [TREE.questions[1], TREE.questions[1], None, None]
    assert [outcome_for(TREE, key) for key in ("end", "fine", "sharing")] == [
        TREE.outcomes[0],
        TREE.outcomes[0],
        None,
    ]
