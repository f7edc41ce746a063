"""Saved results and stacks in the admin: to see what is linked, and to take a link back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from guidance.models import SavedResult, SavedStack
from guidance.services.results import saved_results
from guidance.services.stacks import keeping


class _KeptAdmin(admin.ModelAdmin):
    """What readers kept under a short link; nothing of it can be changed, but taken back."""

    list_filter = (("taken_back_at", admin.EmptyFieldListFilter), "created_at")
    search_fields = ("title", "token")
    search_help_text = _("Title, or the link itself")
    actions = ("take_back_selected",)
    change_form_template = "admin/guidance/result_change_form.html"

    def get_urls(self) -> Any:
        view = self.admin_site.admin_view(self.take_back_view)
        name = f"guidance_{self.opts.model_name}_take_back"
        return [path("<int:object_id>/take-back/", view, name=name), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kw: Any) -> Any:
        row = kw.get("obj")
        url = ""
        if row and not row.taken_back_at and self.has_take_back_permission(request):
            url = reverse(f"admin:guidance_{self.opts.model_name}_take_back", args=[row.pk])
        return super().render_change_form(request, context | {"take_back": url}, *args, **kw)

    def take_back_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Take one link back; only ever on POST."""
        if not self.has_take_back_permission(request):
            raise PermissionDenied
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        if request.method == "POST":
            self.take_back_selected(request, self.model._default_manager.filter(pk=row.pk))
        return redirect(f"admin:guidance_{self.opts.model_name}_change", row.pk)

    def take_back(self, row: Any, *, by: Any) -> None:
        raise NotImplementedError

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Find a result by its whole link too, as people send it."""
        term = search_term.strip().rstrip("/").rpartition("/")[2]
        return super().get_search_results(request, queryset, term)

    def view_on_site(self, obj: Any) -> str | None:
        return None if obj.taken_back_at else obj.get_absolute_url()

    @admin.action(
        permissions=["take_back"], description=_("Take back: the link stops working, for good")
    )
    def take_back_selected(self, request: HttpRequest, queryset: Any) -> None:
        user: Any = request.user
        rows = list(queryset.filter(taken_back_at__isnull=True))
        for row in rows:
            self.take_back(row, by=user)
            self.log_change(request, row, str(_("Taken back.")))
        words = ngettext("%s link was taken back.", "%s links were taken back.", len(rows))
        self.message_user(request, words % len(rows), messages.SUCCESS)

    def has_take_back_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"guidance.change_{self.opts.model_name}")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SavedResult)
class SavedResultAdmin(_KeptAdmin):
    list_display = ("__str__", "edition", "created_at", "taken_back_at", "taken_back_by")
    list_select_related = ("edition__publication", "taken_back_by")
    fields = (
        "title", "edition", "answers", "created_at", "taken_back_at", "taken_back_by",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        heavy = [f"edition__{name}" for name in ("document", "context", "html", "card")]
        rows = super().get_queryset(request).select_related("edition__publication", "taken_back_by")
        return rows.defer("secret_digest", *heavy)

    def take_back(self, row: SavedResult, *, by: Any) -> None:
        saved_results.take_back(row, by=by)


@admin.register(SavedStack)
class SavedStackAdmin(_KeptAdmin):
    list_display = ("__str__", "created_at", "taken_back_at", "taken_back_by")
    list_select_related = ("taken_back_by",)
    fields = ("title", "asked", "created_at", "taken_back_at", "taken_back_by")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("taken_back_by")
        return rows.defer("secret_digest")

    def take_back(self, row: SavedStack, *, by: Any) -> None:
        keeping.take_back(row, by=by)
