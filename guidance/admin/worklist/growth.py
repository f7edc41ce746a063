"""What grows, for administrators: how much of it there is, and how much may go."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from guidance.services.pruning.growing import growing


def growth_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Show the counts; nothing is deleted here."""
    if not request.user.is_superuser:
        raise PermissionDenied
    context = {**site.each_context(request), "title": _("What grows"), "kinds": growing()}
    return TemplateResponse(request, "admin/guidance_growth.html", context)
