"""One search field over everything that the team writes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import desk_url, node_url, page_url
from guidance.models import Option, Outcome, PolicySection, Question, Section, Tree
from guidance.services.worklist.everything import LONGEST, MOST, PLACES, Found, find


def search_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Find rows by their titles, keys and words, among what somebody may see."""
    user: Any = request.user
    places = [place for place in PLACES if _may_see(user, place.model)]
    if not places:
        raise PermissionDenied
    query = request.GET.get("q", "").strip()[:LONGEST]
    context = {
        **site.each_context(request),
        "title": _("Search everything"),
        "query": query,
        "groups": [_shown(found) for found in find(query, places)],
        "most": MOST,
    }
    return TemplateResponse(request, "admin/guidance_search.html", context)


def _may_see(user: Any, model: type[Any]) -> bool:
    return bool(user.has_perm(f"guidance.view_{model._meta.model_name}"))


def _shown(found: Found) -> dict[str, Any]:
    return {
        "words": found.model._meta.verbose_name_plural,
        "rows": [(_title(row), _url(row), _belongs(row)) for row in found.rows],
        "is_more": found.is_more,
    }


def _title(row: Any) -> str:
    if isinstance(row, Section | PolicySection):
        return " ".join(filter(None, (getattr(row, "label", "") or row.key, row.heading)))
    if isinstance(row, Option):
        return row.label
    return str(row)


def _url(row: Any) -> str:
    """Return where a row is written: in the workshop, in the text of its license, or its form."""
    if isinstance(row, Tree):
        return desk_url(row)
    if isinstance(row, Question | Outcome | Option):
        node = row.question if isinstance(row, Option) else row
        return f"{node_url(node.tree, node.key)}#inspector"
    if isinstance(row, Section):
        text = page_url(row.license, "annotate")
        return f"{text}?{urlencode({'section': row.key})}#at-{row.key}"
    if isinstance(row, PolicySection):
        return reverse("admin:guidance_policy_change", args=[row.policy_id])
    return reverse(f"admin:guidance_{row._meta.model_name}_change", args=[row.pk])


def _belongs(row: Any) -> str:
    """Say what a part belongs to; empty for what stands alone."""
    if isinstance(row, PolicySection):
        return str(row.policy.license)
    if isinstance(row, Option):
        return str(row.question.tree)
    whole = getattr(row, "license", None) or getattr(row, "tree", None)
    return str(whole) if whole else ""
