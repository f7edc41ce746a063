"""How fields are written and shown: data on lines, and rows that one chooses by typing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html

from guidance.admin.fields.conditions import ConditionLinesField
from guidance.admin.fields.lines import (
    AnswerLinesField,
    CitationLinesField,
    DismissalLinesField,
    KeyLinesField,
    LocalCitationLinesField,
    NameLinesField,
)
from guidance.admin.fields.terms import TermBoxes
from guidance.admin.fields.uses import UseBoxesField

_FORM_FIELDS: dict[str, Callable[..., forms.Field]] = {
    "CitationsField": CitationLinesField,
    "LocalCitationsField": LocalCitationLinesField,
    "KeysField": KeyLinesField,
    "ConditionField": ConditionLinesField,
    "NamesField": NameLinesField,
    "DismissalsField": DismissalLinesField,
    "UsesField": UseBoxesField,
}
"""The form field for each data field of the models, by the name of its class."""


class RowSelect(AutocompleteSelect):
    """A row that one finds by typing; what is no row's number is not shown as chosen."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        return super().optgroups(name, [one for one in value if is_number(str(one))], attrs)


class RowBoxes(TermBoxes):
    """Rows as boxes, those that are ticked first; they can be ticked without a script too."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: not group[1][0]["selected"])


class LinesMixin:
    """Write data fields on lines: citations, keys, conditions; also for who may only read them."""

    box_fields: tuple[str, ...] = ()
    """Fields that name some of a few rows, to be ticked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines: dict[str, str] = {}
        for field in self.opts.concrete_fields:  # type: ignore[attr-defined]
            if isinstance(field, models.JSONField) and field.editable:
                self._lines[field.name] = f"{field.name}_in_lines"
                setattr(self, self._lines[field.name], self._written(field))

    def _written(self, db_field: Any) -> Any:
        @admin.display(description=db_field.verbose_name)
        def written(row: Any) -> str:
            form_field: Any = _FORM_FIELDS.get(type(db_field).__name__, AnswerLinesField)()
            kept = getattr(row, db_field.attname)
            in_lines = getattr(form_field, "in_lines", form_field.prepare_value)
            value = in_lines(kept)
            return format_html('<span class="guidance-lines">{}</span>', value)

        return written

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)  # type: ignore[misc]
        if not self._only_reads(request, obj):
            return fieldsets
        return [
            (title, {**options, "fields": self._readable(options["fields"])})
            for title, options in fieldsets
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return (*fixed, *self._lines.values()) if self._only_reads(request, obj) else fixed

    def _only_reads(self, request: HttpRequest, obj: Any) -> bool:
        admin_self: Any = self
        return obj is not None and not admin_self.has_change_permission(request, obj)

    def _readable(self, names: Any) -> tuple[Any, ...]:
        return tuple(
            self._lines.get(name, name) if isinstance(name, str) else self._readable(name)
            for name in names
        )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        form_field = _FORM_FIELDS.get(type(db_field).__name__)
        if form_field is not None:
            return db_field.formfield(form_class=form_field)
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        admin_self: Any = self
        if db_field.name in self.box_fields:
            return db_field.formfield(widget=RowBoxes)
        if db_field.name in admin_self.get_autocomplete_fields(request):
            kwargs["widget"] = RowSelect(db_field, admin_self.admin_site)
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


def is_number(text: object) -> bool:
    """Tell whether this is a row's number, as addresses and forms write it."""
    return isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 19
