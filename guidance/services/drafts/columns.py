"""Which columns of a draft keep which fields of a noun: one table, for both directions.

A column has the name of its field. What is kept otherwise is named here, and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from guidance import models
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import (
    Annotation,
    License,
    Policy,
    PolicySection,
    Quote,
    Section,
    Term,
    Text,
    Topic,
)
from guidance.core.documents.nouns import Noun
from guidance.core.documents.trees import Case, Option, Outcome, Question, Route, Tree

_FIXED = ("kind", "format")
"""What a document says of itself, and a row by being one."""


@dataclass(frozen=True)
class Row:
    """How a row keeps a noun.

    ``elsewhere`` are fields that are kept in rows of their own, or as a reference to one;
    ``other_names`` are the columns of fields whose name they do not have.
    """

    model: type[Any]
    elsewhere: tuple[str, ...] = ()
    other_names: Mapping[str, str] = field(default_factory=dict)


ROW_OF: dict[type[Noun], Row] = {
    License: Row(
        models.License,
        elsewhere=(*_FIXED, "text", "sections", "policies", "annotations", "terms"),
    ),
    Text: Row(models.LicenseText, other_names={"key": "source_key"}),
    Section: Row(models.Section),
    Policy: Row(models.Policy, elsewhere=("sections",)),
    PolicySection: Row(models.PolicySection),
    Annotation: Row(models.Annotation, elsewhere=("quote",)),
    Quote: Row(models.Annotation),
    Term: Row(models.Term, elsewhere=("topic",)),
    Topic: Row(models.Topic),
    FaqEntry: Row(models.FaqEntry, elsewhere=(*_FIXED, "topics", "licenses")),
    Tree: Row(models.Tree, elsewhere=(*_FIXED, "licenses", "questions", "outcomes", "cases")),
    Question: Row(models.Question, elsewhere=("options", "routes")),
    Option: Row(models.Option),
    Route: Row(models.Route),
    Outcome: Row(models.Outcome),
    Case: Row(models.Case),
}
"""The quote of a note is in the note's own row; citations and conditions are data in a column."""


@dataclass(frozen=True)
class _Column:
    """``empty_is_none``: the noun's None is kept as no characters."""

    name: str
    field: Any
    empty_is_none: bool


@cache
def columns(noun: type[Noun]) -> dict[str, _Column]:
    """Return the columns that keep a noun, by the names of its fields, in their order."""
    row = ROW_OF[noun]
    found = {}
    for name, field_of_noun in noun.model_fields.items():
        if name not in row.elsewhere:
            column = row.model._meta.get_field(row.other_names.get(name, name))
            is_optional = field_of_noun.default is None and column.blank and not column.null
            found[name] = _Column(column.name, column, empty_is_none=is_optional)
    return found


def fields_of(row: Any, noun: type[Noun]) -> dict[str, Any]:
    """Return the fields of a noun that a row keeps in its columns, as a document has them."""
    found = {}
    for name, column in columns(noun).items():
        value = getattr(row, column.name)
        found[name] = None if column.empty_is_none and value == "" else value
    return found


def values_of(noun: Noun) -> dict[str, Any]:
    """Return the columns of a noun with what its row is to keep: plain data, days as dates."""
    whole = noun.model_dump(mode="json", by_alias=True)
    plain = whole | noun.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    found = {}
    for name, column in columns(type(noun)).items():
        value = "" if column.empty_is_none and plain[name] is None else plain[name]
        found[column.name] = column.field.to_python(value)
    return found
