"""Licenses: the list with its filters, the annotated text, and the text alone."""

from typing import cast
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guidance.core.documents.licenses import License
from guidance.models import Publication, PublicationKind, SearchKind
from guidance.models.editions import PublicationQuerySet
from guidance.models.said import named as named_by
from guidance.services.editions.readings import Reading, current_license, pinned
from guidance.services.reading.license_pages import annotated_license, around_license
from guidance.services.reading.license_ways import way_in
from guidance.services.search import searching
from guidance.views.frame.caching import card_parts, conditional, part
from guidance.views.frame.methods import for_reading
from guidance.views.frame.withdrawn import gone
from portal.limits.rules import counted

_MAX_WORDS = 100
_ON_A_PAGE = 60


@for_reading
def license_list(request: HttpRequest) -> HttpResponse:
    """List licenses by words, family, open source or not, and the topics of their terms."""
    chosen = {
        name: request.GET.get(name, "")[:_MAX_WORDS].strip()
        for name in ("q", "family", "open", "allows", "topic")
    }
    live = Publication.objects.live().of_kind(PublicationKind.LICENSE)
    found = searching.order_of(chosen["q"], kind=SearchKind.LICENSE) if chosen["q"] else None
    fitting = _fitting(live, chosen)
    if found is not None:
        fitting = fitting.filter(slug__in=found)
    shown = Paginator(fitting, _ON_A_PAGE).get_page(request.GET.get("page", "1")[:9])
    publications = cast(PublicationQuerySet, shown.object_list).shown()

    named = named_by(PublicationKind.LICENSE, "family", "permission", "topic")
    total = live.count()

    def page() -> HttpResponse:
        topics = [(one.value, one.words) for one in named["topic"]]
        topics.sort(key=lambda topic: topic[1])
        allowed = {one.value for one in named["permission"]}
        context = {
            "publications": publications,
            "shown": shown,
            "query": _query(chosen),
            "total": total,
            "chosen": chosen,
            "is_filtered": any(chosen.values()),
            "families": [one.value for one in named["family"]],
            "allowed": [topic for topic in topics if topic[0] in allowed],
            "topics": topics,
        }
        return render(request, "guidance/license_list.html", context)

    def answer() -> HttpResponse:
        parts = [chosen, shown.number, shown.paginator.count, total, named]
        return conditional(request, [*parts, *card_parts(publications)], page)

    return counted(request, "search", answer) if any(chosen.values()) else answer()


def _fitting(live: PublicationQuerySet, chosen: dict[str, str]) -> PublicationQuerySet:
    """Return the licenses that fit what was chosen, in the order of the list."""
    for field, name in (("family", "family"), ("allows", "permission"), ("topic", "topic")):
        if chosen[field]:
            live = live.saying((name, chosen[field]))
    if chosen["open"]:
        live = (live.saying if chosen["open"] == "yes" else live.not_saying)(("open", "1"))
    return live.order_by("position", "slug")


def _query(chosen: dict[str, str]) -> str:
    """Return what was chosen as the beginning of a query, for links to other pages."""
    given = {name: value for name, value in chosen.items() if value}
    return f"{urlencode(given)}&" if given else ""


@for_reading
def license(request: HttpRequest, slug: str) -> HttpResponse:
    if (reading := current_license(slug)) is None:
        return gone(request, PublicationKind.LICENSE, slug)
    return _annotated(request, reading, is_pinned=False)


@for_reading
def license_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show an edition as it was published, saying whether it is still the current one."""
    if (reading := pinned(PublicationKind.LICENSE, slug, number)) is None:
        raise Http404
    response = _annotated(request, reading, is_pinned=True)
    response["X-Robots-Tag"] = "noindex"
    return response


@for_reading
def license_text(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the verbatim text, and nothing else."""
    if (reading := current_license(slug)) is None:
        return gone(request, PublicationKind.LICENSE, slug)
    return _plain(request, reading)


@for_reading
def license_edition_text(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Return the verbatim text that an edition is about: what its notes count characters in."""
    if (reading := pinned(PublicationKind.LICENSE, slug, number)) is None:
        raise Http404
    response = _plain(request, reading)
    response["X-Robots-Tag"] = "noindex"
    return response


def _plain(request: HttpRequest, reading: Reading[License]) -> HttpResponse:
    body = reading.document.text.body or ""
    return conditional(
        request,
        [reading.document.text.digest],
        lambda: HttpResponse(body, content_type="text/plain; charset=utf-8"),
    )


def _annotated(request: HttpRequest, reading: Reading[License], *, is_pinned: bool) -> HttpResponse:
    others = around_license(reading.document)
    way = way_in(request.GET, reading.document)
    parts = [way, part(reading.edition), *card_parts(others)]
    return conditional(
        request,
        parts,
        lambda: render(
            request,
            "guidance/license.html",
            vars(annotated_license(reading, others, is_pinned=is_pinned, way=way)),
        ),
    )
