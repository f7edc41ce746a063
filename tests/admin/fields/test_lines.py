"""Data written on lines: read, written back, and refused with the line named."""

import pytest
from django.core.exceptions import ValidationError

from guidance.admin.fields.lines import (
    AnswerLinesField,
    CitationLinesField,
    KeyLinesField,
    LocalCitationLinesField,
)


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


@pytest.mark.parametrize(
    ("field", "line"),
    [
        (CitationLinesField, 'llama-2 1.a "rights'),
        (CitationLinesField, "llama-2 1.a rights”"),
        (LocalCitationLinesField, "1.a “rights"),
    ],
)
def test_citation_says_that_a_quotation_mark_is_missing(field, line):
    with pytest.raises(ValidationError) as caught:
        field().clean(line)

    assert "a quotation mark is missing" in messages(caught)[0]


def test_keys_are_refused_where_they_are_no_keys():
    assert KeyLinesField().clean("llama-2/keep-notice\n") == ["llama-2/keep-notice"]
    with pytest.raises(ValidationError, match="Line 1, “Keep Notice”"):
        KeyLinesField().clean("Keep Notice")


def test_answers_are_read_and_written():
    field = AnswerLinesField()

    answers = field.clean("users: 100\nfields: health, law")

    assert answers == {"users": ["100"], "fields": ["health", "law"]}
    assert field.prepare_value(answers) == "users: 100\nfields: health, law"


@pytest.mark.parametrize(
    "text", ["users", "users:", "users: 1\nusers: 2", "A b: c", "users: 700,000"]
)
def test_answers_that_cannot_be_read_name_the_line(text):
    with pytest.raises(ValidationError, match="Line "):
        AnswerLinesField().clean(text)
