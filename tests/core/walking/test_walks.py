"""Walking a tree: the way, the terms, what is kept and dropped, faults of the tree."""

import pytest

from guidance.core.walking.answers import Reason, Unfit
from guidance.core.walking.graphs import _GRAPHS, graph_of
from guidance.core.walking.walks import Problem, ProblemKind, Remaining, canonical_answers, walk
from tests.core.samples import SHARING, end, one
from tests.core.trees import (
    option,
    outcome,
    question,
    route,
    tree,
)


def test_walk_without_answers_asks_the_first_question():
    walked = walk(SHARING, {})

    assert walked.question.key == "sharing"
    assert (walked.steps, walked.outcome, walked.is_finished) == ((), None, False)
    assert (walked.terms, walked.unfit, walked.pending, walked.problem) == ((), (), {}, None)


def test_walk_collects_terms_of_options_and_outcome_in_order():
    walked = walk(SHARING, {"users": ("5",), "sharing": ("product", "weights")})

    assert walked.terms == ("llama-2/pass-on", "llama-2/show", "llama-2/keep")
    assert walked.outcome.key == "fine"
    assert walked.is_finished is True
    assert [step.values for step in walked.steps] == [("weights", "product"), ("5",)]
    assert walked.possibilities[0].assumed == ((),)
    assert walked.possibilities[0].extra_terms == ()


def test_walk_keeps_the_terms_of_earlier_questions_first():
    sample = tree(
        question("first", option("a", None, "llama-2/stop"), goto="second"),
        question("second", option("a", None, "llama-2/keep"), goto="fine"),
        outcome("fine", "llama-2/show"),
    )

    walked = walk(sample, {"first": ("a",), "second": ("a",)})

    assert walked.terms == ("llama-2/stop", "llama-2/keep", "llama-2/show")


def test_walk_collects_a_term_once():
    sample = tree(
        question("q", option("a", None, "llama-2/keep"), goto="yes"), outcome("yes", "llama-2/keep")
    )

    assert walk(sample, {"q": ("a",)}).terms == ("llama-2/keep",)


@pytest.mark.parametrize(
    ("users", "expected"), [("699999999", "fine"), ("700000000", "fine"), ("700000001", "ask")]
)
def test_walk_takes_the_range_that_holds_the_number(users, expected):
    assert end(SHARING, sharing="weights", users=users) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2023-07-17", "no"), ("2023-07-18", "yes"), ("2023-07-19", "yes")]
)
def test_walk_takes_the_range_that_holds_the_date(day, expected):
    sample = one(
        option("before", "no", high="2023-07-18"),
        option("after", "yes", low="2023-07-18"),
        kind="date",
    )

    assert end(sample, q=day) == expected


def test_walk_prefers_routes_in_order_to_targets():
    sample = tree(
        question(
            "q",
            option("a", "option", "llama-2/keep"),
            option("b", "option"),
            option("c"),
            goto="own",
            routes=[
                route({"question": "q", "is": "a"}, "first", "llama-2/show"),
                route({"question": "q", "any_of": ["a"]}, "second", "llama-2/stop"),
            ],
        ),
        *map(outcome, ("first", "second", "option", "own")),
    )

    assert [end(sample, q=key) for key in "abc"] == ["first", "option", "own"]
    assert walk(sample, {"q": ("a",)}).terms == ("llama-2/keep", "llama-2/show")
    assert walk(sample, {"q": ("a",)}).steps[0].route == sample.questions[0].routes[0]


def test_walk_of_choices_goes_to_the_first_target_in_option_order():
    sample = one(option("a"), option("b", "no"), option("c", "yes"), kind="choices", goto="yes")

    assert end(sample, q="c+b") == "no"
    assert end(sample, q="c+a") == "yes"
    assert end(sample, q="a") == "yes"


@pytest.mark.parametrize(
    ("when", "held", "not_held"),
    [
        ({"question": "many", "is": "a"}, "a", "a+b"),
        ({"question": "many", "any_of": ["a", "c"]}, "a+b", "b"),
        ({"question": "many", "none_of": ["a", "c"]}, "b", "a+b"),
        ({"all": [{"question": "many", "any_of": ["a"]}, {"question": "many", "any_of": ["b"]}]},
         "a+b", "a"),
        ({"any": [{"question": "many", "is": "a"}, {"question": "many", "is": "b"}]}, "b", "a+b"),
    ],
)  # fmt: skip
def test_condition_on_choices(when, held, not_held):
    sample = tree(
        question(
            "many",
            *map(option, "abc"),
            kind="choices",
            goto="no",
            routes=[route(when, "yes")],
        ),
        outcome("yes"),
        outcome("no"),
    )

    assert (end(sample, many=held), end(sample, many=not_held)) == ("yes", "no")


@pytest.mark.parametrize(
    ("kind", "when", "held", "not_held"),
    [
        ("number", {"at_least": "5"}, "5", "4"),
        ("number", {"below": "5"}, "4", "5"),
        ("number", {"more_than": "5"}, "6", "5"),
        ("number", {"at_most": "5"}, "5", "6"),
        ("number", {"is": "low"}, "2", "3"),
        ("number", {"none_of": ["low"]}, "3", "2"),
        ("date", {"on_or_after": "2023-07-05"}, "2023-07-05", "2023-07-04"),
        ("date", {"before": "2023-07-05"}, "2023-07-04", "2023-07-05"),
        ("date", {"any_of": ["low"]}, "2023-07-02", "2023-07-03"),
    ],
)
def test_condition_on_a_value(kind, when, held, not_held):
    cut = "3" if kind == "number" else "2023-07-03"
    sample = one(
        option("low", high=cut),
        option("high", low=cut),
        kind=kind,
        goto="no",
        routes=[route({"question": "q", **when}, "yes")],
    )

    assert (end(sample, q=held), end(sample, q=not_held)) == ("yes", "no")


