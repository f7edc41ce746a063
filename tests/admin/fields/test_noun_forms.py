"""What is wrong with a field is said by what the field holds, in a form as in a file."""

import pytest

from guidance.admin.fields.noun_forms import problems_of
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.formats import InvalidDocument, parse
from guidance.core.documents.trees import Option, Question, Tree
from tests.documents import faq_data

KEY = "Use lower-case letters, digits, dots and hyphens only."
SLUG = "Use lower-case letters, digits and hyphens only."
TERM = "Write license/term, such as llama-2/keep-notice."


@pytest.mark.parametrize(
    ("noun", "name", "value", "message"),
    [
        (Option, "key", "A b", KEY),
        (Option, "goto", "A b", KEY),
        (FaqEntry, "slug", "a.b", SLUG),
        (FaqEntry, "related", ["a.b"], f"“a.b”: {SLUG}"),
        (Option, "adds", ["notice"], f"“notice”: {TERM}"),
        (Option, "key", "x" * 81, "Shorten it to at most 80 characters."),
        (Option, "label", "x" * 301, "It is longer than 300 characters."),
        (Question, "unit", "x" * 41, "It is longer than 40 characters."),
        (Option, "low", "few", "Is not a number; write digits only, such as 700000000 or 2.5."),
        (Tree, "minutes", 61, "It must be at most 60."),
        (Tree, "minutes", 0, "It must be at least 1."),
        (Option, "label", " ", "Must not be empty."),
    ],
)  # fmt: skip
def test_field_says_what_is_wrong(noun, name, value, message):
    assert problems_of(noun, name, value) == (value, [message])


@pytest.mark.parametrize(
    ("noun", "name", "value"),
    [(Option, "label", "x" * 300), (Option, "key", "x" * 80), (Tree, "minutes", 60),
     (FaqEntry, "related", ["a-b"])],
)  # fmt: skip
def test_field_that_fits_has_no_problem(noun, name, value):
    assert problems_of(noun, name, value)[1] == []


def test_file_says_it_with_what_to_do():
    with pytest.raises(InvalidDocument) as refused:
        parse(faq_data(related=["a.b"], question="x" * 301))

    assert [(one.message, one.advice) for one in refused.value.problems] == [
        ("It is longer than 300 characters.", "Shorten it."),
        (
            "“a.b” is not written as it must be.",
            "Use lower-case letters and digits, with single hyphens between them.",
        ),
    ]
