"""Reading raw answers: what fits, and why the rest does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.core.walking.answers import Reason, Unfit, in_words, write
from guidance.core.walking.walks import walk
from tests.core.trees import (
    option,
    outcome,
    question,
    tree,
)
from tests.examples import examples


def one(*options, **fields):
    """Return a tree of one question with two outcomes."""
    return tree(question("q", *options, **fields), outcome("yes"), outcome("no"))


def end(sample, **answers):
    """Return the key of the outcome, or the question that is asked next."""
    walked = walk(sample, {key: tuple(value.split("+")) for key, value in answers.items()})
    node = walked.outcome or walked.question
    return node.key if node else None


def reason(sample, *values):
    walked = walk(sample, {"q": values})
    assert walked.question.key == "q"
    assert [(unfit.question, unfit.values) for unfit in walked.unfit] == [("q", values)]
    return walked.unfit[0].reason


def test_unfit_choice_is_reported_and_stops_the_walk():
    sample = one(option("a", "yes"), option("b", "no"))

    assert reason(sample, "c") == Reason.UNKNOWN_OPTION
    assert reason(sample, "a", "b") == Reason.SEVERAL


def test_unfit_choices_are_reported():
    sample = one(
        option("a"),
        option("b"),
        option("none", is_exclusive=True),
        option("unsure", is_unsure=True),
        kind="choices",
        goto="yes",
    )

    assert reason(sample, "a", "c") == Reason.UNKNOWN_OPTION
    assert reason(sample, "a", "none") == Reason.NOT_ALONE
    assert reason(sample, "unsure", "b") == Reason.NOT_ALONE
    assert [end(sample, q=values) for values in ("none", "a+b")] == ["yes", "yes"]


def test_unfit_numbers_are_reported():
    whole = one(
        option("low", "yes", high="5"),
        option("high", "no", low="6"),
        kind="number",
        minimum="0",
        maximum="9",
    )

    assert [reason(whole, text) for text in ("many", "low", "1e3")] == [Reason.NOT_A_NUMBER] * 3
    assert reason(whole, "1", "2") == Reason.SEVERAL
    assert (reason(whole, "2.5"), end(whole, q="2.0")) == (Reason.NOT_WHOLE, "yes")
    assert (reason(whole, "-1"), end(whole, q="0")) == (Reason.TOO_LOW, "yes")
    assert (reason(whole, "10"), end(whole, q="9")) == (Reason.TOO_HIGH, "no")
    assert reason(whole, "1" + 20 * "0") == Reason.TOO_LARGE
    assert (reason(whole, "5"), end(whole, q="4"), end(whole, q="6")) == (
        Reason.NO_RANGE, "yes", "no",
    )  # fmt: skip


def test_unclear_number_is_unfit_with_both_readings():
    sample = one(
        option("low", "yes", high="700000000"), option("high", "no", low="700000000"),
        kind="number",
    )  # fmt: skip

    walked = [walk(sample, {"q": (text,)}).unfit for text in ("1.500 mio", "700.000", "12.125")]

    assert walked == [
        (Unfit("q", ("1.500 mio",), Reason.UNCLEAR, ("1500000000", "1500000")),),
        (Unfit("q", ("700.000",), Reason.UNCLEAR, ("700000", "700")),),
        (Unfit("q", ("12.125",), Reason.UNCLEAR, ("12125", "12.1250")),),
    ]


FORMS = ("{}", "{:,}", "{:_}", "+{}", "0{}", "{}.0", "{:,} people", "{:,} million")


@pytest.mark.parametrize("form", FORMS)
def test_both_sides_of_a_threshold_are_told_apart_in_every_form(form):
    bound = 699_999_999 if "million" not in form else 699_999_999_000_000
    sample = one(
        option("low", "yes", high=str(bound)), option("high", "no", low=str(bound)), kind="number"
    )
    step = bound // 699_999_999
    values = [form.format(value // step) for value in (bound - step, bound, bound + step)]

    assert [end(sample, q=value) for value in values] == ["yes", "no", "no"]


@given(st.decimals(min_value=-(10**20) + 1, max_value=10**20 - 1, places=3))
@settings(max_examples=examples(200))
def test_one_written_form_of_a_number_is_read_as_that_number(value):
    sample = one(option("any", "yes"), kind="number", decimals=True)

    step = walk(sample, {"q": (write(value),)}).steps[0]

    assert (step.value, step.values) == (value, (write(value),))


def test_unfit_dates_are_reported():
    sample = one(option("any", "yes"), kind="date", minimum="2023-07-18")

    assert reason(sample, "18 July") == Reason.NOT_A_DATE
    assert reason(sample, "2023-02-30") == Reason.NOT_A_DATE
    assert (reason(sample, "2023-07-17"), end(sample, q="2023-07-18")) == (Reason.TOO_LOW, "yes")


def test_decimals_are_read_where_the_question_has_them():
    sample = one(
        option("low", "no", high="2.5"), option("high", "yes", low="2.5"), kind="number",
        decimals=True,
    )  # fmt: skip

    assert [end(sample, q=text) for text in ("2.4999999999", "2.5", "2.50")] == ["no", "yes", "yes"]


def test_empty_answer_is_no_answer():
    sample = one(option("a", "yes"), option("b", "no"))

    assert [walk(sample, {"q": values}).unfit for values in ((), ("",), (" ", ""))] == [()] * 3
    assert walk(sample, {"q": ("", " a ", "a")}).outcome.key == "yes"


def test_an_answer_is_said_by_the_labels_of_its_options():
    asked = one(option("a"), option("b"), option("a"), kind="choices").questions[0]
    users = one(option("few", high="5"), kind="number").questions[0]

    assert in_words(asked, ("b", "a")) == "Option b; Option a"
    assert in_words(asked, ("a", "gone")) == "Option a; gone"
    assert in_words(users, ("1000",)) == "1000"
    assert in_words(users, ()) == ""
