"""Turn readings into the shapes that the API answers with."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from guidance.api.shapes import common, marks
from guidance.core.documents.cards import TreeCard
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import Annotation, License, Section
from guidance.core.documents.trees import Tree
from guidance.core.texts.anchors import Span, describe, locate
from guidance.services.editions.readings import EditionFacts, Reading
from guidance.services.results.citing import ShownCitation, cite_all
from guidance.services.search.hits import Result
from portal.environment.addresses import absolute


def edition(facts: EditionFacts | None, request: HttpRequest) -> common.EditionShape:
    assert facts is not None  # noqa: S101 - the API reads editions only
    return common.EditionShape(
        **marks.fields(facts, request),
        number=facts.number,
        digest=facts.digest,
        published_at=facts.published_at,
        note=facts.note,
        is_shipped=facts.is_shipped,
        reviewed_at=facts.reviewed_at,
        is_current=facts.is_current,
    )


def license_summary(reading: Reading[License], request: HttpRequest) -> dict[str, Any]:
    document = reading.document
    return {
        "slug": document.slug,
        "title": document.title,
        "short_title": document.short_title,
        "family": document.family,
        "publisher": document.publisher,
        "classification": document.classification,
        "is_open_source": document.is_open_source,
        "summary": document.summary,
        "edition": edition(reading.edition, request),
        "url": absolute(request, reverse("guidance:license", args=[document.slug])),
        "permanent_url": _pinned(reading, request),
    }


def license_detail(reading: Reading[License], request: HttpRequest) -> common.LicenseDetail:
    document = reading.document
    text = document.text
    return common.LicenseDetail(
        **license_summary(reading, request),
        spdx=document.spdx,
        other_names=document.other_names,
        file_name=document.file_name,
        hub_name=document.hub_name,
        request_to=document.request_to,
        request_source=document.request_source,
        request_read_on=document.request_read_on,
        request_letter=document.request_letter,
        effective_on=document.effective_on,
        background=document.background,
        text=common.TextShape(
            source=text.source,
            key=text.key,
            url=text.url,
            digest=text.digest,
            plain_url=_pinned(reading, request, name="license-edition-text"),
        ),
        policies=document.policies,
    )


def section(item: Section, reading: Reading[License], request: HttpRequest) -> common.SectionShape:
    body = reading.document.text.body or ""
    return common.SectionShape(
        **item.model_dump(),
        text=body[item.start : item.end],
        url=_pinned(reading, request, fragment=item.key),
    )


def annotation(
    item: Annotation, reading: Reading[License], request: HttpRequest
) -> common.AnnotationShape:
    span = _span(item, reading.document)
    return common.AnnotationShape(
        **item.model_dump(),
        start=span.start if span else None,
        end=span.end if span else None,
        link=_pinned(reading, request, fragment=f"note-{item.key}"),
    )


def term(item: Any, reading: Reading[License], request: HttpRequest) -> common.TermShape:
    return common.TermShape(
        **item.model_dump(),
        ref=f"{reading.document.slug}/{item.key}",
        link=_pinned(reading, request, fragment=f"term-{item.key}"),
    )


def _span(item: Annotation, document: License) -> Span | None:
    found = next((s for s in document.sections if s.key == item.section), None)
    within = Span(found.start, found.end) if found else None
    return locate(item.quote, document.text.body or "", within=within)


def _pinned(
    reading: Reading[Any],
    request: HttpRequest,
    *,
    name: str = "license-edition",
    fragment: str = "",
) -> str:
    number = reading.edition.number if reading.edition else 0
    address = reverse(f"guidance:{name}", args=[reading.document.slug, number])
    return absolute(request, f"{address}#{fragment}" if fragment else address)


def web_annotation(
    item: Annotation, reading: Reading[License], request: HttpRequest
) -> dict[str, Any]:
    """Return a note as a W3C Web Annotation (JSON-LD).

    Its target is the text of the edition, in whose words it is quoted with what stands around
    them; where these are not found, in its own. What kind of note it is are further bodies.
    """
    document = reading.document
    span = _span(item, document)
    quote = describe(span, document.text.body or "") if span else item.quote
    selectors: list[dict[str, Any]] = [common.quote_selector(quote)]
    if span:
        selectors.append({"type": "TextPositionSelector", "start": span.start, "end": span.end})
    facts = edition(reading.edition, request)
    kinds = (item.kind, item.authority, item.certainty)
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _pinned(reading, request, fragment=f"note-{item.key}"),
        "type": "Annotation",
        "motivation": "describing",
        "created": facts.published_at.isoformat(),
        "body": [
            *marks.bodies(facts),
            {
                "type": "TextualBody",
                "value": item.body,
                "format": "text/markdown",
                "language": "en",
                "purpose": "describing",
            },
            *({"type": "TextualBody", "value": kind, "purpose": "tagging"} for kind in kinds),
        ],
        "target": {
            "source": _pinned(reading, request, name="license-edition-text"),
            "selector": selectors,
        },
    }


def faq_detail(reading: Reading[FaqEntry], request: HttpRequest) -> common.FaqDetail:
    document, context = reading.document, reading.context
    names = {slug: cited.short_title for slug, cited in context.licenses.items()}
    return common.FaqDetail(
        slug=document.slug,
        question=document.question,
        short_answer=document.short_answer,
        answer=document.answer,
        topics=context.topics,
        licenses={slug: names[slug] for slug in document.licenses if slug in names},
        citations=citations(cite_all(document.citations, context), request),
        related={
            slug: context.related[slug] for slug in document.related if slug in context.related
        },
        edition=edition(reading.edition, request),
        url=absolute(request, reverse("guidance:faq", args=[document.slug])),
        permanent_url=_pinned(reading, request, name="faq-edition"),
    )


def tree_detail(reading: Reading[Tree], request: HttpRequest) -> common.TreeDetail:
    document, context = reading.document, reading.context
    held = reading.edition.card if reading.edition else None
    card = held if isinstance(held, TreeCard) else TreeCard()
    names = {slug: cited.short_title for slug, cited in context.licenses.items()}
    return common.TreeDetail(
        slug=document.slug,
        title=document.title,
        summary=document.summary,
        minutes=card.minutes or document.minutes,
        licenses={slug: names[slug] for slug in document.licenses if slug in names},
        shortest=card.shortest,
        longest=card.longest,
        covers=document.covers,
        start=document.start,
        questions=document.questions,
        outcomes=document.outcomes,
        edition=edition(reading.edition, request),
        url=absolute(request, reverse("guidance:check-start", args=[document.slug])),
        permanent_url=_pinned(reading, request, name="check-edition"),
    )


def citations(
    items: tuple[ShownCitation, ...], request: HttpRequest
) -> tuple[common.CitationShape, ...]:
    return tuple(
        common.CitationShape(
            license=item.license,
            license_edition=item.edition,
            section=item.section,
            label=item.label,
            words=item.words,
            url=absolute(request, _license_address(item)) if item.edition else "",
        )
        for item in items
    )


def _license_address(item: ShownCitation) -> str:
    address = reverse("guidance:license-edition", args=[item.license, item.edition])
    return f"{address}#{item.section}"


def web_annotation_page(reading: Reading[License], request: HttpRequest) -> dict[str, Any]:
    """Return all notes of a license as a W3C AnnotationPage, the only one of its collection."""
    document = reading.document
    items = [web_annotation(item, reading, request) for item in document.annotations]
    page = absolute(request, request.path)
    for item in items:
        del item["@context"]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": page,
        "type": "AnnotationPage",
        "partOf": {
            "id": f"{page}#all",
            "type": "AnnotationCollection",
            "label": marks.label(document, reading.edition),
            "total": len(items),
            "first": page,
        },
        "startIndex": 0,
        "items": items,
    }


def search_hit(hit: Result, request: HttpRequest) -> common.SearchHit:
    return common.SearchHit(
        kind=hit.kind.value,
        licenses=dict(hit.licenses),
        key=hit.key,
        label=hit.label,
        title="".join(run.text for run in hit.title),
        snippet="".join(run.text for run in hit.snippet),
        url=absolute(request, hit.url),
        is_recalled=hit.is_recalled,
    )
