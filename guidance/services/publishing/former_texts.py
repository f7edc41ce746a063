"""The texts that quotes came from: those of the editions that an edition cites, or its own.

A quote from before sentences were kept can be compared all the same, where its edition stands.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Q

from guidance.core.checks.citations import CitedText, Standing
from guidance.core.documents.editions import Context
from guidance.core.documents.formats import parse
from guidance.core.documents.licenses import License, Quote
from guidance.core.texts.quotes import Quoted, quotes_in, with_sentences
from guidance.models import Edition, PublicationKind
from guidance.services.editions.readings import Reading

P = TypeVar("P", bound=Any)


def with_former_sentences(
    document: P, licenses: Iterable[Reading[Any]], *, edition: Edition | None = None
) -> P:
    """Return a draft's document, its quotes with the sentences that they were published in.

    Only where none is kept, the current edition has the same quote, and the text is another by
    now; ``licenses`` are all current ones, ``edition`` the document's, where it has been read
    (else one query; and one more where the licenses are others than those cited).
    """
    if all(quoted.quote.sentence for quoted in quotes_in(document)):
        return document
    if edition is None:
        edition = Edition.objects.filter(
            current_of__kind=PublicationKind(document.kind), current_of__slug=document.slug
        ).first()
    texts = _texts_of(edition, document, licenses) if edition is not None else {}
    if edition is None or not texts:
        return document
    published: Any = parse(edition.document)
    known = {quoted.words for quoted in quotes_in(published)}

    def sentence(quoted: Quoted) -> str:
        text = texts.get(quoted.license) if quoted.words in known else None
        kept = quoted.quote.sentence
        return kept or (former_sentence(quoted.quote, quoted.section, text) if text else "")

    return with_sentences(document, sentence)


def former_sentence(quote: Quote, section: str, text: CitedText) -> str:
    """Return the sentence that a quote stood in in a former text; empty where it was not found."""
    place = text.place(section, quote)
    return place.sentence if place.standing is Standing.FOUND else ""


def texts_of_editions(wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], CitedText]:
    """Return the texts of editions of licenses, by slug and number (one query, or none)."""
    named = [Q(publication__slug=slug, number=number) for slug, number in wanted]
    if not named:
        return {}
    editions = Edition.objects.filter(publication__kind=PublicationKind.LICENSE)
    editions = editions.filter(reduce(or_, named)).select_related("publication")
    found = {}
    for one in editions:
        license: Any = parse(one.document)
        found[(one.publication.slug, one.number)] = CitedText(license)
    return found


def _texts_of(
    edition: Edition, document: Any, licenses: Iterable[Reading[Any]]
) -> Mapping[str, CitedText]:
    if isinstance(document, License):
        if edition.document["text"]["digest"] == document.text.digest:
            return {}
        own: Any = parse(edition.document)
        return {document.slug: CitedText(own)}
    cited = Context.model_validate(edition.context).licenses
    now = {one.document.slug: one.edition.number for one in licenses if one.edition}
    wanted = [
        (slug, one.edition)
        for slug, one in cited.items()
        if one.edition and slug in now and now[slug] != one.edition
    ]
    return {slug: text for (slug, _number), text in texts_of_editions(wanted).items()}
