"""The search page: one GET form, filters as links, every result at its own address."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from guidance.models import SearchKind
from guidance.services.asking.topics import nearest
from guidance.services.search import searching
from guidance.services.wordings import missed
from guidance.views.frame.methods import for_reading
from portal.limits.rules import limited

MAX_LICENSES = 12
MAX_COMPARED = 4
EXAMPLES = (
    _("train another model"),
    _("monthly active users"),
    _("fine-tune and sell"),
    _("keep the notice"),
    _("section 2"),
)


@dataclass(frozen=True)
class Link:
    """A filter or an example as the page shows it; ``count`` is None where there is none."""

    words: str
    url: str
    count: int | None = None
    is_active: bool = False


@for_reading
@limited("search")
def search(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "")
    kind = request.GET.get("kind", "")
    kind = kind if kind in SearchKind.values else ""
    license = request.GET.get("license", "")
    everywhere = "all" if request.GET.get("scope") == "all" else ""
    found = searching.search(
        asked,
        kinds=[kind] if kind else None,
        license=license,
        page=_page(request),
        is_scoped=not everywhere,
        is_answering=True,
    )
    query = found.query.text
    if not (found.total or kind or license):
        missed.note(query)
    chosen = next((facet.value for facet in found.licenses if facet.is_active), "")
    now = {"kind": kind, "license": chosen, "scope": everywhere if found.named else ""}
    response = render(
        request,
        "guidance/search.html",
        {
            "found": found,
            "kind": kind,
            "license": chosen,
            "everywhere_named": now["scope"],
            "chips": _chips(found, **now),
            "comparison": _comparison(found),
            "kinds": _filters(found.kinds, query=query, by="kind", **now),
            "licenses": _filters(found.licenses, query=query, by="license", **now),
            "everywhere": _address(query) if kind or license else "",
            "previous": _near(found, -1, **now),
            "next": _near(found, 1, **now),
            "suggestion": _address(found.suggestion) if found.suggestion else "",
            "topics": _topics(query) if query and (found.is_any or not found.total) else [],
            "examples": [Link(str(words), _address(str(words))) for words in EXAMPLES],
        },
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _topics(query: str) -> list[Link]:
    return [
        Link(
            one.title, f"{reverse('guidance:faq-list')}?{urlencode({'topic': one.slug})}", one.count
        )
        for one in nearest(query)
    ]


def _chips(found: searching.SearchPage, **now: str) -> list[Link]:
    """Return what narrows the search, each with the address without it."""
    query = found.query.text
    chips = []
    if found.scope and not now["license"]:
        names = ", ".join(name for _slug, name in found.scope)
        words = _("In %(licenses)s first") % {"licenses": names}
        chips.append(Link(str(words), _address(query, **now | {"scope": "all"})))
    for by, facets in (("license", found.licenses), ("kind", found.kinds)):
        for facet in facets:
            if facet.is_active:
                words = (
                    _("In %(licenses)s") % {"licenses": facet.name}
                    if by == "license"
                    else facet.name
                )
                chips.append(Link(str(words), _address(query, **now | {by: ""})))
    return chips


def _comparison(found: searching.SearchPage) -> Link | None:
    """Return where the licenses that a search names stand side by side, if it names several."""
    if not 2 <= len(found.scope) <= MAX_COMPARED:
        return None
    slugs = ",".join(slug for slug, _name in found.scope)
    names = ", ".join(name for _slug, name in found.scope)
    return Link(names, f"{reverse('guidance:compare')}?licenses={slugs}")


def _page(request: HttpRequest) -> int:
    written = request.GET.get("page", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 1


def _address(query: str, **filters: str) -> str:
    given = {name: value for name, value in filters.items() if value}
    return f"{_place(get_script_prefix())}?{urlencode({'q': query, **given})}"


@lru_cache(maxsize=4)
def _place(_prefix: str) -> str:
    """Return the address of the search; a page names it for each filter."""
    return reverse("guidance:search")


def _near(found: searching.SearchPage, step: int, **now: str) -> str:
    """Return the address of the page before or after, or nothing where there is none."""
    number = found.page + step
    if not 1 <= number <= found.pages:
        return ""
    return _address(found.query.text, **now, page=str(number))


def _filters(facets: tuple[searching.Facet, ...], *, query: str, by: str, **now: str) -> list[Link]:
    """Return "All" and the facets as links, or nothing where there is nothing to choose."""
    shown = [f for place, f in enumerate(facets) if place < MAX_LICENSES or f.is_active]
    if len(facets) < 2 and not any(facet.is_active for facet in facets):
        return []
    is_all = not any(facet.is_active for facet in facets)
    links = [Link(str(_("All")), _address(query, **now | {by: ""}), is_active=is_all)]
    links += [
        Link(
            facet.name,
            _address(query, **now | {by: facet.value}),
            count=facet.count,
            is_active=facet.is_active,
        )
        for facet in shown
    ]
    return links
