"""Deleting drafts: refused, with the way to do it, where they are public or named by others."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import change_url, page_url
from guidance.admin.saving.held import HeldAdmin
from guidance.models import Publication
from guidance.services.drafts.holding import KINDS
from guidance.services.publishing.withdrawals import (
    StillNamed,
    StillPublic,
    delete_drafts,
    naming_of,
)


class DraftDeletion(HeldAdmin):
    """Delete drafts that nobody reads, one or several; say of the others how to withdraw them."""

    delete_confirmation_template = "admin/guidance/draft_delete.html"
    delete_selected_confirmation_template = "admin/guidance/draft_delete_selected.html"

    @admin.action(
        permissions=["delete"],
        description=gettext_lazy("Delete selected %(verbose_name_plural)s"),
    )
    def delete_selected(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        try:
            return super().delete_selected(request, queryset)
        except (StillPublic, StillNamed) as error:
            _refuse(request, error)
            return None

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except StillPublic as error:
            _refuse(request, error)
            return redirect(page_url(error.drafts[0], "withdraw"))
        except StillNamed as error:
            _refuse(request, error)
            return redirect(change_url(error.draft))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        delete_drafts([obj])

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        delete_drafts(list(queryset))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what would be deleted; what is public stands among what must not be."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        rows = list(objs)
        live = Publication.objects.live().of_kind(KINDS[self.model])
        public = set(
            live.filter(slug__in=[row.slug for row in rows]).values_list("slug", flat=True)
        )
        links = [
            format_html(
                _('<a href="{}">Withdraw “{}”</a>, which is public'), page_url(row, "withdraw"), row
            )
            for row in rows
            if row.slug in public
        ]
        links += [
            format_html(
                _('<a href="{}">Take “{}” out of “{}”</a>, which names it'),
                change_url(one),
                row,
                one,
            )
            for row in rows
            for one in naming_of(row)
            if one not in rows
        ]
        return deleted, counts, needed, [*protected, *links]


def _refuse(request: HttpRequest, error: StillPublic | StillNamed) -> None:
    if isinstance(error, StillPublic):
        titles = ", ".join(f"“{draft}”" for draft in error.drafts)
        words = _("Nothing was deleted: %s can be read by everyone. Withdraw it first.") % titles
    else:
        titles = ", ".join(f"“{draft}”" for draft in error.naming)
        words = _("Nothing was deleted: “%(it)s” is named by %(others)s. Take it out there first.")
        words %= {"it": error.draft, "others": titles}
    messages.error(request, words)
