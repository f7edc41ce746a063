"""Questions that people ask: the list with its filters, and the single answer."""

from collections import Counter
from collections.abc import Collection

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guidance.core.documents.cards import FaqCard
from guidance.core.documents.faqs import FaqEntry
from guidance.models import Publication, PublicationKind, SearchKind
from guidance.models.editions import PublicationQuerySet
from guidance.models.said import Shown
from guidance.models.said import named as named_by
from guidance.services.editions.readings import Reading, current_faq, pinned
from guidance.services.reading.faq_pages import around_faq, faq_page
from guidance.services.search import searching
from guidance.views.frame.caching import card_parts, conditional, part
from guidance.views.frame.methods import for_reading
from guidance.views.frame.withdrawn import gone
from portal.limits.rules import counted

_MAX_WORDS = 100
_GROUP = 3
"""Questions that a topic needs before it is a group of its own."""


@for_reading
def faq_list(request: HttpRequest) -> HttpResponse:
    """List questions by topic, filtered by words, license and topic."""
    live = Publication.objects.live().of_kind(PublicationKind.FAQ)
    chosen = {
        name: request.GET.get(name, "")[:_MAX_WORDS].strip() for name in ("q", "license", "topic")
    }
    found = searching.order_of(chosen["q"], kind=SearchKind.FAQ) if chosen["q"] else None
    shown = _fitting(live, chosen, found).shown()
    if found is not None:
        shown.sort(key=lambda publication: found[publication.slug])
    named = named_by(PublicationKind.FAQ, "license", "topic")
    total = live.count() if any(chosen.values()) else len(shown)

    def page() -> HttpResponse:
        topics = {one.value: one.words for one in named["topic"]}
        licenses = {one.value: one.words for one in named["license"]}
        context = {
            "groups": _groups(shown, topics, chosen["topic"]),
            "count": len(shown),
            "total": total,
            "chosen": chosen,
            "is_filtered": any(chosen.values()),
            "licenses": sorted(licenses.items(), key=lambda item: item[1]),
            "topics": sorted(topics.items(), key=lambda item: item[1]),
        }
        return render(request, "guidance/faq_list.html", context)

    def answer() -> HttpResponse:
        return conditional(request, [chosen, found, total, named, *card_parts(shown)], page)

    return counted(request, "search", answer) if any(chosen.values()) else answer()


def _card(publication: Shown) -> FaqCard:
    return FaqCard.read(publication.data)


def _fitting(
    live: PublicationQuerySet, chosen: dict[str, str], found: Collection[str] | None
) -> PublicationQuerySet:
    """Return the questions that fit what was chosen, in the order of the list."""
    for name in ("license", "topic"):
        if chosen[name]:
            live = live.saying((name, chosen[name]))
    return live if found is None else live.filter(slug__in=found)


def _groups(
    publications: list[Shown], topics: dict[str, str], topic: str
) -> list[dict[str, object]]:
    """Put each question under one topic: the one chosen, else the most specific of its own.

    That is the one with the fewest questions, of those with enough of them. Groups
    come in the order in which the questions first speak of their topics, those with
    a featured question first.
    """
    counts = Counter(slug for item in publications for slug in _card(item).topics)

    def rank(slug: str) -> tuple[bool, int, str]:
        count = counts[slug]
        return (count < _GROUP, count if count >= _GROUP else -count, topics[slug])

    groups: dict[str, list[Shown]] = {}
    for publication in publications:
        own = _card(publication).topics
        slug = topic if topic in own else min(own, key=rank, default="")
        groups.setdefault(slug, []).append(publication)
    ordered = sorted(groups.items(), key=lambda group: not any(map(_is_featured, group[1])))
    return [
        {"slug": slug, "title": topics.get(slug, ""), "publications": items}
        for slug, items in ordered
    ]


def _is_featured(publication: Shown) -> bool:
    return _card(publication).is_featured


@for_reading
def faq(request: HttpRequest, slug: str) -> HttpResponse:
    if (reading := current_faq(slug)) is None:
        return gone(request, PublicationKind.FAQ, slug)
    return _answered(request, reading, is_pinned=False)


@for_reading
def faq_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show an edition as it was published, saying whether it is still the current one."""
    if (reading := pinned(PublicationKind.FAQ, slug, number)) is None:
        raise Http404
    response = _answered(request, reading, is_pinned=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def _answered(request: HttpRequest, reading: Reading[FaqEntry], *, is_pinned: bool) -> HttpResponse:
    others = around_faq(reading)
    parts = [part(reading.edition), *card_parts(others)]
    return conditional(
        request,
        parts,
        lambda: render(
            request,
            "guidance/faq.html",
            vars(faq_page(reading, others, is_pinned=is_pinned)),
        ),
    )
