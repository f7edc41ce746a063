"""Parts of a row in its own form: options, routes, sections, policies and their items."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, UniqueConstraint
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guidance.admin.fields.columns import LinesMixin, is_number
from guidance.admin.saving.shown import ShownForm


class HeldRowField(forms.ModelChoiceField):
    """The number of a row that its formset has read already, so that no row is read twice."""

    def __init__(self, rows: dict[str, Any], *, is_gone: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows = rows
        self.is_gone = is_gone

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or self.is_gone:
            return None
        if str(value) not in self.rows:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.rows[str(value)]


class RowInput(forms.HiddenInput):
    """A row's number, and beside it what was shown of the row."""

    def __init__(self, form: ShownForm) -> None:
        super().__init__()
        self.form = form

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        return format_html("{}{}", super().render(*args, **kwargs), self.form["shown"])


class PartFormSet(forms.BaseInlineFormSet):
    """Rows of a form, read with one query however many they are.

    A row that somebody deleted meanwhile is left alone where this person has not touched
    it, told of where they have, and added anew once they were told.
    """

    _is_judged = False

    @property
    def shown_forms(self) -> list[ShownForm]:
        """The forms, each of which says what was shown of its row."""
        return [form for form in self.forms if isinstance(form, ShownForm)]

    def full_clean(self) -> None:
        super().full_clean()
        self._is_judged = self.is_bound

    def get_queryset(self) -> Any:
        """Return the rows; of a form that is shown again those that its forms are of, in order."""
        if self._is_judged:
            return [form.instance for form in self.initial_forms]
        return super().get_queryset()

    def rows_now(self) -> Any:
        """Return all rows of the parent; more than there are forms, where the form has pages."""
        return self.get_queryset()

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if form.is_gone:
            form.fields["id"].required = False
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            words = _("Delete %s") % form.instance if form.instance.pk else _("Delete")
            form.fields["DELETE"].widget.attrs.setdefault("aria-label", words)
        field = form.fields["id"]
        rows = {str(row.pk): row for row in self.get_queryset()} if self.instance.pk else {}
        form.is_gone = self._was_deleted(form, index, rows)
        if form.instance.pk:
            setattr(form.instance, self.fk.name, self.instance)
        form.fields["id"] = HeldRowField(
            rows,
            is_gone=form.is_gone,
            queryset=field.queryset,
            initial=field.initial,
            required=field.required,
            widget=RowInput(form),
        )
        if "position" in form.fields and not form.instance.pk and self.instance.pk:
            places = [row.position for row in self.rows_now()]
            form.initial["position"] = max(places, default=-1) + 1

    def _was_deleted(self, form: Any, index: int | None, rows: dict[str, Any]) -> bool:
        if not self.is_bound or index is None or index >= self.initial_form_count():
            return False
        posted = self.data.get(f"{self.add_prefix(index)}-id", "")
        return not form.instance.pk and is_number(posted) and posted not in rows

    def clean(self) -> None:
        """Refuse to delete a row that somebody has changed since it was shown, and keys taken."""
        super().clean()
        self._refuse_taken()
        ticked = [form for form in self.shown_forms if self._is_ticked(form)]
        changed = [form for form in ticked if form.theirs]
        if changed:
            names = ", ".join(f"“{form.instance}”" for form in changed)
            words = _(
                "%(who)s changed %(names)s after you had opened this page, so it was not deleted. "
                "It is shown as it is now: save again to delete it, or untick Delete."
            )
            told = {"who": changed[0].who(), "names": names}
            raise ValidationError(words % told, code="overtaken")

    def _is_ticked(self, form: Any) -> bool:
        return bool(self.can_delete and form.instance.pk and self._is_to_go(form))

    def _is_to_go(self, form: Any) -> bool:
        return bool(self._should_delete_form(form))  # type: ignore[attr-defined]  # not in stubs

    def _refuse_taken(self) -> None:
        """Refuse a key that a row has got since, of which this page has no form."""
        if not self.instance.pk:
            return
        mine = {form.instance.pk for form in self.initial_forms}
        others = [row for row in self.rows_now() if row.pk not in mine]
        for names in self._keys():
            taken = {tuple(getattr(row, name) for name in names): row for row in others}
            for form in self._kept_forms():
                if row := taken.get(tuple(form.cleaned_data.get(name) for name in names)):
                    words = _(
                        "Somebody has meanwhile added “%s”, which has this key. Nothing is lost: "
                        "choose another key, or open the page again and write into theirs."
                    )
                    form.add_error(names[0], ValidationError(words % row, code="overtaken"))

    def _kept_forms(self) -> list[Any]:
        """Return the forms that are right and whose rows are to stand afterwards."""
        return [
            form
            for form in self.forms
            if form.is_valid()
            and not self._is_to_go(form)
            and (form.has_changed() or form.instance.pk)
        ]

    def _keys(self) -> list[list[str]]:
        """Return the fields that no two rows of one parent have the same."""
        model: type[Model] = self.fk.model
        rules = model._meta.constraints
        unique = [rule.fields for rule in rules if isinstance(rule, UniqueConstraint)]
        return [
            [n for n in names if n != self.fk.name] for names in unique if self.fk.name in names
        ]

    def save_existing_objects(self, commit: bool = True) -> Any:
        self._let_go()
        return super().save_existing_objects(commit)

    def _let_go(self) -> None:
        """Let go of the keys that other rows of this page take over, as when two are swapped.

        Rows are written one after the other, and no two may have the same key between.
        """
        for names in self._keys():
            wanted = {
                tuple(form.cleaned_data.get(name) for name in names): form
                for form in self._kept_forms()
            }
            for form in self.initial_forms:
                held = tuple(form.initial.get(name) for name in names)
                if form.instance.pk and wanted.get(held, form) is not form:
                    rows = type(form.instance)._default_manager.filter(pk=form.instance.pk)
                    rows.update(**{names[-1]: f"~{form.instance.pk}"})

    def save_new_objects(self, commit: bool = True) -> Any:
        super().save_new_objects(commit)
        for form in self.shown_forms[: self.initial_form_count()]:
            if form.is_anew and not self._is_to_go(form):
                self.new_objects.append(self.save_new(form, commit=commit))
        return self.new_objects


class Parts(LinesMixin):
    """Parts of a row in its own form, each compared with what was shown of it."""

    form: "type[forms.ModelForm[Any]]" = ShownForm
    formset: "type[forms.BaseInlineFormSet[Any, Any, Any]]" = PartFormSet
    extra = 0
    view_on_site: Callable[[Any], str | None] | bool = False

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        parent = self.admin_site._registry[self.parent_model]  # type: ignore[attr-defined]
        formset.form.keys_are_fixed = parent.keys_are_fixed(obj)
        if obj is not None:
            formset.form.who = staticmethod(cache(partial(parent.who_saved, obj)))
        return formset


class PartInline(Parts, admin.StackedInline):
    """Parts with long texts, one below the other; without script an address asks for one more."""

    template = "admin/guidance/parts_stacked.html"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return int(request.GET.get("more") == f"{self.opts.model_name}s")


class PartTable(Parts, admin.TabularInline):
    """Parts with short values, one a line; each field bears the name that heads its column."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs.setdefault("aria-label", capfirst(db_field.verbose_name))
        return field
