"""Two editors, one document: a form that was overtaken is refused, and loses nothing."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from guidance.admin.fields.columns import LinesMixin, is_number
from guidance.admin.frame.presence import here
from guidance.admin.public.publications import public_url, publication_of
from guidance.admin.reviewing.looks import remarks_at
from guidance.admin.saving.held import HeldAdmin
from guidance.admin.saving.logs import LoggedAdmin, last_entry, name_of
from guidance.admin.saving.notices import say_errors
from guidance.admin.saving.sentences import carry, fill_saved
from guidance.admin.saving.shown import ShownForm, with_fixed
from guidance.admin.steps.standings import BESIDE
from guidance.models.fields import Revised
from guidance.services.drafts import authorship
from guidance.services.drafts.holding import hold_all, hold_shelves

_SAME_SAVE = timedelta(seconds=5)
"""A log entry so much older than the row's last save tells of another save."""


class RevisedForm(ShownForm):
    """A form of a row that several people edit; it says who overtook it, and when."""

    model_admin: "RevisedAdmin"
    vanished = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.vanished:
            raise ValidationError(self.vanished)
        if self.overtaken:
            self.add_error(None, ValidationError(self._overtaken(), code="overtaken"))
        return cleaned

    def _overtaken(self) -> str:
        """Say who saved the row last, when, and that nothing is lost."""
        return format_html(
            _(
                "{who} saved this on {when}, after you had opened it. Nothing of yours was saved "
                "and nothing is lost: your text is still in this form, and what was saved "
                "meanwhile stands beside it. Put together what belongs together, then save again."
            ),
            who=self.who(),
            when=date_format(
                timezone.localtime(self.model_admin.saved_at(self.instance)), "DATETIME_FORMAT"
            ),
        )


