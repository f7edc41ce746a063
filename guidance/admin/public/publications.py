"""What is published of a draft; publications to read, and what is done with them without one."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from guidance.admin.addresses.places import page_url
from guidance.admin.public.editions import ReadOnlyAdmin
from guidance.admin.public.recalls import RecallPages
from guidance.admin.public.redrafting import RedraftPages
from guidance.admin.public.withdrawals import WithdrawalPages
from guidance.models import Publication
from guidance.models.editions import HEAVY
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.publishing.withdrawals import draft_of, orphans


def publication_of(row: Draft | None) -> Publication | None:
    """Return the publication of a draft, or None (one query, then remembered by the row)."""
    if row is None or row.pk is None:
        return None
    memory: Any = row
    if not hasattr(memory, "_publication"):
        memory._publication = (
            Publication.objects.filter(kind=KINDS[type(row)], slug=row.slug, current__isnull=False)
            .select_related("current")
            .defer(*(f"current__{name}" for name in HEAVY))
            .first()
        )
    found: Publication | None = memory._publication
    return found


def public_url(row: Draft | None, fragment: str = "") -> str | None:
    """Return the address readers see a draft's published form at, or None if there is none."""
    publication = publication_of(row)
    if publication is None or publication.withdrawn_at is not None:
        return None
    return publication.get_absolute_url() + (f"#{fragment}" if fragment else "")


class DraftFilter(admin.SimpleListFilter):
    title = gettext_lazy("draft")
    parameter_name = "draft"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("none", _("Public without a draft"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() != "none":
            return queryset
        return queryset.filter(pk__in=orphans().values("pk"))


class UncorrectedFilter(admin.SimpleListFilter):
    title = gettext_lazy("recalled")
    parameter_name = "recalled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("yes", _("Recalled, and neither corrected nor withdrawn"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() != "yes":
            return queryset
        return queryset.live().filter(current__recall__isnull=False)


@admin.register(Publication)
class PublicationAdmin(WithdrawalPages, RecallPages, RedraftPages, ReadOnlyAdmin):
    list_display = ("title", "kind", "slug", "current_number", "withdrawn_at", "withdrawn_by_name")
    list_filter = (
        "kind",
        ("withdrawn_at", admin.EmptyFieldListFilter),
        DraftFilter,
        UncorrectedFilter,
    )
    search_fields = ("slug", "current__card")
    fields = (
        "kind", "slug", "current", "withdrawn_at", "withdrawn_by_name", "withdrawn_note",
        "withdrawn_reason", "successor", "all_editions",
    )  # fmt: skip
    change_form_template = "admin/guidance/publication_change_form.html"

    def get_urls(self) -> Any:
        pages = [*self.withdrawal_pages(), *self.recall_pages(), *self.redraft_pages()]
        return [
            *(
                path(
                    f"<int:object_id>/{address}",
                    self.admin_site.admin_view(never_cache(view)),
                    name=f"guidance_publication_{step}",
                )
                for address, step, view in pages
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        rows = rows.select_related("current__publication", "current__recall", "successor__current")
        places = ("current", "successor__current")
        return rows.defer(*(f"{place}__{name}" for place in places for name in HEAVY))

    def view_on_site(self, obj: Any) -> str | None:
        return obj.get_absolute_url() if obj.current else None

    @admin.display(description=gettext_lazy("title"))
    def title(self, row: Any) -> str:
        return str(row.current.title if row.current else row.slug)

    @admin.display(description=gettext_lazy("edition"))
    def current_number(self, row: Any) -> Any:
        return row.current.number if row.current else None

    @admin.display(description=gettext_lazy("editions"))
    def all_editions(self, row: Any) -> str:
        count = row.editions.count()
        url = f"../../../edition/?publication__slug={row.slug}&publication__kind={row.kind}"
        return format_html('<a href="{}">{}</a>', url, count)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kw: Any) -> Any:
        row = kw.get("obj")
        return super().render_change_form(
            request, context | self._beside(request, row), *args, **kw
        )

    def _beside(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """Return what stands above the facts of a publication."""
        if (draft := draft_of(row)) is not None:
            return {"history": page_url(draft, "editions")}
        start = "admin:guidance_publication"
        editions = row.editions.select_related("publication", "recall").without_documents()
        return {
            "may_publish": self.may_publish(request),
            "may_redraft": self.may_redraft(request, row),
            "redraft": reverse(f"{start}_redraft", args=[row.pk]),
            "withdraw": reverse(f"{start}_withdraw", args=[row.pk]),
            "bring_back": reverse(f"{start}_bring-back", args=[row.pk]),
            "editions": [
                (edition, reverse(f"{start}_recall", args=[row.pk, edition.number]))
                for edition in editions.order_by("-number")
            ],
        }

    def may_publish(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("guidance.publish_guidance"))

    def subject(self, request: HttpRequest, object_id: int) -> tuple[Any, Publication | None]:
        """Return a publication as its own subject."""
        row: Any = self.get_object(request, str(object_id))
        if row is None:
            raise Http404
        if not (self.has_view_permission(request, row) and self.may_publish(request)):
            raise PermissionDenied
        return row, row if row.current_id else None

    def subject_page(
        self, request: HttpRequest, row: Any, *, template: str, step: str, **context: Any
    ) -> HttpResponse:
        if (draft := draft_of(row)) is not None:
            return redirect(page_url(draft, step))
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "subtitle": str(row),
                "opts": self.opts,
                "row": row,
                "page_base": "admin/guidance/publication_page.html",
                **context,
            },
        )

    def history_url(self, row: Any) -> str:
        return reverse("admin:guidance_publication_change", args=[row.pk])
