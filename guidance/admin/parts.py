"""Parts of a row in its own form: options, routes, sections, policies and their items."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from guidance.admin.nouns import NounForm
from guidance.admin.writing import LinesMixin


class HeldRowField(forms.ModelChoiceField):
    """The number of a row that its formset has read already, so that no row is read twice."""

    def __init__(self, rows: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows = rows

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if str(value) not in self.rows:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.rows[str(value)]


class PartFormSet(forms.BaseInlineFormSet):
    """Rows of a form, read with one query however many they are."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        field = form.fields["id"]
        rows = {str(row.pk): row for row in self.get_queryset()} if self.instance.pk else {}
        if form.instance.pk:
            setattr(form.instance, self.fk.name, self.instance)
        form.fields["id"] = HeldRowField(
            rows,
            queryset=field.queryset,
            initial=field.initial,
            required=field.required,
            widget=forms.HiddenInput,
        )
        if "position" in form.fields and not form.instance.pk and self.instance.pk:
            places = [row.position for row in self.get_queryset()]
            form.initial["position"] = max(places, default=-1) + 1


class Parts(LinesMixin):
    """Parts of a row in its own form, guarded by that row's revision."""

    form = NounForm
    formset = PartFormSet
    extra = 0
    view_on_site = False

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        parent = self.admin_site._registry[self.parent_model]  # type: ignore[attr-defined]
        formset.form.keys_are_fixed = parent.keys_are_fixed(obj)
        return formset


class PartInline(Parts, admin.StackedInline):
    """Parts with long texts, one below the other; without script an address asks for one more."""

    template = "admin/guidance/parts_stacked.html"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return int(request.GET.get("more") == self.opts.model_name + "s")


class PartTable(Parts, admin.TabularInline):
    """Parts with short values, one a line."""
