"""What is wrong, in words for people: one sentence at a field, what and what to do in a file."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from guidance.core.documents.errors import words_at_field, words_in_file
from guidance.core.documents.fields import FilledLine, Key, Line, Slug, TermRef
from guidance.core.documents.licenses import Text


def detail_of(kind: Any, value: object) -> Any:
    """Return what pydantic finds in a value."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    return refused.value.errors()[0]


def as_it_is(words: str) -> str:
    return words


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Text, {}, "Fill this in."),
        (Key, "x" * 81, "Shorten it to at most 80 characters."),
        (Line, "x" * 301, "It is longer than 300 characters."),
        (Key, "A b", "Use lower-case letters, digits, dots and hyphens only."),
        (Slug, "A b", "Use lower-case letters, digits and hyphens only."),
        (TermRef, "a", "Write license/term, such as llama-2/keep-notice."),
        (
            Text,
            {"digest": "0"},
            "Write the SHA-256 of the text, 64 digits and letters from a to f.",
        ),
        (int, "few", "It must be a whole number."),
        (bool, "few", "It must be true or false."),
        (FilledLine, " ", "Value error, must not be empty"),  # admin finds its own words for it
        (bytes, 1, "Input should be a valid bytes"),  # a type that nobody gave words
    ],
)
def test_field_says_what_is_wrong_or_what_to_do_in_one_sentence(
    kind: Any, value: object, words: str
) -> None:
    assert words_at_field(detail_of(kind, value), as_it_is) == words


def test_field_says_it_in_the_language_of_the_reader_with_its_numbers() -> None:
    german = {"Shorten it to at most {max_length} characters.": "Höchstens {max_length} Zeichen."}

    words = words_at_field(detail_of(Key, "x" * 81), german.__getitem__)

    assert words == "Höchstens 80 Zeichen."


@pytest.mark.parametrize(
    ("kind", "value", "message", "advice"),
    [
        (Text, {}, "This field is missing.", "Add it."),
        (
            Key,
            "A b",
            "“A b” is not written as it must be.",
            "Use lower-case letters and digits, with single dots or hyphens between them.",
        ),
        (
            Slug,
            "A b" * 26,
            f"“{('A b' * 20)}” is not written as it must be.",
            "Use lower-case letters and digits, with single hyphens between them.",
        ),
        (FilledLine, " ", "Must not be empty.", "Correct this value."),
        (bytes, 1, "Input should be a valid bytes.", "Correct this value."),
    ],
)
def test_file_says_what_is_wrong_and_what_to_do(
    kind: Any, value: object, message: str, advice: str
) -> None:
    assert words_in_file(detail_of(kind, value)) == (message, advice)


def test_sentence_that_ends_has_one_full_stop() -> None:
    detail = {"type": "value_error", "msg": "Value error, it is too much. Write less.", "input": ""}

    assert words_in_file(detail) == ("It is too much. Write less.", "Correct this value.")
