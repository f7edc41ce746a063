"""Licenses side by side: their terms by topic, and the words in which two texts differ."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from guidance.core.documents.cards import LicenseCard
from guidance.core.documents.fields import SLUG_PATTERN
from guidance.core.documents.licenses import License
from guidance.models import Edition, Publication, PublicationKind
from guidance.models.said import Listed
from guidance.services.editions.readings import Reading, read
from guidance.services.reading.license_parts import compare_terms, compare_words
from guidance.views.frame.caching import conditional, part
from guidance.views.frame.methods import for_reading
from portal.limits.rules import limited

LEAST, MOST = 2, 4
_PAIRS = 3
_FOR_PAIRS = ("short_title", "family", "is_open_source", "topics")
_SLUG = re.compile(rf"{SLUG_PATTERN}\Z", re.ASCII)
_MAX_PARAMETER = 500


@for_reading
@limited("compare")
def compare(request: HttpRequest) -> HttpResponse:
    """Compare two to four licenses; without them, with too many or unknown ones, ask which.

    A form sends ``licenses`` several times; the address to keep has them once.
    ``words=1`` adds what differs between the texts, where there are two.
    """
    slugs = _slugs(request)
    with_words = request.GET.get("words") == "1"
    if len(request.GET.getlist("licenses")) > 1:
        return redirect(address(slugs, with_words=with_words))
    live = Publication.objects.live().of_kind(PublicationKind.LICENSE)
    readings = _readings(slugs) if LEAST <= len(slugs) <= MOST else []
    is_compared = bool(slugs) and len(readings) == len(slugs)
    choices = live.with_card_fields("title", *(() if is_compared else _FOR_PAIRS))
    known = {item.slug for item in choices}
    unknown = [slug for slug in slugs if slug not in known]
    readings = readings if not unknown else []
    with_words = with_words and len(readings) == LEAST

    def page() -> HttpResponse:
        context = {
            "choices": choices,
            "chosen": slugs,
            "unknown": unknown,
            "pairs": [] if readings else _pairs(choices),
            "is_wrong_number": bool(slugs) and not readings and not unknown,
            "least": LEAST,
            "most": MOST,
            "licenses": [reading.document for reading in readings],
            "recalled": [one for one in readings if one.edition and one.edition.recall],
            "comparison": compare_terms(readings),
            "words": _words(readings) if with_words else (),
            "words_address": address(slugs, with_words=True) if len(readings) == LEAST else "",
        }
        return render(request, "guidance/compare.html", context, status=404 if unknown else 200)

    if unknown:
        return page()
    editions = [part(reading.edition) for reading in readings]
    parts = [slugs, with_words, *choices, *editions]
    return conditional(request, parts, page)


def address(slugs: list[str], *, with_words: bool = False) -> str:
    """Return the address of a comparison, without the escapes that nobody can read."""
    query = f"?licenses={','.join(slugs)}" if slugs else ""
    return reverse("guidance:compare") + query + ("&words=1" if with_words and slugs else "")


def _pairs(choices: list[Listed]) -> list[dict[str, str]]:
    """Return comparisons to begin with: of the license that says most, with its own family first.

    After its family come open source licenses, which most readers know.
    """
    if len(choices) < LEAST:
        return []
    cards = {one.slug: one.card for one in choices if isinstance(one.card, LicenseCard)}
    subject = max(cards, key=lambda slug: len(cards[slug].topics))
    card = cards[subject]

    def rank(slug: str) -> tuple[bool, bool]:
        is_related = bool(card.family) and cards[slug].family == card.family
        return not is_related, not cards[slug].is_open_source

    others = sorted((slug for slug in cards if slug != subject), key=rank)
    return [
        {
            "first": card.short_title,
            "second": cards[slug].short_title,
            "url": address([subject, slug]),
        }
        for slug in others[:_PAIRS]
    ]


def _slugs(request: HttpRequest) -> list[str]:
    """Return the slugs asked for, each once; one that cannot be a slug is an unknown license."""
    written = ",".join(request.GET.getlist("licenses"))
    if len(written) > _MAX_PARAMETER:
        raise Http404
    slugs = list(dict.fromkeys(slug for slug in written.replace(" ", "").split(",") if slug))
    if not all(_SLUG.match(slug) for slug in slugs):
        raise Http404
    return slugs


def _readings(slugs: list[str]) -> list[Reading[License]]:
    """Return the current readings in the order asked for (one query)."""
    editions = Edition.objects.filter(
        current_of__kind=PublicationKind.LICENSE, current_of__slug__in=slugs
    ).with_marks()
    readings = {edition.publication.slug: read(edition) for edition in editions}
    return [readings[slug] for slug in slugs if slug in readings]


def _words(readings: list[Reading[License]]) -> list[dict[str, str]]:
    """Return the changes between two texts, each cut into its paragraphs' lines by the template."""
    old, new = (reading.document for reading in readings)
    return [{"kind": c.kind, "text": c.text} for c in compare_words(old, new)]
