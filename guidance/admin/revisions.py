"""Two editors, one row: a form that was overtaken is refused, and loses nothing."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from guidance.admin.notices import say_errors
from guidance.admin.nouns import NounForm
from guidance.admin.publications import public_url, publication_of
from guidance.admin.writing import LinesMixin, is_number

_SAME_SAVE = timedelta(seconds=5)
"""A log entry so much older than the row's last save tells of another save."""


class RevisedForm(NounForm):
    """A form that knows which revision of the row it was opened with.

    ``holder`` of the model's admin names the row whose revision counts.
    """

    opened_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    model_admin: "RevisedAdmin"
    vanished = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "opened_revision" in self.fields:
            self.initial["opened_revision"] = self.model_admin.holder(self.instance).revision

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.vanished:
            raise ValidationError(self.vanished)
        if self.instance.pk and "opened_revision" in self.fields:
            self._refuse_overtaken(cleaned.get("opened_revision"))
        return cleaned

    def _refuse_overtaken(self, opened: int | None) -> None:
        holder = self.model_admin.holder(self.instance)
        rows = type(holder)._default_manager.select_for_update().filter(pk=holder.pk)
        now = rows.values_list("revision", flat=True).first()
        holder.revision = now if now is not None else holder.revision
        if now != opened:
            raise ValidationError(overtaken(holder, self.instance), code="overtaken")


def overtaken(holder: Any, row: Any) -> str:
    """Say who saved a row last, when, and that nothing is lost."""
    saved_at = type(holder)._default_manager.values_list("updated_at", flat=True).get(pk=holder.pk)
    entry = last_entry(holder)
    if entry is not None and entry.action_time < saved_at - _SAME_SAVE:
        entry = None
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html(
        _(
            "{who} saved this on {when}, after you had opened it. Nothing of yours was saved and "
            "nothing is lost: your text is still in this form. "
            '<a href="{url}" target="_blank" rel="noopener">Open the row in another tab</a> to '
            "compare, and put what is missing there."
        ),
        who=name_of(entry),
        when=date_format(timezone.localtime(saved_at), "DATETIME_FORMAT"),
        url=url,
    )


def last_entry(row: Any) -> LogEntry | None:
    """Return the newest line of a row's history (one query)."""
    return (
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk)
        )
        .select_related("user")
        .order_by("-action_time", "-pk")
        .first()
    )


def name_of(entry: LogEntry | None) -> str:
    if entry is None:
        return _("Somebody else (or an import)")
    return entry.user.get_full_name() or entry.user.get_username()


class RevisedAdmin(LinesMixin, admin.ModelAdmin):
    """An admin of rows that several people edit; also of parts that a row's revision guards."""

    form = RevisedForm
    save_on_top = True
    show_facets = admin.ShowFacets.NEVER

    def holder(self, row: Any) -> Any:
        """Return the row whose revision guards this one."""
        return row

    def published_as(self, row: Any) -> Any:
        """Return the draft that this row is published with: a license, entry or tree."""
        return row

    def fragment(self, row: Any) -> str:
        """Return where the row is on the public page, without #."""
        return ""

    def view_on_site(self, obj: Any) -> str | None:
        return public_url(self.published_as(obj), self.fragment(obj))

    def keys_are_fixed(self, row: Any) -> bool:
        return row is not None and publication_of(self.published_as(row)) is not None

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        name, options = fieldsets[-1]
        return [*fieldsets[:-1], (name, {**options, "fields": _with_revision(options["fields"])})]

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        form.model_admin = self
        form.keys_are_fixed = self.keys_are_fixed(obj)
        form.vanished = getattr(request, "_vanished", "")
        if obj is None or not self.has_change_permission(request, obj):
            form.base_fields.pop("opened_revision", None)
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Take what the address says of a new row, without what is no row's number."""
        initial = super().get_changeform_initial_data(request)
        relations = {field.name for field in self.opts.get_fields() if field.is_relation}
        for name in relations & set(initial):
            values = initial[name] if isinstance(initial[name], list) else [initial[name]]
            if not all(is_number(value) for value in values):
                del initial[name]
        return initial

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            return
        holder = self.holder(obj)
        holder.revision += 1
        super().save_model(request, obj, form, change)
        if holder is not obj:
            holder.save(update_fields=["revision", "updated_at"])

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> Any:
        if IS_POPUP_VAR not in request.POST:
            say_errors(request, self.published_as(obj))
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        if IS_POPUP_VAR not in request.POST:
            say_errors(request, self.published_as(obj))
        return super().response_change(request, obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self.mark_changed(obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        rows = list(queryset)
        super().delete_queryset(request, queryset)
        for row in rows:
            self.mark_changed(row)

    def mark_changed(self, row: Any) -> None:
        """Say on the draft that a part of it is gone; no revision, for nobody's text is hurt."""
        draft = self.published_as(row)
        if draft is not row:
            type(draft)._default_manager.filter(pk=draft.pk).update(updated_at=timezone.now())

    def _changeform_view(
        self, request: Any, object_id: Any, form_url: str, extra_context: Any
    ) -> HttpResponse:
        is_gone = (
            request.method == "POST"
            and object_id is not None
            and self.has_add_permission(request)
            and self.get_object(request, unquote(object_id)) is None
        )
        if not is_gone:
            return super()._changeform_view(request, object_id, form_url, extra_context)
        request._vanished = self._vanished(unquote(object_id))
        request.POST = _as_new(request.POST, parent=self.opts.model_name)
        add = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return super()._changeform_view(request, None, add, extra_context)

    def _vanished(self, pk: str) -> str:
        entry = (
            LogEntry.objects.filter(
                content_type=ContentType.objects.get_for_model(self.model), object_id=pk
            )
            .select_related("user")
            .order_by("-action_time", "-pk")
            .first()
        )
        return _(
            "%(who)s deleted this while you were editing it. Nothing is lost: your text is still "
            "in this form. Save it to add the row anew, or leave the page."
        ) % {"who": name_of(entry)}


def _with_revision(fields: Any) -> tuple[Any, ...]:
    return (*(field for field in fields if field != "opened_revision"), "opened_revision")


def _as_new(posted: Any, *, parent: str) -> Any:
    """Return a posted form as that of a new row, its inline rows new as well."""
    posted = posted.copy()
    for name in list(posted):
        if name.endswith("-INITIAL_FORMS"):
            posted[name] = "0"
            prefix = name.removesuffix("INITIAL_FORMS")
            for key in [key for key in posted if key.startswith(prefix)]:
                if key.endswith(("-id", f"-{parent}")):
                    posted[key] = ""
    posted.pop(IS_POPUP_VAR, None)
    return posted
