"""Rows that belong to a draft, such as notes and questions: the way up, and what a new one is."""

from typing import Any
from urllib.parse import parse_qs

from django import forms
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import change_url, preview_url
from guidance.admin.fields.columns import is_number
from guidance.admin.steps.revisions import RevisedAdmin
from guidance.models import License, Tree
from guidance.services.publishing.inspecting import inspect

MORE_KEY = gettext_lazy("More: key and position")
MORE_SLUG = gettext_lazy("More: slug and position")


def take_parent(form: forms.ModelForm, name: str = "license") -> None:
    """Put a new row into the license that its form or the address has chosen, if it is one."""
    given = str(form.data.get(name) or form.initial.get(name) or "")
    if form.instance.license_id or not is_number(given):
        return
    if (license := License.objects.filter(pk=int(given)).first()) is not None:
        form.instance.license = license


class ChildAdmin(RevisedAdmin):
    """An admin of rows that a license or a tree holds, which ``parent_name`` says."""

    parent_name: str = "license"
    change_form_template = "admin/guidance/child_change_form.html"
    change_list_template = "admin/guidance/child_change_list.html"

    def published_as(self, row: Any) -> Any:
        return getattr(row, self.parent_name)

    def further_drafts(self, request: HttpRequest) -> list[Any]:
        """Return the document that the form puts the row into, or moves it to."""
        parent = self.parent_of(request) if request.POST.get(self.parent_name) else None
        return [parent] if parent is not None else []

    def parent_of(self, request: HttpRequest) -> License | Tree | None:
        """Return the parent that a form, an address or the list one came from has chosen."""
        given = (
            request.POST.get(self.parent_name)
            or request.GET.get(self.parent_name)
            or self._filtered(request.GET.get("_changelist_filters", ""))
            or request.GET.get(f"{self.parent_name}__id__exact", "")
        )
        memory: Any = request
        if not hasattr(memory, "_parent_row"):
            model = License if self.parent_name == "license" else Tree
            manager: Any = model._default_manager
            memory._parent_row = (
                manager.filter(pk=int(str(given))).first() if is_number(str(given)) else None
            )
        found: License | Tree | None = memory._parent_row
        return found

    def _filtered(self, filters: str) -> str:
        try:
            query = parse_qs(filters, max_num_fields=50)
        except ValueError:
            return ""
        return query.get(f"{self.parent_name}__id__exact", [""])[0]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Put a new row into the parent one came from, after its last sibling."""
        initial = super().get_changeform_initial_data(request)
        parent = self.parent_of(request)
        if parent is None:
            return initial
        siblings: Any = self.model._default_manager.filter(**{self.parent_name: parent})
        last = siblings.aggregate(last=Max("position"))["last"]
        place = {"position": 0 if last is None else last + 1}
        return {**place, self.parent_name: str(parent.pk), **initial}

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Ask first what the new row belongs to: what it refers to is picked from there."""
        parent = self.parent_of(request)
        if request.method == "GET" and self.has_add_permission(request):
            if parent is None:
                return self._ask_for_parent(request)
            query = request.GET.copy()
            query[self.parent_name] = str(parent.pk)
            request.GET = query  # type: ignore[assignment]
        return super().add_view(request, form_url, extra_context)

    def _ask_for_parent(self, request: HttpRequest) -> HttpResponse:
        model: Any = License if self.parent_name == "license" else Tree
        query = request.GET.copy()
        rows = []
        for row in model._default_manager.order_by("title", "pk").only("title"):
            query[self.parent_name] = str(row.pk)
            rows.append((f"?{query.urlencode()}", row.title))
        noun = self.opts.verbose_name
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add %(noun)s: to what?") % {"noun": noun},
            "rows": rows,
            "opts": self.opts,
            "parents": model._meta.verbose_name_plural,
        }
        return TemplateResponse(request, "admin/guidance/child_parent.html", context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kw: Any) -> Any:
        obj = kw.get("obj")
        parent = self.published_as(obj) if obj else self.parent_of(request)
        context["parent"] = parent
        context["parent_url"] = change_url(parent) if parent else ""
        is_popup = IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST
        if isinstance(parent, License) and not is_popup:
            context["bar"] = self._bar(request, parent, obj)
        return super().render_change_form(request, context, *args, **kw)

    def _bar(self, request: HttpRequest, parent: Any, row: Any) -> dict[str, Any]:
        """Return the bar of the license that the row is a part of; it previews the row's place.

        The way back from there leads to the row again.
        """
        admin: Any = self.admin_site.get_model_admin(type(parent))
        bar: dict[str, Any] = admin.bar(request, parent, inspect(parent), "")
        fragment = self.fragment(row) if row else ""
        for step in bar["steps"]:
            if step["name"] == "preview" and fragment:
                back = f"{self.opts.model_name}:{row.key}"
                step["url"] = preview_url(parent, fragment, back=back)
        return bar

    def place_of(self, row: Any) -> str:
        """Return where one goes on once the row is saved: where one was in its draft."""
        return change_url(self.published_as(row))

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return self._back(request, obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return self._back(request, obj) or super().response_post_save_change(request, obj)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        """Lead back to the draft that the row was a part of."""
        response = super().response_delete(request, obj_display, obj_id)
        draft = next(iter(getattr(request, "_held", ())), None)
        if IS_POPUP_VAR in request.POST or self._is_from_a_list(request) or draft is None:
            return response
        return redirect(self.place_in(draft))

    def place_in(self, draft: Any) -> str:
        """Return where one goes on in a draft once a row of it is deleted."""
        return change_url(draft)

    def _back(self, request: HttpRequest, row: Any) -> HttpResponseRedirect | None:
        return None if self._is_from_a_list(request) else redirect(self.place_of(row))

    def _is_from_a_list(self, request: HttpRequest) -> bool:
        """Tell whether one came from a list that one had filtered or searched, and goes back."""
        return bool(request.GET.get("_changelist_filters"))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        parent = self.parent_of(request)
        up = {"parent": parent, "parent_url": change_url(parent)} if parent else {}
        return super().changelist_view(request, {**up, **(extra_context or {})})
