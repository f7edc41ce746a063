"""Conditions written on lines: read, written back, and refused with the line named."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings

from guidance.admin.fields.conditions import ConditionLinesField
from guidance.core.documents.trees import Condition
from tests import strategies
from tests.admin.fields.test_lines import messages
from tests.examples import examples


def plain(condition):
    noun = Condition.model_validate(condition)
    return noun.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def test_condition_nests_by_indentation():
    data = ConditionLinesField().clean(
        "sharing is weights\nany of these:\n    fields any of health, law\n    users at least 5"
    )

    assert data == {
        "all": [
            {"question": "sharing", "is": "weights"},
            {
                "any": [
                    {"question": "fields", "any_of": ["health", "law"]},
                    {"question": "users", "at_least": "5"},
                ]
            },
        ]
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sharing equals weights", "Line 1: write a test such as: sharing is weights."),
        ("any of these:", "Line 1: indent the lines that belong to it."),
        ("a is b\n    c is d", "Line 2: the indentation fits no line above."),
        ("a is b\nusers at least many", "Line 2: “many” is not a number; write digits only"),
        ("since before 2023-13-01", "Line 1: “2023-13-01” is not a day of the calendar"),
        ("sharing is Weights", "Line 1: “Weights”: Use lower-case letters, digits, dots and"),
        ("fields any of law, No", "Line 1: “No”: Use lower-case letters, digits, dots and hyphens"),
        ("fields any of ,", "Line 1: Write at least one."),
    ],
)
def test_condition_names_the_line_that_is_wrong(text, message):
    with pytest.raises(ValidationError) as caught:
        ConditionLinesField().clean(text)

    assert messages(caught)[0].startswith(message)


@settings(max_examples=examples(150))
@given(strategies.conditions)
def test_condition_means_the_same_when_written_and_read(condition):
    field = ConditionLinesField()
    data = plain(condition)

    again = field.clean(field.prepare_value(data))

    assert simplified(again) == simplified(data)


def simplified(data):
    """Drop an outermost group of one, which lines cannot tell from its only part."""
    while set(data) in ({"all"},) and len(data["all"]) == 1:
        data = data["all"][0]
    return data
