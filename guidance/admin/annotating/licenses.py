"""The admin of licenses, with the pages on which one works on their text."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from guidance.admin.addresses.places import page_url
from guidance.admin.annotating.borders import BorderPages
from guidance.admin.annotating.citing import CitingPages
from guidance.admin.annotating.pages import AnnotatingPages
from guidance.admin.annotating.revising import RevisingPages
from guidance.admin.annotating.words import annotate_url
from guidance.admin.nouns.licenses import LicenseAdmin
from guidance.admin.sources.pages import SourcePages
from guidance.admin.steps.drafts import Step
from guidance.models import License
from guidance.services.publishing.inspecting import Inspection


class WorkedLicenseAdmin(
    AnnotatingPages, BorderPages, CitingPages, RevisingPages, SourcePages, LicenseAdmin
):
    """A license with its text as the place of work."""

    def get_urls(self) -> Any:
        pages: list[tuple[str, str, Callable[..., HttpResponseBase]]] = [
            *self.annotating_pages(), *self.border_pages(), *self.revising_pages(),
            *self.source_pages(),
        ]  # fmt: skip
        cite = self.admin_site.admin_view(never_cache(self.cite_view))
        return [
            path("cite/", cite, name="guidance_license_cite"),
            *(
                path(
                    f"<int:object_id>/{address}",
                    self.admin_site.admin_view(never_cache(view)),
                    name=f"guidance_license_{step}",
                )
                for address, step, view in pages
            ),
            *super().get_urls(),
        ]

    def steps(self, row: Any, inspection: Inspection) -> list[Step]:
        edit, *others = super().steps(row, inspection)
        return [
            edit,
            ("annotate", annotate_url(row), _("Text and notes"), []),
            *others,
            ("sources", page_url(row, "sources"), _("Sources"), []),
        ]


admin.site.register(License, WorkedLicenseAdmin)
