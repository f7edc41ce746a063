"""What a file need not say, and what it then says; and the bounds of what it may say.

The written form of a text is left out where it is the first, as it always was.
"""

import json
from typing import Any

import pytest

from guidance.core.documents.formats import InvalidDocument, digest, dump, parse
from guidance.core.documents.trees import Option
from tests.documents import license_data

SECTION: dict[str, Any] = {"key": "1", "start": 0, "end": 0}
LICENSE: dict[str, Any] = {
    "kind": "license", "format": 1, "slug": "a", "title": "A", "short_title": "A",
    "text": {"digest": "0" * 64}, "sections": [SECTION],
    "annotations": [
        {"key": "use", "section": "1", "quote": "Use it", "kind": "grants", "body": "You may."}
    ],
}  # fmt: skip


def with_section(**fields: Any) -> Any:
    return parse(LICENSE | {"sections": [SECTION | fields]})


def test_license_that_does_not_say_so_is_not_open_source_and_of_the_first_form() -> None:
    license: Any = parse(LICENSE)
    (note,) = license.annotations

    assert (license.is_open_source, license.text.form, license.text.body) == (False, 1, None)
    assert license.effective_on is None
    assert license.sections[0].depth == 0
    assert (note.quote.exact, note.quote.prefix, note.quote.suffix) == ("Use it", "", "")
    assert (note.authority, note.certainty) == ("license-text", "settled")


def test_entry_is_featured_only_where_it_says_so() -> None:
    entry: Any = parse(
        {"kind": "faq", "format": 1, "slug": "a", "question": "May I?", "short_answer": "Yes."}
    )

    assert entry.is_featured is False


def test_option_is_an_ordinary_one_and_its_range_begins_with_the_lower_bound() -> None:
    option = Option(key="a", label="A")

    assert (option.is_unsure, option.is_exclusive) == (False, False)
    assert (option.low_inclusive, option.high_inclusive) == (True, False)


def test_question_takes_whole_numbers_only_where_it_does_not_say_otherwise() -> None:
    question = {"key": "q", "kind": "number", "title": "How many?"}
    tree: Any = parse(
        {"kind": "tree", "format": 1, "slug": "a", "title": "A", "start": "q",
         "questions": [question]}
    )  # fmt: skip

    assert tree.questions[0].decimals is False


@pytest.mark.parametrize(
    ("name", "value"), [("start", 0), ("end", 0), ("start", 1), ("depth", 0), ("depth", 9)]
)
def test_section_takes_every_place_and_depth_that_there_is(name: str, value: int) -> None:
    assert getattr(with_section(**{name: value}).sections[0], name) == value


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("start", -1, "It must be at least 0."),
        ("end", -1, "It must be at least 0."),
        ("depth", -1, "It must be at least 0."),
        ("depth", 10, "It must be at most 9."),
    ],
)
def test_section_is_nowhere_before_the_text_and_no_deeper_than_nine(
    name: str, value: int, message: str
) -> None:
    with pytest.raises(InvalidDocument) as refused:
        with_section(**{name: value})

    assert [(one.place, one.message) for one in refused.value.problems] == [
        (f"sections[0].{name}", message)
    ]


BEFORE_FORMS = "476056f1ec4550faea0ba9d4fa3f8bc31b88e5f724edde4af942de1e3bfdd48e"
"""The digest that this document had before texts had forms."""


def with_form(form: int) -> Any:
    data = license_data()
    data["text"]["form"] = form
    return data


def test_form_that_is_not_said_is_the_first_and_changes_no_digest() -> None:
    document: Any = parse(license_data())

    assert document.text.form == 1
    assert digest(document) == BEFORE_FORMS
    assert digest(parse(with_form(1))) == BEFORE_FORMS


def test_form_is_part_of_the_document_where_it_is_another() -> None:
    document: Any = parse(with_form(2))

    assert json.loads(dump(document))["text"]["form"] == 2
    assert digest(document) != BEFORE_FORMS


def test_form_that_nobody_knows_is_refused() -> None:
    with pytest.raises(InvalidDocument) as caught:
        parse(with_form(3))

    assert [problem.place for problem in caught.value.problems] == ["text.form"]
