"""Rows that are written with their document held, and deleted only as they were shown."""

import json
from collections.abc import Iterable, Sequence
from functools import cache, partial
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import NestedObjects, unquote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.fields.columns import is_number
from guidance.admin.saving.committing import committed
from guidance.admin.saving.kept_words import ShownFields
from guidance.admin.saving.logs import last_entry, name_of
from guidance.admin.saving.shown import ShownForm
from guidance.admin.saving.uses import shown_uses
from guidance.services.drafts.holding import hold_shelves

_COUNTED = {"revision", "updated_at"}
"""What tells when a row was saved, and not what it says."""


class HeldAdmin(admin.ModelAdmin):
    """Hold what is to be written before it is read; by itself the shelf of its kind."""

    form: "type[forms.ModelForm[Any]]" = ShownForm
    actions = ("delete_selected",)

    def hold_for(self, request: HttpRequest, keys: Sequence[int]) -> None:
        """Lock what these rows belong to until the transaction ends; no keys: a new row."""
        hold_shelves([self.model])

    def who_saved(self, row: Any) -> str:
        """Name whoever saved the row last (two queries)."""
        return name_of(last_entry([row]))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            form.who = staticmethod(cache(partial(self.who_saved, obj)))
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        carries = "shown" in getattr(self.form, "base_fields", {})
        if obj is None or not carries or not self.has_change_permission(request, obj):
            return fieldsets
        name, options = fieldsets[-1]
        shown = (*(field for field in options["fields"] if field != "shown"), "shown")
        return [*fieldsets[:-1], (name, {**options, "fields": shown})]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        if request.method != "POST" or isinstance(request.POST, ShownFields):
            return super().changeform_view(request, object_id, form_url, extra_context)
        change = super().changeform_view

        def write() -> HttpResponse:
            self.hold_for(request, _keys([unquote(object_id)] if object_id else []))
            return change(request, object_id, form_url, extra_context)

        response = committed(request, write)
        self.after_writing(request)
        return response

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Show below a form where its row is used."""
        row = kwargs.get("obj")
        if row is not None and row.pk:
            context["used"] = shown_uses([row], request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    def after_writing(self, request: HttpRequest) -> None:
        """Do what need not be done with the rows held; nothing by itself."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """List what goes, without the bare links between rows, which bear no name."""
        listed, counts, *refused = super().get_deleted_objects(objs, request)
        links = [
            model._meta
            for model in self.opts.app_config.get_models(include_auto_created=True)
            if model._meta.auto_created
        ]
        plural = {link.verbose_name_plural for link in links}
        begins = tuple(f"{capfirst(link.verbose_name)}: " for link in links)
        named = {name: count for name, count in counts.items() if name not in plural}
        return (_without(listed, begins), named, *refused)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Ask, and delete what was looked at: a row that moved on is shown again."""
        if request.method != "POST":
            row = self.get_object(request, unquote(object_id))
            shown = state_of([row]) if row is not None else ""
            used = shown_uses([row], request.user) if row is not None else []
            context = {**(extra_context or {}), "shown": shown, "used": used}
            return super().delete_view(request, object_id, context)
        remove = super().delete_view

        def delete() -> HttpResponse:
            self.hold_for(request, _keys([unquote(object_id)]))
            row = self.get_object(request, unquote(object_id))
            may = row is not None and self.has_delete_permission(request, row)
            if may and request.POST.get("shown") != state_of([row]):
                self._say_moved(request, [row])
                return redirect(request.get_full_path())
            return remove(request, object_id, extra_context)

        response = committed(request, delete)
        self.after_writing(request)
        return response

    @admin.action(
        permissions=["delete"], description=gettext_lazy("Delete selected %(verbose_name_plural)s")
    )
    def delete_selected(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Ask, and delete the rows that were looked at, all of them or none."""
        if request.POST.get("post"):

            def delete() -> tuple[bool, HttpResponse | None]:
                self.hold_for(request, list(queryset.values_list("pk", flat=True)))
                rows = queryset.all()
                is_as_shown = request.POST.get("shown") == state_of(list(rows))
                return is_as_shown, delete_selected(self, request, rows) if is_as_shown else None

            is_as_shown, done = committed(request, delete)
            if is_as_shown:
                self.after_writing(request)
                return done
            self._say_moved(request, list(queryset.all()))
            posted = request.POST.copy()
            del posted["post"]
            request.POST = posted  # type: ignore[assignment]  # as Django's own is
        page: Any = delete_selected(self, request, queryset)
        page.context_data["shown"] = state_of(list(queryset))
        page.context_data["used"] = shown_uses(queryset, request.user)
        if not (page.context_data["protected"] or page.context_data["perms_lacking"]):
            page.context_data["title"] = _("Delete %s") % self.opts.verbose_name_plural
        return page  # type: ignore[no-any-return]

    def _say_moved(self, request: HttpRequest, rows: Sequence[Any]) -> None:
        """Say that nothing was deleted, since some row, or what goes with it, has changed."""
        if len(rows) == 1:
            url = reverse(admin_urlname(self.opts, "change"), args=[rows[0].pk])  # type: ignore[arg-type]
            words = _(
                'Nothing was deleted: {who} changed <a href="{url}">{title}</a> after you had '
                "opened this page. Open it to see it as it stands now, or delete it all the same."
            )
            told = format_html(words, who=self.who_saved(rows[0]), url=url, title=rows[0])
        else:
            told = format_html(
                "{}",
                _(
                    "Nothing was deleted: what you chose was changed after you had opened this "
                    "page. Open it from the list below to see it as it stands now."
                ),
            )
        messages.error(request, told)


def _without(listed: Iterable[Any], begins: tuple[str, ...]) -> list[Any]:
    """Return a nested list without the lines that begin with any of these words."""
    kept = []
    for one in listed:
        if isinstance(one, list | tuple):
            kept.append(_without(one, begins))
        elif not str(one).startswith(begins):
            kept.append(one)
    return kept


def state_of(rows: Iterable[Any]) -> str:
    """Return a digest of rows with all that would be deleted with them (a query for each kind)."""
    collector = NestedObjects(using="default")
    collector.collect(list(rows))
    facts = [
        [model._meta.label, row.pk, _values(row)]
        for model, found in collector.data.items()
        for row in found
    ]
    facts.sort(key=lambda fact: (fact[0], fact[1]))
    return sha256(json.dumps(facts, sort_keys=True, default=str).encode("utf-8")).hexdigest()


def _values(row: Any) -> dict[str, Any]:
    held = {field.attname for field in row._meta.concrete_fields} - row.get_deferred_fields()
    return {name: getattr(row, name) for name in held - _COUNTED}


def _keys(ids: list[str]) -> list[int]:
    return [int(one) for one in ids if is_number(one)]
