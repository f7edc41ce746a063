"""Licenses side by side: their terms by topic, and the words in which two texts differ."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from guidance.core.documents.fields import SLUG_PATTERN
from guidance.core.documents.licenses import License
from guidance.models import Edition, PublicationKind
from guidance.models.said import Listed
from guidance.services.asking.typeahead import licenses_begun
from guidance.services.editions.readings import Reading, read
from guidance.services.naming.offering import offered
from guidance.services.reading.license_parts import compare_terms, compare_words
from guidance.views.frame.caching import conditional, part
from guidance.views.frame.methods import for_reading
from portal.limits.rules import limited

LEAST, MOST = 2, 4
_PAIRS = 3
_FOR_PAIRS = ("family", "is_open_source", "topics")
_SLUG = re.compile(rf"{SLUG_PATTERN}\Z", re.ASCII)
_MAX_PARAMETER = 500
_MAX_WORDS = 100


@for_reading
@limited("compare")
def compare(request: HttpRequest) -> HttpResponse:
    """Compare two to four licenses; without them, with too many or unknown ones, ask which.

    A form sends ``licenses`` several times; the address to keep has them once.
    ``words=1`` adds what differs between the texts, where there are two. ``look`` looks for
    licenses by ``find``, the beginning of their names, and keeps those that are chosen.
    """
    slugs = _slugs(request)
    with_words = request.GET.get("words") == "1"
    find = request.GET.get("find", "")[:_MAX_WORDS].strip() if "look" in request.GET else ""
    if len(request.GET.getlist("licenses")) > 1 and not find:
        return redirect(address(slugs, with_words=with_words))
    readings = _readings(slugs) if LEAST <= len(slugs) <= MOST and not find else []
    is_compared = bool(slugs) and len(readings) == len(slugs)
    fields = () if is_compared else _FOR_PAIRS
    offer = offered(*fields, also=slugs, found=licenses_begun(find) if find else None)
    choices = offer.listed
    known = {item.slug for item in choices}
    unknown = [slug for slug in slugs if slug not in known]
    readings = readings if not unknown else []
    with_words = with_words and len(readings) == LEAST

    def page() -> HttpResponse:
        context = {
            "offer": offer,
            "find": find,
            "chosen": slugs,
            "unknown": unknown,
            "pairs": [] if readings else _pairs(choices),
            "is_wrong_number": bool(slugs) and not readings and not unknown and not find,
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
    parts = [slugs, with_words, find, offer, *editions]
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
    subject = max(choices, key=lambda one: len(one.card.topics))
    family = subject.card.family

    def rank(one: Listed) -> tuple[bool, bool]:
        is_related = bool(family) and one.card.family == family
        return not is_related, not one.card.is_open_source

    others = sorted((one for one in choices if one != subject), key=rank)
    return [
        {
            "first": subject.short_title,
            "second": one.short_title,
            "url": address([subject.slug, one.slug]),
        }
        for one in others[:_PAIRS]
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
