"""Conditions and answers that are chosen: what is posted becomes the same lines as are typed."""

import pytest
from django.http import QueryDict

from guidance.admin.fields.answer_choices import AnswerChoices
from guidance.admin.fields.condition_choices import Asked, ConditionChoices, rows_of
from guidance.admin.fields.conditions import ConditionLinesField

ASKED = (
    Asked("sharing", "Do you share?", options=(("sharing/yes", "Yes"), ("sharing/no", "No"))),
    Asked("users", "How many?", "users", is_ranged=True),
)


def posted(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


def chosen(**fields):
    shown = {"when": "", "when__was": "", "when__rows": "1"}
    data = posted(**{**shown, **{f"when__{name}": value for name, value in fields.items()}})
    return ConditionChoices(ASKED).value_from_datadict(data, {}, "when")


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"0__comparison": "is", "0__chosen": ["sharing/yes"]}, "sharing is yes"),
        (
            {"0__comparison": "is", "0__chosen": ["sharing/yes", "sharing/no"]},
            "sharing any of yes, no",
        ),
        ({"0__comparison": "none of", "0__chosen": ["users/few", "sharing/no"]},
         "sharing none of no"),
        ({"0__question": "users", "0__comparison": "more than", "0__value": " 700 "},
         "users more than 700"),
        ({"0__comparison": "is"}, "sharing is"),
    ],
)  # fmt: skip
def test_row_becomes_a_line(fields, lines):
    assert chosen(**{"0__question": "sharing", **fields}) == lines


def test_rows_are_joined_as_chosen_and_read_again():
    rows = {
        "0__question": "sharing", "0__comparison": "is", "0__chosen": ["sharing/yes"],
        "1__question": "users", "1__comparison": "at most", "1__value": "5",
    }  # fmt: skip
    both, either = chosen(**rows), chosen(**rows, joint="any")

    assert ConditionLinesField().clean(both)["all"] == [
        {"question": "sharing", "is": "yes"}, {"question": "users", "at_most": "5"},
    ]  # fmt: skip
    assert [joint for _rows, joint in map(rows_of, (both, either))] == ["all", "any"]
    assert [len(rows_of(one)[0]) for one in (both, either)] == [2, 2]
    assert "any" in ConditionLinesField().clean(either)


def test_what_was_typed_counts_where_it_was_changed():
    rows = {"when__0__question": "sharing", "when__0__comparison": "is", "when__rows": "1",
            "when__0__chosen": ["sharing/no"]}  # fmt: skip
    widget = ConditionChoices(ASKED)

    typed = widget.value_from_datadict(
        posted(when="users below 5", when__was="sharing is yes", **rows), {}, "when"
    )
    kept = widget.value_from_datadict(
        posted(when="sharing is yes\r\n", when__was="sharing is yes", **rows), {}, "when"
    )

    assert (typed, kept) == ("users below 5", "sharing is no")


def test_nested_condition_is_shown_as_lines():
    nested = "any of these:\n    all of these:\n        sharing is yes\n    users below 5"

    assert rows_of(nested)[0] is None
    assert "when-rows" not in str(ConditionChoices(ASKED).render("when", nested, {"id": "id"}))


def test_answers_are_chosen_and_what_nobody_asks_stays():
    data = posted(
        answers="gone: x",
        answers__was="gone: x",
        answers__sharing=["yes", ""],
        answers__users=" 5 ",
    )

    assert AnswerChoices(ASKED).value_from_datadict(data, {}, "answers").splitlines() == [
        "sharing: yes", "users: 5", "gone: x",
    ]  # fmt: skip
