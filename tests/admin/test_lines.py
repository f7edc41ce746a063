"""Data written on lines: read, written back, and refused with the line named."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings

from guidance.admin.lines import (
    AnswerLinesField,
    CitationLinesField,
    ConditionLinesField,
    KeyLinesField,
    LocalCitationLinesField,
)
from guidance.core.trees import Condition
from tests import documents


def plain(condition):
    noun = Condition.model_validate(condition)
    return noun.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def messages(caught):
    return [message.replace("\xa0", " ") for message in caught.value.messages]


def test_citations_are_read_one_a_line():
    field = CitationLinesField()

    items = field.clean('llama-2 1.b.iii "retain in all copies"\n\nllama-2 aup.1.a\n')

    assert items == [
        {"license": "llama-2", "section": "1.b.iii", "quote": {"exact": "retain in all copies"}},
        {"license": "llama-2", "section": "aup.1.a"},
    ]


def test_citations_with_context_and_quotes_come_back_as_written():
    field = LocalCitationLinesField()
    text = '1.a "rights" after "other" before "owned"\n1.b.iii “within a "Notice" text file”'

    items = field.clean(text)

    assert items[0]["quote"] == {"exact": "rights", "prefix": "other", "suffix": "owned"}
    assert field.prepare_value(items) == text


def test_citations_name_every_line_that_is_wrong():
    with pytest.raises(ValidationError) as caught:
        CitationLinesField().clean('1.b.iii\nllama-2 1.a "ok"\nllama-2 1.a ok')

    assert [message.split(":")[0] for message in messages(caught)] == [
        "Line 1, “1.b.iii”",
        "Line 3, “llama-2 1.a ok”",
    ]


def test_keys_are_refused_where_they_are_no_keys():
    assert KeyLinesField().clean("llama-2/keep-notice\n") == ["llama-2/keep-notice"]
    with pytest.raises(ValidationError, match="Line 1, “Keep Notice”"):
        KeyLinesField().clean("Keep Notice")


def test_answers_are_read_and_written():
    field = AnswerLinesField()

    answers = field.clean("users: 100\nfields: health, law")

    assert answers == {"users": ["100"], "fields": ["health", "law"]}
    assert field.prepare_value(answers) == "users: 100\nfields: health, law"


@pytest.mark.parametrize("text", ["users", "users:", "users: 1\nusers: 2", "A b: c"])
def test_answers_that_cannot_be_read_name_the_line(text):
    with pytest.raises(ValidationError, match="Line "):
        AnswerLinesField().clean(text)


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
        ("a is b\nusers at least many", "Line 2: Value error, is not a number; write digits only"),
    ],
)
def test_condition_names_the_line_that_is_wrong(text, message):
    with pytest.raises(ValidationError) as caught:
        ConditionLinesField().clean(text)

    assert messages(caught)[0].startswith(message)


@settings(max_examples=150)
@given(documents.conditions)
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
