"""Licenses: the list with its filters, the annotated text, and the text alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guidance.core.documents.cards import LicenseCard
from guidance.core.documents.licenses import License
from guidance.models import Publication, PublicationKind, SearchKind
from guidance.services.editions.readings import Reading, current_license, pinned
from guidance.services.reading.license_pages import annotated_license, around_license
from guidance.services.reading.license_ways import way_in
from guidance.services.search import searching
from guidance.views.frame.caching import card_parts, conditional, part
from guidance.views.frame.methods import for_reading
from guidance.views.frame.withdrawn import gone
from portal.limits.rules import counted

_MAX_WORDS = 100


@for_reading
def license_list(request: HttpRequest) -> HttpResponse:
    """List licenses by words, family, open source or not, and the topics of their terms."""
    publications = list(Publication.objects.live().of_kind(PublicationKind.LICENSE).with_cards())
    chosen = {
        name: request.GET.get(name, "")[:_MAX_WORDS].strip()
        for name in ("q", "family", "open", "allows", "topic")
    }
    found = searching.order_of(chosen["q"], kind=SearchKind.LICENSE) if chosen["q"] else None

    def page() -> HttpResponse:
        cards = [LicenseCard.read(publication.edition.card) for publication in publications]
        pairs = zip(publications, cards, strict=True)
        topics = {slug: title for card in cards for slug, title in card.topics.items()}
        allowed = {slug for card in cards for slug in card.permissions}
        by_title = sorted(topics.items(), key=lambda topic: topic[1])
        context = {
            "publications": [
                one
                for one, card in pairs
                if _fits(card, chosen) and (found is None or one.slug in found)
            ],
            "total": len(publications),
            "chosen": chosen,
            "is_filtered": any(chosen.values()),
            "families": sorted({card.family for card in cards if card.family}),
            "allowed": [topic for topic in by_title if topic[0] in allowed],
            "topics": by_title,
        }
        return render(request, "guidance/license_list.html", context)

    def answer() -> HttpResponse:
        return conditional(request, [chosen, found, *card_parts(publications)], page)

    return counted(request, "search", answer) if any(chosen.values()) else answer()


def _fits(card: LicenseCard, chosen: dict[str, str]) -> bool:
    return (
        chosen["family"] in ("", card.family)
        and chosen["open"] in ("", "yes" if card.is_open_source else "no")
        and (not chosen["allows"] or chosen["allows"] in card.permissions)
        and (not chosen["topic"] or chosen["topic"] in card.topics)
    )


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
    others = list(around_license(reading.document.slug))
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
