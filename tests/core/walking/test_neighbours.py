"""What one other answer would change: which neighbours are told, and in which order."""

import pytest

from guidance.core.documents.trees import Tree
from guidance.core.walking.neighbours import MAX_TRIED, neighbours
from guidance.core.walking.walks import walk
from tests.documents import tree_data

CITE = tree_data()["outcomes"][0]["citations"]


def tree_of(*questions, outcomes):
    whole = [{"citations": CITE} | one for one in outcomes]
    asked = [{"citations": CITE, "kind": "choice"} | one for one in questions]
    data = tree_data(questions=asked, outcomes=whole, start=asked[0]["key"])
    return Tree.model_validate(data)


def option(key, **fields):
    return {"key": key, "label": key.title()} | fields


def told(tree, answers, most=6):
    """Return question, other answers, outcome or next question, and terms of each neighbour."""
    return [
        (
            one.question.key,
            [list(answer.values) for answer, _ in one.others],
            one.outcome.key if one.outcome else f"asks {one.asks.key}",
            list(one.gained),
            list(one.lost),
        )
        for one in neighbours(tree, walk(tree, answers), most=most)
    ]


def two_questions(**second):
    return tree_of(
        {
            "key": "model",
            "title": "Which model?",
            "options": [
                option("small", goto="sharing"),
                option("large", goto="sharing", adds=["example/notice"]),
                option("other", goto="no"),
            ],
        },
        {
            "key": "sharing",
            "title": "Do others get it?",
            "options": [option("yes", goto="yes"), option("never", goto="fine")],
        }
        | second,
        outcomes=[
            {"key": "yes", "verdict": "conditional", "title": "With conditions"},
            {"key": "fine", "verdict": "allowed", "title": "Fine"},
            {"key": "no", "verdict": "prohibited", "title": "No"},
        ],
    )


def test_neighbours_come_with_the_most_different_first():
    found = told(two_questions(), {"model": ("small",), "sharing": ("never",)})

    assert found == [
        ("model", [["other"]], "no", [], []),
        ("sharing", [["yes"]], "yes", [], []),
        ("model", [["large"]], "fine", ["example/notice"], []),
    ]


def test_neighbours_are_no_more_than_asked_for():
    found = told(two_questions(), {"model": ("small",), "sharing": ("never",)}, most=1)

    assert found == [("model", [["other"]], "no", [], [])]


def test_neighbours_tell_what_is_lost_and_keep_the_answers_of_their_walk():
    tree = two_questions()
    answers = {"model": ("large",), "sharing": ("never",)}

    first, *_ = neighbours(tree, walk(tree, answers), most=6)

    assert told(tree, answers)[-1] == ("model", [["small"]], "fine", [], ["example/notice"])
    assert first.others[0][1] == {"model": ("other",)}


def test_neighbours_that_ask_on_come_last_and_name_the_question():
    found = told(two_questions(), {"model": ("other",)})

    assert found == [("model", [["small"], ["large"]], "asks sharing", [], [])]


def test_neighbour_that_asks_on_comes_after_one_that_ends():
    tree = of_verdicts("allowed", "conditional")
    on = tree.questions[0].options[0].model_copy(update={"key": "on", "goto": "more"})
    first = tree.questions[0].model_copy(update={"options": (on, *tree.questions[0].options)})
    more = first.model_copy(update={"key": "more", "options": tree.questions[0].options})
    asked = tree.model_copy(update={"questions": (first, more)})

    found = told(asked, {"q": ("allowed",)})

    assert [outcome for _, _, outcome, _, _ in found] == ["conditional", "asks more"]


def test_neighbours_leave_out_what_changes_nothing():
    same = {"options": [option("yes", goto="fine"), option("never", goto="fine")]}

    found = told(two_questions(**same), {"model": ("small",), "sharing": ("never",)})

    assert [one[0] for one in found] == ["model", "model"]


def test_neighbours_of_an_unsure_answer_are_told_as_cases_instead():
    unsure = {
        "options": [
            option("yes", goto="yes"),
            option("never", goto="fine"),
            option("unsure", is_unsure=True),
        ]
    }
    tree = two_questions(**unsure)

    assert told(tree, {"model": ("small",), "sharing": ("unsure",)}) == []
    sure = told(tree, {"model": ("small",), "sharing": ("never",)})
    assert [one[1] for one in sure] == [[["other"]], [["yes"]], [["large"]]]


