"""What is said of cases: an answer that does not fit first, and how it comes out only then."""

from itertools import pairwise

import pytest

from guidance.core.checks import check_tree
from guidance.core.checks.cases import check_cases
from guidance.core.documents.trees import Case
from guidance.core.walking.walks import MAX_BRANCHES
from tests.core.checks.samples import LICENSES, TREE, changed, removing, setting
from tests.core.trees import option, outcome, question, tree


def found(*changes):
    """Return code and message of what is found about cases."""
    findings = check_tree(changed(TREE, *changes), LICENSES)
    return [(made.code, made.message) for made in findings if made.code.startswith("case-")]


def test_case_with_answers_that_do_not_fit_is_not_said_to_fail_too():
    change = setting("cases", "few", answers={"users": ["many"]}, outcomes=["special"])

    assert found(change) == [
        ("case-unfit", "The case “Case few” answers “many” to users, but it is not a number.")
    ]


def test_case_that_answers_too_little_is_not_said_to_fail_too():
    change = setting("cases", "few", answers={"users": ["499"]}, outcomes=["special"])

    assert found(change) == [
        ("case-unfit", "The case “Case few” does not answer “Question copies?”.")
    ]


def test_case_says_what_it_expects_and_gets():
    change = setting(
        "cases", "few", outcomes=["special", "careful"], includes=["llama-2/show"],
        excludes=["llama-2/stop", "llama-2/keep"],
    )  # fmt: skip

    assert found(change) == [
        (
            "case-failed",
            "The case “Case few” expects “Outcome special” or “Outcome careful” and gets "
            "“Outcome fine”.",
        ),
        (
            "case-failed",
            "The case “Case few” expects the terms llama-2/show, which the result does not have.",
        ),
        (
            "case-failed",
            "The case “Case few” expects a result without llama-2/keep, which it has.",
        ),
    ]


def test_outcome_that_a_case_expects_and_that_is_gone_is_named_by_its_key():
    assert ("case-failed", "The case “Case few” expects gone and gets “Outcome fine”.") in found(
        setting("cases", "few", outcomes=["gone"])
    )


def test_outcomes_of_a_case_are_a_set():
    change = setting("cases", "many", answers={"users": ["unsure"], "copies": ["none"]})

    assert found(change)[0][1].endswith("gets “Outcome careful” or “Outcome special”.")
    assert (
        found(change, setting("cases", "many", outcomes=["special", "careful"], includes=[])) == []
    )


def test_case_that_is_unsure_too_often_comes_to_no_outcome(monkeypatch):
    keys = [f"q{number}" for number in range(MAX_BRANCHES.bit_length())]
    options = option("a"), option("b"), option("unsure", is_unsure=True)
    pairs = pairwise([*keys, "end"])
    sample = tree(*(question(key, *options, goto=to) for key, to in pairs), outcome("end"))
    unsure = dict.fromkeys(keys, ("unsure",))

    def said(**answers):
        case = Case(key="x", title="Unsure", answers=unsure | answers, outcomes=("end",))
        return [one.message for one in check_cases(sample.model_copy(update={"cases": (case,)}))]

    assert said() == []
    monkeypatch.setattr("guidance.core.walking.walks.open_up", lambda tree, answers: None)
    assert said() == ["The case “Unsure” does not come to an outcome (too many ways)."]
    assert said(q0=("a",)) == []


def test_case_that_names_all_terms_says_which_others_there_are():
    exact = setting("cases", "few", exact=True)
    weights = setting("cases", "few", answers={"users": ["499"], "copies": ["weights", "code"]})

    assert found(exact) == []
    assert found(exact, setting("cases", "few", includes=[])) == [
        (
            "case-failed",
            "The case “Case few” expects no other terms than those it names, and the result has "
            "llama-2/keep.",
        )
    ]
    assert found(weights) == []
    assert [one[1].partition(", and ")[2] for one in found(weights, exact)] == [
        "the result has llama-2/show."
    ]


def test_exact_case_of_unsure_answers_names_what_any_way_may_add():
    unsure = setting(
        "cases", "few", answers={"users": ["unsure"], "copies": ["none"]}, includes=[], exact=True,
        outcomes=["careful", "special"],
    )  # fmt: skip

    assert [one[1].partition(", and ")[2] for one in found(unsure)] == [
        "the result has llama-2/show, llama-2/stop."
    ]


def thresholds(*changes):
    findings = check_tree(changed(TREE, *changes), LICENSES)
    return [(made.message, made.values) for made in findings if made.code == "threshold-uncased"]


def test_bound_says_on_which_side_of_it_a_value_is_wanted():
    """Up to 700 are few, so the other side is above; from 500 on, it is below."""
    assert thresholds(removing("cases", "many")) == [
        (
            "“Question users?”: the bound 700 is not pinned; cases need 700 itself and a value "
            "just above it.",
            ("701",),
        )
    ]
    assert thresholds(removing("cases", "some")) == [
        (
            "“Question users?”: the bound 500 is not pinned; cases need 500 itself and a value "
            "just below it.",
            ("500",),
        )
    ]


@pytest.mark.parametrize(
    ("users", "wanted"),
    [("499", []), ("0", []), ("501", [("499",)]), ("700", [("499",)])],
)
def test_any_value_between_two_bounds_pins_the_next_one(users, wanted):
    few = setting("cases", "few", answers={"users": [users], "copies": ["none"]})
    others = [removing("cases", key) for key in ("early", "late")]
    dates = setting("questions", "copies", routes=[
        {"when": {"question": "users", "at_least": "500"}, "goto": "careful"},
    ])  # fmt: skip

    assert [
        values for _, values in thresholds(few, dates, *others) if "-" not in values[0]
    ] == wanted


def test_least_and_greatest_answer_need_no_case():
    limits = setting("questions", "users", minimum="499", maximum="701")

    assert thresholds(limits, setting("cases", "early", answers={"users": ["499"],
                      "copies": ["weights"], "since": ["2023-07-17"]})) == []  # fmt: skip
