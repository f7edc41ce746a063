"""Rows that belong to a draft, such as notes and questions: the way up, and what a new one is."""

from typing import Any
from urllib.parse import parse_qs

from django.db.models import Max
from django.http import HttpRequest, HttpResponse

from guidance.admin.addresses.places import change_url
from guidance.admin.fields.columns import is_number
from guidance.admin.steps.revisions import RevisedAdmin
from guidance.models import License, Tree


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

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kw: Any) -> Any:
        obj = kw.get("obj")
        parent = self.published_as(obj) if obj else self.parent_of(request)
        context["parent"] = parent
        context["parent_url"] = change_url(parent) if parent else ""
        return super().render_change_form(request, context, *args, **kw)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        parent = self.parent_of(request)
        up = {"parent": parent, "parent_url": change_url(parent)} if parent else {}
        return super().changelist_view(request, {**up, **(extra_context or {})})
