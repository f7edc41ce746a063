"""The list of drafts beside which other guidance ships since the team made them its own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import page_url
from guidance.services.drafts.holding import KINDS
from guidance.services.publishing.corrections import drafts_with_corrections


def shipped_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """List the drafts that somebody may see, each with the page of its corrections."""
    user: Any = request.user
    seen = {model for model in KINDS if user.has_perm(f"guidance.view_{model._meta.model_name}")}
    if not seen:
        raise PermissionDenied
    context = {
        **site.each_context(request),
        "title": _("Shipped guidance changed"),
        "drafts": [
            (row._meta.verbose_name, str(row), page_url(row, "shipped"))
            for row in drafts_with_corrections()
            if type(row) in seen
        ],
    }
    return TemplateResponse(request, "admin/guidance_shipped.html", context)
