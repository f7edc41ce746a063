"""The nouns of a tree: which conditions and bounds there can be, and what a condition looks at."""

import pytest
from pydantic import ValidationError

from guidance.core.documents.kinds import QuestionKind
from guidance.core.documents.trees import MAX_CONDITION_DEPTH, Case, Condition, Question, Tree
from tests.core.trees import option, outcome, question, tree

IS_A = {"question": "q", "is": "a"}


def condition(**fields):
    return Condition.model_validate(fields)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"question": "q"},
        {"is": "a"},
        {"question": "q", "is": "a", "any_of": ["a"]},
        {"question": "q", "at_least": "3", "below": "5"},
        {"question": "q", "all": [IS_A]},
        {"question": "q", "is": "a", "all": [IS_A]},
        {"is": "a", "any": [IS_A]},
        {"all": [IS_A], "any": [IS_A]},
    ],
    ids=str,
)
def test_condition_has_one_form_and_no_other(fields):
    with pytest.raises(ValidationError, match="needs a question with exactly one of is, any_of"):
        condition(**fields)


@pytest.mark.parametrize("name", ["any_of", "none_of"])
def test_condition_names_one_option_at_least(name):
    assert condition(question="q", **{name: ["a"]}).operator == name
    with pytest.raises(ValidationError, match="at least 1 item"):
        condition(question="q", **{name: []})


@pytest.mark.parametrize("name", ["all", "any"])
def test_group_has_one_condition_at_least(name):
    assert condition(**{name: [IS_A]}).operator == name
    with pytest.raises(ValidationError, match="at least 1 item"):
        condition(**{name: []})


def nested(depth):
    fields = IS_A
    for _ in range(depth - 1):
        fields = {"all": [IS_A, fields]}
    return fields


def test_condition_is_nested_so_deep_at_most():
    assert condition(**IS_A).depth == 1
    assert condition(**nested(MAX_CONDITION_DEPTH)).depth == 8
    with pytest.raises(ValidationError, match="is nested deeper than 8 levels"):
        condition(**nested(MAX_CONDITION_DEPTH + 1))


@pytest.mark.parametrize(
    ("fields", "cuts"),
    [
        ({"at_least": "3"}, [("3", False)]),
        ({"below": "3"}, [("3", False)]),
        ({"more_than": "3"}, [("3", True)]),
        ({"at_most": "3"}, [("3", True)]),
        ({"is": "a"}, []),
    ],
)
def test_answers_change_at_a_bound_or_above_it(fields, cuts):
    test = condition(question="q", **fields)

    assert list(test.cuts(QuestionKind.NUMBER)) == cuts
    assert list(test.cuts(QuestionKind.DATE)) == list(test.cuts(QuestionKind.CHOICE)) == []


@pytest.mark.parametrize("name", ["before", "on_or_after"])
def test_answers_change_at_a_day(name):
    test = condition(question="q", **{name: "2023-07-18"})

    assert list(test.cuts(QuestionKind.DATE)) == [("2023-07-18", False)]


@pytest.mark.parametrize(
    "fields", [{"at_least": "2023-07-18"}, {"before": "700"}, {"on_or_after": "700"}]
)
def test_bound_of_another_kind_is_refused(fields):
    with pytest.raises(ValidationError, match=r"is not a (number|date)"):
        condition(question="q", **fields)


def test_tests_of_a_condition_stand_in_the_order_written():
    whole = condition(all=[IS_A, {"any": [{"question": "r", "is": "b"}, IS_A]}])

    assert [test.question for test in whole.tests()] == ["q", "r", "q"]


@pytest.mark.parametrize(
    ("kind", "fields", "is_fit"),
    [
        ("choice", {}, True),
        ("choice", {"minimum": "3"}, False),
        ("choices", {"maximum": "3"}, False),
        ("number", {"minimum": "3", "maximum": "5"}, True),
        ("number", {"maximum": "2023-07-18"}, False),
        ("date", {"minimum": "2023-07-18"}, True),
        ("date", {"minimum": "3"}, False),
    ],
)
def test_bounds_fit_the_kind_of_their_question(kind, fields, is_fit):
    data = question("q", option("a"), kind=kind, **fields)

    if is_fit:
        assert Question.model_validate(data).key == "q"
    else:
        with pytest.raises(ValidationError, match=r"only number and date questions|is not a"):
            Question.model_validate(data)


@pytest.mark.parametrize("side", ["low", "high"])
def test_range_of_an_option_is_a_bound_too(side):
    with pytest.raises(ValidationError, match="only number and date questions have bounds"):
        Question.model_validate(question("q", option("a", **{side: "3"})))


def test_range_has_its_lower_bound_and_not_its_upper_one_unless_told():
    [ranged] = Question.model_validate(question("q", option("a"))).options

    assert (ranged.low_inclusive, ranged.high_inclusive) == (True, False)
    assert (ranged.is_exclusive, ranged.is_unsure) == (False, False)


def test_case_expects_one_outcome_at_least():
    fields = {"key": "c", "title": "C", "answers": {}}

    assert Case.model_validate({**fields, "outcomes": ["a"]}).exact is False
    with pytest.raises(ValidationError, match="at least 1 item"):
        Case.model_validate({**fields, "outcomes": []})


@pytest.mark.parametrize(("minutes", "is_fit"), [(0, False), (1, True), (60, True), (61, False)])
def test_tree_takes_from_a_minute_to_an_hour(minutes, is_fit):
    data = tree(question("q"), outcome("o")).model_dump() | {"minutes": minutes}

    if is_fit:
        assert Tree.model_validate(data).minutes == minutes
    else:
        with pytest.raises(ValidationError, match="equal to"):
            Tree.model_validate(data)


def test_nodes_are_found_by_their_keys_the_first_of_each():
    sample = tree(
        question("q", title="First?"), question("q", title="Again?"),
        outcome("o", title="First"), outcome("o", title="Again"),
    )  # fmt: skip

    assert (sample.question("q").title, sample.outcome("o").title) == ("First?", "First")
    assert (sample.question("o"), sample.outcome("q")) == (None, None)
