"""Editions, publications and reviews in the admin: to read, never to change."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, F, OuterRef, Subquery, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from guidance.models import (
    Edition,
    FaqEntry,
    License,
    PublicationKind,
    Review,
    Tree,
)

_HEAVY = ("document", "context", "html")
_DRAFTS: dict[str, Any] = {
    PublicationKind.LICENSE: License, PublicationKind.FAQ: FaqEntry, PublicationKind.TREE: Tree,
}  # fmt: skip


class ReadOnlyAdmin(admin.ModelAdmin):
    """Show rows that only publishing, reviewing and withdrawing write."""

    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReviewedFilter(admin.SimpleListFilter):
    title = _("reviewed")
    parameter_name = "reviewed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [
            ("waiting", _("Waiting for a reviewer")), ("yes", _("Reviewed")), ("no", _("Not yet")),
        ]  # fmt: skip

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "waiting":
            public = {"publication__withdrawn_at": None, "publication__current": F("pk")}
            return queryset.filter(review__isnull=True, **public)
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(review__isnull=self.value() == "no")


class RecalledFilter(admin.SimpleListFilter):
    title = _("recalled")
    parameter_name = "recalled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("yes", _("Recalled"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(recall__isnull=False) if self.value() == "yes" else queryset


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display_links = None
    list_display = (
        "title", "number", "kind", "published_at", "publisher", "reviewed", "recalled", "note",
    )  # fmt: skip
    list_filter = ("publication__kind", "is_shipped", ReviewedFilter, RecalledFilter)
    linked_lookups = ("publication__slug", "publication__kind")
    search_fields = ("publication__slug", "note", "published_by_name")
    date_hierarchy = "published_at"
    fields = (
        "title", "publication", "number", "note", "published_at", "publisher", "reviewed",
        "recalled", "is_shipped", "digest",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("publication", "review", "recall")
        same = OuterRef("publication__slug")
        drafts = (
            When(
                publication__kind=kind,
                then=Subquery(model._default_manager.filter(slug=same).values("pk")[:1]),
            )
            for kind, model in _DRAFTS.items()
        )
        return rows.defer(*_HEAVY).annotate(draft_pk=Case(*drafts))

    def view_on_site(self, obj: Any) -> str | None:
        return str(obj.get_absolute_url())

    @admin.display(description=_("title"), ordering="publication__slug")
    def title(self, row: Any) -> str:
        """Lead to where the edition is read, confirmed, recalled: a page of its draft, if any."""
        words = row.title
        if row.draft_pk is None:
            page = reverse("admin:guidance_publication_change", args=[row.publication_id])
            return format_html('<a href="{}">{}</a>', page, words)
        name = f"admin:guidance_{_DRAFTS[row.publication.kind]._meta.model_name}_edition"
        url = reverse(name, args=[row.draft_pk, row.number])
        return format_html('<a href="{}">{}</a>', url, words)

    @admin.display(description=_("kind"), ordering="publication__kind")
    def kind(self, row: Any) -> str:
        return str(row.publication.get_kind_display())

    @admin.display(description=_("published by"), ordering="published_by_name")
    def publisher(self, row: Any) -> str:
        return str(_("Shipped with the portal")) if row.is_shipped else row.published_by_name

    @admin.display(description=_("reviewed by"))
    def reviewed(self, row: Any) -> str:
        review = getattr(row, "review", None)
        return review.reviewer_name if review else str(_("Not yet"))

    @admin.display(description=_("recalled"))
    def recalled(self, row: Any) -> str:
        recall = getattr(row, "recall", None)
        return recall.reason if recall else ""


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("edition", "reviewer_name", "reviewed_at")
    fields = ("edition", "reviewer", "reviewer_name", "reviewed_at", "note")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("edition__publication", "reviewer")
        return rows.defer(*(f"edition__{name}" for name in _HEAVY))
