"""What one other answer would change: which neighbours are told, and in which order."""

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