def several():
    return tree_of(
        {
            "key": "uses",
            "kind": "choices",
            "title": "Which uses?",
            "options": [
                option("a", adds=["example/notice"]),
                option("b", adds=["example/no-harm"]),
                option("c", adds=["example/use"]),
                option("none", is_exclusive=True),
            ],
            "goto": "end",
        },
        outcomes=[{"key": "end", "verdict": "allowed", "title": "Fine"}],
    )


def test_neighbours_of_several_options_are_one_option_away():
    found = told(several(), {"uses": ("a", "b")})

    assert found == [
        ("uses", [["none"]], "end", [], ["example/notice", "example/no-harm"]),
        ("uses", [["b"]], "end", [], ["example/notice"]),
        ("uses", [["a"]], "end", [], ["example/no-harm"]),
        ("uses", [["a", "b", "c"]], "end", ["example/use"], []),
    ]


def test_neighbours_of_an_option_that_stands_alone_are_the_others_one_by_one():
    found = told(several(), {"uses": ("none",)})

    assert [one[1] for one in found] == [[["a"]], [["b"]], [["c"]]]


def test_neighbours_of_a_number_are_its_other_ranges():
    tree = tree_of(
        {
            "key": "users",
            "kind": "number",
            "title": "How many users?",
            "options": [
                option("few", low="0", high="100", high_inclusive=True, goto="fine"),
                option("many", low="100", low_inclusive=False, goto="no"),
            ],
        },
        outcomes=[
            {"key": "fine", "verdict": "allowed", "title": "Fine"},
            {"key": "no", "verdict": "special-license", "title": "Ask"},
        ],
    )

    assert told(tree, {"users": ("7",)}) == [("users", [["101"]], "no", [], [])]
    assert told(tree, {"users": ("100",)}) == [("users", [["101"]], "no", [], [])]


def test_neighbours_are_walked_within_bounds():
    many = [option(f"o{number}", goto="no") for number in range(MAX_TRIED + 50)]
    tree = tree_of(
        {"key": "one", "title": "Which?", "options": [option("first", goto="fine"), *many]},
        outcomes=[
            {"key": "fine", "verdict": "allowed", "title": "Fine"},
            {"key": "no", "verdict": "prohibited", "title": "No"},
        ],
    )

    found = neighbours(tree, walk(tree, {"one": ("first",)}), most=6)

    assert [len(one.others) for one in found] == [MAX_TRIED]


def of_verdicts(here, *others):
    """Return a tree of one question that leads to outcomes of these verdicts, in this order."""
    verdicts = [here, *others]
    return tree_of(
        {"key": "q", "title": "Which?", "options": [option(one, goto=one) for one in verdicts]},
        outcomes=[{"key": one, "verdict": one, "title": one} for one in verdicts],
    )


FAR = "allowed", "conditional", "ask-counsel", "special-license", "prohibited"


@pytest.mark.parametrize(
    ("here", "asked", "expected"),
    [
        (0, (1, 2, 3, 4), (4, 3, 2, 1)),
        (1, (0, 2, 3, 4), (4, 3, 2, 0)),
        # To ask counsel is as far from conditions as from what is prohibited: as they are asked.
        (2, (3, 1, 4, 0), (0, 1, 4, 3)),
        (2, (3, 4, 1, 0), (0, 4, 1, 3)),
        (3, (2, 4, 1, 0), (0, 1, 2, 4)),
        (3, (4, 2, 1, 0), (0, 1, 4, 2)),
        (4, (3, 2, 1, 0), (0, 1, 2, 3)),
    ],
)
def test_neighbours_with_the_verdict_furthest_away_come_first(here, asked, expected):
    """The numbers are places in FAR."""
    found = told(of_verdicts(FAR[here], *(FAR[at] for at in asked)), {"q": (FAR[here],)})

    assert [outcome for _, _, outcome, _, _ in found] == [FAR[at] for at in expected]


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