class RevisedAdmin(LoggedAdmin, LinesMixin, HeldAdmin):
    """An admin of documents and their parts, which several people edit."""

    form = RevisedForm
    save_on_top = True
    show_facets = admin.ShowFacets.NEVER

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

    def hold_for(self, request: HttpRequest, keys: Sequence[int]) -> None:
        """Hold the drafts that these rows belong to, and the shelf where a slug is taken."""
        memory: Any = request
        rows = list(self.get_queryset(request).filter(pk__in=keys)) if keys else []
        drafts = [self.published_as(row) for row in rows]
        posted = request.POST.get("slug")
        is_draft = all(draft is row for draft, row in zip(drafts, rows, strict=True))
        if is_draft and not all(row.slug == posted for row in rows or [_New()]):
            hold_shelves([self.model])
        memory._held = hold_all([*drafts, *self.further_drafts(request)])

    def further_drafts(self, request: HttpRequest) -> list[Any]:
        """Return the drafts that a posted form names besides the row's own."""
        return []

    def saved_at(self, row: Any) -> Any:
        """Return when the row, or a part of it, was saved last."""
        return getattr(row, "updated_at", self.published_as(row).updated_at)

    def who_saved(self, row: Any) -> str:
        """Name whoever saved the row, or a part of it, last (two or four queries)."""
        since = self.saved_at(row) - _SAME_SAVE
        return name_of(last_entry((row, self.published_as(row)), since=since))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.model_admin = self
        form.keys_are_fixed = self.keys_are_fixed(obj)
        form.vanished = getattr(request, "_vanished", "")
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
        if change and not form.changed_data:
            return
        if change and isinstance(obj, Revised):
            obj.revision += 1
        carry(obj, form)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        parts = any(
            formset.new_objects or formset.changed_objects or formset.deleted_objects
            for formset in formsets
        )
        memory: Any = request
        memory._is_unchanged = change and not form.changed_data and not parts
        if memory._is_unchanged:
            return
        row = form.instance
        if change and not form.changed_data and isinstance(row, Revised):
            counted = {"revision": F("revision") + 1, "updated_at": timezone.now()}
            type(row)._default_manager.filter(pk=row.pk).update(**counted)
        draft = self.published_as(row)
        others = [one for one in getattr(request, "_held", ()) if one != draft]
        memory._saved = row
        if change and not parts and set(form.changed_data) <= BESIDE:
            return
        fill_saved(row, draft)
        self.wrote(request, [*others, draft])

    def wrote(self, request: HttpRequest, drafts: Any) -> None:
        """Note on drafts that they were written on, by whom and when; the last is looked at."""
        memory: Any = request
        there = []
        for model in dict.fromkeys(type(draft) for draft in drafts):
            mine = [draft for draft in drafts if type(draft) is model]
            held = model._default_manager.filter(pk__in=[draft.pk for draft in mine])
            held.update(updated_at=timezone.now())
            kept = set(held.values_list("pk", flat=True))
            there += [draft for draft in mine if draft.pk in kept]
        authorship.record(*there, by=request.user)  # type: ignore[arg-type]
        memory._written = [*getattr(memory, "_written", ()), *there]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kw: Any) -> Any:
        """Say above a form what was remarked, and who wrote in between where it is refused."""
        row = context.get("original")
        if row is not None and row.pk:
            context["remarks"] = remarks_at(self.published_as(row), row)
            if self.has_change_permission(request, row):
                context["presence"] = here(row, request.user)
        form = context["adminform"].form
        parts = [part for one in context["inline_admin_formsets"] for part in one.formset.forms]
        is_met = any(part.overtaken or part.is_gone for part in parts if part.errors)
        if form.is_bound and form.instance.pk and is_met and not form.overtaken:
            form.add_error(None, ValidationError(form._overtaken(), code="overtaken"))
        return super().render_change_form(request, context, *args, **kw)

    def message_user(
        self, request: HttpRequest, message: Any, level: Any = messages.INFO, *args: Any, **kw: Any
    ) -> None:
        """Say that a form was saved after what the checks find, and not where nothing was."""
        memory: Any = request
        if level == messages.SUCCESS and getattr(memory, "_is_unchanged", False):
            message, level = _("You changed nothing, so nothing was saved."), messages.INFO
        elif level == messages.SUCCESS and hasattr(memory, "_written"):
            memory._said = [*getattr(memory, "_said", ()), message]
            return
        super().message_user(request, message, level, *args, **kw)

    def after_writing(self, request: HttpRequest) -> None:
        """Say what the checks find in the drafts that were written, which takes its time."""
        memory: Any = request
        if IS_POPUP_VAR not in request.POST:
            for draft in getattr(memory, "_written", ())[-1:]:
                say_errors(request, draft, getattr(memory, "_saved", None))
        for message in getattr(memory, "_said", ()):
            messages.success(request, message)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self.wrote(request, getattr(request, "_held", ()))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset)
        self.wrote(request, getattr(request, "_held", ()))

    def _changeform_view(
        self, request: Any, object_id: Any, form_url: str, extra_context: Any
    ) -> HttpResponse:
        is_gone = (
            request.method == "POST"
            and object_id is not None
            and self.has_add_permission(request)
            and self.get_object(request, unquote(object_id)) is None
        )
        change: Callable[..., HttpResponse] = super()._changeform_view  # type: ignore[misc]  # not in stubs
        if not is_gone:
            return change(request, object_id, form_url, extra_context)
        request._vanished = self.vanished(unquote(object_id))
        request.POST = _as_new(request.POST, parent=str(self.opts.model_name))
        add = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return change(request, None, add, extra_context)

    def vanished(self, pk: str) -> str:
        entry = last_entry([self.model(pk=int(pk))]) if is_number(pk) else None
        return _(
            "%(who)s deleted this while you were editing it. Nothing is lost: your text is still "
            "in this form. Save it to add it anew, or leave the page."
        ) % {"who": name_of(entry)}


class _New:
    """Stands for a row that is not there yet: no slug is its own."""

    slug = object()


def _as_new(posted: Any, *, parent: str) -> Any:
    """Return a posted form as that of a new row, its inline rows new as well."""
    for name in [name for name in posted if name.split("-")[-1] == "shown"]:
        posted = with_fixed(posted, name)
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
