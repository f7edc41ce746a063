"""How good the search is by the team's own queries, and what publishing a draft would change."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from guidance.admin.asking.rights import may_see, may_settle
from guidance.models import FaqEntry, JudgedQuery, License, Tree
from guidance.services.asking.judging import MOST, answers_now, judged, moved_by
from guidance.services.asking.quality import quality_of
from guidance.services.drafts.holding import Draft
from guidance.services.publishing.inspecting import inspect, preview_of

_DRAFTS = {"faqentry": FaqEntry, "tree": Tree, "license": License}


def quality_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Measure the queries as readers are answered now; ``of`` is a draft to try on them."""
    if not may_see(request.user):
        raise PermissionDenied
    rows = judged()
    answers = answers_now(rows)
    context = {
        **site.each_context(request),
        "title": _("How good the search is"),
        "quality": quality_of([answer for _row, answer in answers]) if rows else None,
        "misses": [one for one in answers if not 0 < one[1].place <= 3],
        "more": max(0, JudgedQuery.objects.count() - MOST),
        "may_edit": may_settle(request.user),
        "drafts": _drafts(request.user),
        "of": request.GET.get("of", ""),
        **_tried(request, rows),
    }
    return TemplateResponse(request, "admin/guidance_quality.html", context)


def _drafts(user: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the drafts that somebody sees, by their titles (three queries)."""
    found = []
    for name, model in _DRAFTS.items():
        if user.has_perm(f"guidance.view_{name}"):
            rows: Any = model._default_manager
            if model is License:
                rows = rows.filter(terms__isnull=False).distinct()
            if titles := [(f"{name}/{row.pk}", str(row)) for row in rows.all()]:
                found.append((str(model._meta.verbose_name_plural), titles))
    return found


def _tried(request: HttpRequest, rows: list[JudgedQuery]) -> dict[str, Any]:
    """Return what publishing the chosen draft would change in the figures."""
    if not request.GET.get("of"):
        return {}
    row = _draft(request)
    document = inspect(row).document
    if document is None:
        return {"draft": row, "is_broken": True}
    reading = preview_of(document)
    before, after, moved = moved_by(rows, reading.document, reading.context)
    return {
        "draft": row,
        "before": quality_of(before),
        "after": quality_of(after),
        "moved": moved,
    }


def _draft(request: HttpRequest) -> Draft:
    name, _slash, pk = request.GET["of"].partition("/")
    user: Any = request.user
    model: Any = _DRAFTS.get(name)
    if model is None or not pk.isascii() or not pk.isdigit() or len(pk) > 9:
        raise Http404
    if not user.has_perm(f"guidance.view_{name}"):
        raise PermissionDenied
    found: Draft | None = model._default_manager.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
