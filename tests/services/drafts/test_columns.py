"""Every field of every noun has a column, or it is named where else it is kept."""

import pytest

from guidance.core.documents.formats import KINDS
from guidance.core.documents.licenses import Citation, LocalCitation, Section, Text, Topics
from guidance.core.documents.nouns import nouns_within
from guidance.core.documents.trees import Condition, Question
from guidance.models import Question as QuestionRow
from guidance.services.drafts.columns import ROW_OF, columns, fields_of, values_of

AS_DATA = {Citation, LocalCitation, Condition}
"""Kept whole in a column of what they belong to."""
OTHERS = {
    "id", "revision", "updated_at", "position",
    "license", "policy", "tree", "question",  # what a part belongs to
    "spdx", "title", "category", "front_matter", "imported_at",  # of a text as it came
    "owner", "deputy",  # beside the document
}  # fmt: skip


def test_every_noun_is_kept_in_a_row_or_as_data():
    nouns = {noun for kind in KINDS.values() for noun in nouns_within(kind)}

    assert nouns - set(ROW_OF) == AS_DATA | {Topics}
    assert set(ROW_OF) - nouns == set()


@pytest.mark.parametrize("noun", ROW_OF, ids=lambda noun: noun.__name__)
def test_every_field_has_a_column_or_is_kept_elsewhere(noun):
    kept = [*columns(noun), *ROW_OF[noun].elsewhere]

    assert sorted(kept) == sorted(noun.model_fields)


@pytest.mark.parametrize("noun", ROW_OF, ids=lambda noun: noun.__name__)
def test_what_is_kept_elsewhere_has_no_column(noun):
    row = ROW_OF[noun]
    own = {field.name for field in row.model._meta.concrete_fields if not field.is_relation}

    assert set(row.elsewhere) & own == set()


@pytest.mark.parametrize("model", dict.fromkeys(row.model for row in ROW_OF.values()), ids=str)
def test_every_column_keeps_a_field_or_is_the_rows_own(model):
    kept = {
        name
        for noun, row in ROW_OF.items()
        if row.model is model
        for name in (*(column.name for column in columns(noun).values()), *row.elsewhere)
    }

    assert {field.name for field in model._meta.concrete_fields} - kept - OTHERS == set()


def test_column_of_another_name_is_read():
    model = ROW_OF[Text].model

    row = model(source="tests", source_key="mit", digest="0" * 64, body="")

    assert fields_of(row, Text) == {
        "source": "tests", "key": "mit", "url": "", "digest": "0" * 64, "form": 1, "body": "",
    }  # fmt: skip


@pytest.mark.parametrize(("goto", "kept"), [(None, ""), ("next", "next")])
def test_none_is_kept_as_no_characters_where_the_column_is_of_characters(goto, kept):
    noun = Question(key="q", kind="choice", title="Q?", goto=goto)

    values = values_of(noun)

    assert values["goto"] == kept
    assert fields_of(QuestionRow(**values), Question)["goto"] == goto


def test_columns_begin_with_what_a_part_is_known_by():
    first = {noun.__name__: next(iter(columns(noun))) for noun in ROW_OF}

    parts = ("Section", "Policy", "PolicySection", "Annotation", "Term", "Question", "Option",
             "Outcome", "Case")  # fmt: skip
    assert [first[name] for name in parts] == ["key", "slug", *["key"] * 7]
    assert list(columns(Section)) == list(Section.model_fields)
