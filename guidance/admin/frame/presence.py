"""The address where the browser of a form says that it is open, and is told who else has it."""

import re
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from guidance.services import presence

_PAGE = re.compile(r"guidance/(?P<model>[a-z]{1,40})/(?P<pk>\d{1,18})")


def page_of(row: Any) -> str:
    """Return what the form of a row is called here."""
    return f"guidance/{row._meta.model_name}/{row.pk}"


@require_POST
def open_view(request: HttpRequest) -> JsonResponse:
    """Note that a form is open, or left, and name who else has it open: no more than lists show."""
    user: Any = request.user
    found = _PAGE.fullmatch(request.POST.get("page", ""))
    if found is None:
        raise Http404
    try:
        model = apps.get_model("guidance", found["model"])
    except LookupError as error:
        raise Http404 from error
    if not user.has_perm(f"guidance.view_{found['model']}"):
        raise PermissionDenied
    if not model._default_manager.filter(pk=int(found["pk"])).exists():
        raise Http404
    if request.POST.get("left"):
        presence.left(found[0], user)
        return JsonResponse({"others": []})
    presence.seen_at(found[0], user)
    return JsonResponse({"others": presence.others_at(found[0], user)})


def here(row: Any, user: Any) -> dict[str, Any]:
    """Return what the form of a row says of who else has it open (one query)."""
    page = page_of(row)
    url = reverse("admin:guidance_open")
    return {"page": page, "url": url, "others": presence.others_at(page, user)}
