"""Two situations of one questionnaire side by side: a page, Markdown and JSON."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from guidance.core.documents.trees import Tree
from guidance.services.contrasting.contrasts import Contrast, contrast
from guidance.services.contrasting.other_answers import other_answers
from guidance.services.contrasting.situations import (
    MAX_LINK,
    Situation,
    Unusable,
    contrast_address,
    situation_at,
)
from guidance.services.contrasting.writing import contrast_json, contrast_markdown
from guidance.services.editions.readings import current_tree
from guidance.views.checking.questionnaires import quiet
from guidance.views.frame.methods import for_reading
from portal.environment.addresses import absolute
from portal.limits.rules import limited


@dataclass(frozen=True)
class _Field:
    """One of the two links as it was given, and what it names or why it names nothing."""

    name: str
    given: str
    situation: Situation | None
    error: str


@for_reading
@limited("results", is_patient=True)
def check_compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Show two situations side by side, or ask for the link that is missing or wrong."""
    first, second = (_field(request, slug, name) for name in ("a", "b"))
    a, b = first.situation, second.situation
    if a is None or b is None:
        return _ask(request, slug, first, second)
    canonical = contrast_address(slug, a.written, b.written)
    if request.get_full_path() != canonical:
        return quiet(redirect(canonical))
    found = contrast(a, b)
    context = {
        "contrast": found,
        "tree": b.result.reading.document,
        "permanent": absolute(request, canonical),
        "swapped": contrast_address(slug, b.written, a.written),
        "markdown": contrast_address(slug, a.written, b.written, name="check-compare-markdown"),
        "json": contrast_address(slug, a.written, b.written, name="check-compare-json"),
        "another": contrast_address(slug, a.written),
    }
    return quiet(render(request, "guidance/contrast.html", context))


@for_reading
@limited("results", is_patient=True)
def check_compare_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    found, root, page = _found(request, slug)
    words = contrast_markdown(found, root=root, page=page)
    return quiet(HttpResponse(words, content_type="text/markdown; charset=utf-8"))


@for_reading
@limited("results", is_patient=True)
def check_compare_json(request: HttpRequest, slug: str) -> HttpResponse:
    found, root, page = _found(request, slug)
    words = contrast_json(found, root=root, page=page)
    return quiet(HttpResponse(words, content_type="application/json; charset=utf-8"))


def _found(request: HttpRequest, slug: str) -> tuple[Contrast, str, str]:
    """Return a comparison with the addresses of site and page; Http404 where there is none."""
    a, b = (_field(request, slug, name).situation for name in ("a", "b"))
    if a is None or b is None:
        raise Http404
    root = absolute(request, "/").rstrip("/")
    return contrast(a, b), root, absolute(request, contrast_address(slug, a.written, b.written))


def _field(request: HttpRequest, slug: str, name: str) -> _Field:
    given = request.GET.get(name, "").strip()
    if not given:
        return _Field(name, "", None, "")
    host = urlsplit(absolute(request, "/")).netloc
    try:
        return _Field(name, given, situation_at(slug, given, host=host), "")
    except Unusable as refused:
        return _Field(name, given[:MAX_LINK].replace("\0", ""), None, str(refused))


def _ask(request: HttpRequest, slug: str, first: _Field, second: _Field) -> HttpResponse:
    """Ask for the links; where one is known, offer its nearest other answers too."""
    known = first.situation or second.situation
    tree = known.result.reading.document if known else _tree(slug)
    context = {
        "fields": (first, second),
        "has_errors": bool(first.error or second.error),
        "known": known,
        "tree": tree,
        "others": other_answers(known.result) if known else (),
    }
    return quiet(render(request, "guidance/contrast_form.html", context))


def _tree(slug: str) -> Tree:
    if (reading := current_tree(slug)) is None:
        raise Http404
    return reading.document
