"""What has no other wordings yet, and entries that are asked for in each other's words."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import page_url
from guidance.admin.asking.rights import may_see
from guidance.services.wordings.gaps import lacking, mixed_up

_SHOWN = 100
_TITLES = 8


def gaps_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """List both, each with the page on which it is mended."""
    if not may_see(request.user):
        raise PermissionDenied
    gaps, pairs = lacking(), mixed_up()
    context = {
        **site.each_context(request),
        "title": _("Other wordings: what is missing, what is mixed up"),
        "gaps": [
            (one.row, page_url(one.row, "wordings"), one.titles[:_TITLES], len(one.titles))
            for one in gaps[:_SHOWN]
        ],
        "gap_count": len(gaps),
        "pairs": [
            (
                *((one, page_url(one.row, "wordings")) for one in (pair.first, pair.second)),
                round(100 * pair.mixed.fit),
                round(100 * pair.mixed.own_fit),
                pair.mixed.alike,
            )
            for pair in pairs[:_SHOWN]
        ],
        "pair_count": len(pairs),
    }
    return TemplateResponse(request, "admin/guidance_gaps.html", context)
