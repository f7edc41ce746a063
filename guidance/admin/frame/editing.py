"""Where a public page is edited: what a script of that page asks for whoever is logged in."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guidance.admin.addresses.places import desk_url, text_url
from guidance.models import FaqEntry, License, Tree

_DRAFTS: dict[str, type[Any]] = {
    "license": License,
    "faq": FaqEntry,
    "check-start": Tree,
    "check": Tree,
}
"""The draft behind each public page, by the name of its address."""


@require_GET
@never_cache
def edit_view(request: HttpRequest) -> JsonResponse:
    """Say where the draft behind a public page is edited, at the place that one looks at.

    Nothing is said where there is no draft, or to who may not edit it.
    """
    try:
        match = resolve(request.GET.get("path", ""))
    except Resolver404 as error:
        raise Http404 from error
    model = _DRAFTS.get(match.url_name or "") if match.namespace == "guidance" else None
    if model is None:
        raise Http404
    may_edit = request.user.has_perm(f"guidance.change_{model._meta.model_name}")
    row = model._default_manager.filter(slug=match.kwargs["slug"]).first() if may_edit else None
    if row is None:
        return JsonResponse({})
    is_license = isinstance(row, License)
    url = text_url(row, request.GET.get("at", "")) if is_license else desk_url(row)
    return JsonResponse({"url": url, "words": _("Edit")})