@pytest.mark.parametrize(
    "when", [{"is": "a"}, {"any_of": ["a"]}, {"none_of": ["b"]}, {"none_of": ["zzz"]}]
)
def test_condition_is_false_where_its_question_was_not_asked(when):
    sample = tree(
        question("first", option("long", "q"), option("short", "last")),
        question("q", option("a"), option("b"), goto="last"),
        question("last", option("x"), goto="no", routes=[route({"question": "q", **when}, "yes")]),
        outcome("yes"),
        outcome("no"),
    )

    assert end(sample, first="long", q="a", last="x") == "yes"
    assert end(sample, first="short", q="a", last="x") == "no"


CHAIN = tree(
    question("first", option("on", "second"), option("off", "fine")),
    question("second", option("a"), option("b"), goto="third"),
    question("third", option("a"), option("b"), goto="fine"),
    outcome("fine"),
)


def test_answers_further_down_are_pending_until_the_way_is_walked():
    walked = walk(CHAIN, {"first": ("on",), "third": ("a",)})

    assert walked.question.key == "second"
    assert (walked.pending, walked.unfit) == ({"third": ("a",)}, ())


def test_answers_further_down_are_pending_behind_an_unfit_one():
    walked = walk(CHAIN, {"first": ("on",), "second": ("z",), "third": ("a",)})

    assert walked.pending == {"third": ("a",)}
    assert walked.unfit == (Unfit("second", ("z",), Reason.UNKNOWN_OPTION),)


def test_answers_off_the_way_are_unfit_at_its_end():
    walked = walk(CHAIN, {"first": ("off",), "third": ("a",), "gone": ("x",)})

    assert walked.outcome.key == "fine"
    assert walked.unfit == (
        Unfit("third", ("a",), Reason.NOT_ASKED),
        Unfit("gone", ("x",), Reason.UNKNOWN_QUESTION),
    )
    assert walked.pending == {}


def test_answers_that_cannot_be_asked_for_any_more_are_unfit_before_the_end():
    sample = tree(
        question("first", option("left", "left"), option("right", "right")),
        question("left", option("a"), goto="fine"),
        question("right", option("a"), goto="fine"),
        outcome("fine"),
    )

    walked = walk(sample, {"first": ("left",), "right": ("a",)})

    assert walked.unfit == (Unfit("right", ("a",), Reason.NOT_ASKED),)


def test_pending_answer_that_never_fits_is_unfit_at_once():
    walked = walk(CHAIN, {"third": ("z",)})

    assert walked.unfit == (Unfit("third", ("z",), Reason.UNKNOWN_OPTION),)


def test_canonical_answers_are_in_tree_order_and_written_form():
    sample = tree(
        question("last", option("a"), goto="fine"),
        question("n", option("any", "last"), kind="number", decimals=True),
        outcome("fine"),
        start="n",
    )

    walked = walk(sample, {"n": ("007.50",), "last": ("a", "a"), "gone": ("x",)})

    assert list(canonical_answers(sample, walked).items()) == [("last", ("a",)), ("n", ("7.5",))]


def test_dead_end_is_a_problem():
    sample = one(option("a"), option("b", "yes"))

    assert walk(sample, {"q": ("a",)}).problem == Problem(ProblemKind.DEAD_END, "q")
    assert walk(sample, {"q": ("b",)}).problem is None


def test_missing_target_is_a_problem():
    walked = walk(one(option("a", "nowhere")), {"q": ("a",)})

    assert walked.problem == Problem(ProblemKind.MISSING_TARGET, "q", "nowhere")
    assert (walked.is_finished, walked.question, walked.outcome) == (False, None, None)


def test_missing_start_is_a_problem():
    sample = tree(outcome("yes"), start="nowhere")

    assert walk(sample, {}).problem == Problem(ProblemKind.MISSING_TARGET, "", "nowhere")


def test_cycle_is_a_problem_that_names_it():
    sample = tree(
        question("a", option("x", "b")),
        question("b", option("x", "c")),
        question("c", option("x", "b"), option("y", "fine")),
        outcome("fine"),
    )
    answers = {"a": ("x",), "b": ("x",), "c": ("x",)}

    walked = walk(sample, answers)

    assert walked.problem == Problem(ProblemKind.CYCLE, "c", "b", ("b", "c", "b"))
    assert walk(sample, {**answers, "c": ("y",)}).outcome.key == "fine"
    assert walk(sample, {}).remaining == Remaining(3, None)


def test_remaining_counts_the_longest_and_the_shortest_way():
    assert walk(CHAIN, {}).remaining == Remaining(1, 3)
    assert walk(CHAIN, {"first": ("on",)}).remaining == Remaining(2, 2)
    assert walk(CHAIN, {"first": ("off",)}).remaining == Remaining(0, 0)


def test_graph_is_made_once_and_dropped_with_its_tree():
    sample = one(option("a", "yes"))
    key = id(sample)

    is_same = graph_of(sample) is graph_of(sample)
    del sample

    assert is_same
    assert key not in _GRAPHS
