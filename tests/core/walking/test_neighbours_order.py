"""Which neighbours are told first, and which are left out: the most different of all questions."""

import pytest

from tests.core.walking.test_neighbours import option, told, tree_of


def of_verdicts(here, *others):
    """Return a tree of one question that leads to outcomes of these verdicts, in this order."""
    verdicts = [here, *others]
    return tree_of(
        {"key": "q", "title": "Which?", "options": [option(one, goto=one) for one in verdicts]},
        outcomes=[{"key": one, "verdict": one, "title": one} for one in verdicts],
    )


@pytest.mark.parametrize(
    ("here", "asked", "expected"),
    [
        (
            "allowed",
            ["conditional", "ask-counsel", "special-license", "prohibited"],
            ["prohibited", "special-license", "ask-counsel", "conditional"],
        ),
        (
            "conditional",
            ["allowed", "ask-counsel", "special-license", "prohibited"],
            ["prohibited", "special-license", "ask-counsel", "allowed"],
        ),
        # To ask counsel is as far from conditions as from what is prohibited: as they are asked.
        (
            "ask-counsel",
            ["special-license", "conditional", "prohibited", "allowed"],
            ["allowed", "conditional", "prohibited", "special-license"],
        ),
        (
            "ask-counsel",
            ["special-license", "prohibited", "conditional", "allowed"],
            ["allowed", "prohibited", "conditional", "special-license"],
        ),
        (
            "special-license",
            ["ask-counsel", "prohibited", "conditional", "allowed"],
            ["allowed", "conditional", "ask-counsel", "prohibited"],
        ),
        (
            "special-license",
            ["prohibited", "ask-counsel", "conditional", "allowed"],
            ["allowed", "conditional", "prohibited", "ask-counsel"],
        ),
        (
            "prohibited",
            ["special-license", "ask-counsel", "conditional", "allowed"],
            ["allowed", "conditional", "ask-counsel", "special-license"],
        ),
    ],
)
def test_neighbours_with_the_verdict_furthest_away_come_first(here, asked, expected):
    found = told(of_verdicts(here, *asked), {"q": (here,)})

    assert [outcome for _, _, outcome, _, _ in found] == [*expected]


def test_neighbours_of_one_question_leave_room_for_those_of_others():
    """Three answers to the first question change more than the one to the second."""
    tree = tree_of(
        {
            "key": "first",
            "title": "Which?",
            "options": [option("on", goto="second"), *(option(n, goto=n) for n in "abc")],
        },
        {
            "key": "second",
            "title": "And?",
            "options": [option("x", goto="x"), option("y", goto="y")],
        },
        outcomes=[
            {"key": "x", "verdict": "allowed", "title": "x"},
            {"key": "y", "verdict": "conditional", "title": "y"},
            *({"key": n, "verdict": "prohibited", "title": n} for n in "abc"),
        ],
    )
    answers = {"first": ("on",), "second": ("x",)}

    assert [one[2] for one in told(tree, answers, most=2)] == ["a", "b"]
    assert [one[2] for one in told(tree, answers, most=3)] == ["a", "b", "y"]
    assert [one[2] for one in told(tree, answers, most=4)] == ["a", "b", "c", "y"]


def test_another_outcome_of_the_same_verdict_differs_more_than_terms_do():
    ends = [{"key": key, "verdict": "allowed", "title": key} for key in ("one", "two")]
    tree = tree_of(
        {
            "key": "q",
            "title": "Which?",
            "options": [
                option("here", goto="one"),
                option("few", goto="one", adds=["example/notice"]),
                option("more", goto="one", adds=["example/notice", "example/use"]),
                option("other", goto="two"),
            ],
        },
        outcomes=ends,
    )

    assert [one[1] for one in told(tree, {"q": ("here",)})] == [[["other"]], [["more"]], [["few"]]]


def test_neighbours_that_lead_to_a_fault_of_the_tree_are_left_out():
    tree = tree_of(
        {"key": "q", "title": "Which?", "options": [
            option("fine", goto="fine"), option("nowhere", goto="gone"), option("no", goto="no"),
        ]},
        outcomes=[
            {"key": "fine", "verdict": "allowed", "title": "Fine"},
            {"key": "no", "verdict": "prohibited", "title": "No"},
        ],
    )  # fmt: skip

    assert told(tree, {"q": ("fine",)}) == [("q", [["no"]], "no", [], [])]
    assert told(tree, {"q": ("nowhere",)}) == []
