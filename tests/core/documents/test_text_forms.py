"""The written form of a text in documents: left out where it is the first, as it always was."""

import json

import pytest

from guidance.core.documents import formats
from tests.documents import license_data

BEFORE_FORMS = "476056f1ec4550faea0ba9d4fa3f8bc31b88e5f724edde4af942de1e3bfdd48e"
"""The digest that this document had before texts had forms."""


def with_form(form):
    data = license_data()
    data["text"]["form"] = form
    return data


def test_form_that_is_not_said_is_the_first_and_changes_no_digest():
    document = formats.parse(license_data())

    assert document.text.form == 1
    assert formats.digest(document) == BEFORE_FORMS
    assert formats.digest(formats.parse(with_form(1))) == BEFORE_FORMS


def test_form_is_part_of_the_document_where_it_is_another():
    document = formats.parse(with_form(2))

    assert json.loads(formats.dump(document))["text"]["form"] == 2
    assert formats.digest(document) != BEFORE_FORMS


def test_form_that_nobody_knows_is_refused():
    with pytest.raises(formats.InvalidDocument) as caught:
        formats.parse(with_form(3))

    assert [problem.place for problem in caught.value.problems] == ["text.form"]
