"""What rests on a license: the FAQ entries and questionnaires to be reviewed when it changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guidance.core.checks.citations import CitedText, Library
from guidance.core.documents.editions import title_of
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import Citation, License
from guidance.core.documents.nouns import for_readers
from guidance.core.documents.trees import Tree
from guidance.models import PublicationKind, Recall
from guidance.services.editions.readings import Reading, current_of_kind
from guidance.services.editions.snapshots import cited_sections
from guidance.services.publishing.former_texts import former_sentence, texts_of_editions


@dataclass(frozen=True)
class StaleDocument:
    """A published document whose grounds have changed; ``reasons`` are for people."""

    kind: PublicationKind
    slug: str
    title: str
    reasons: tuple[str, ...]


def dependents_of(license: License) -> tuple[StaleDocument, ...]:
    """Return what is to be reviewed again now that ``license`` says this (four queries).

    To be reviewed is what cites words or clauses that are not found any more, or words whose
    sentence is another than in the edition that was cited; refers
    to a term that is gone or says something else, rests on another paraphrase of a
    policy, or on an edition that was recalled. What holds as before is left out.
    """
    return tuple(
        StaleDocument(kind, reading.document.slug, title_of(reading.document), reasons)
        for kind, reading, reasons in resting_on(license)
    )


def resting_on(license: License) -> Iterator[tuple[PublicationKind, Reading[Any], tuple[str, ...]]]:
    """Yield what ``dependents_of`` tells of, as readings, each with the reasons (four queries)."""
    recalls = Recall.objects.filter(edition__publication__slug=license.slug)
    recalls = recalls.filter(edition__publication__kind=PublicationKind.LICENSE)
    recalled = set(recalls.values_list("edition__number", flat=True))
    readings = [
        (kind, reading)
        for kind in (PublicationKind.TREE, PublicationKind.FAQ)
        for reading in current_of_kind(kind)
    ]
    former = _former_texts(license, [reading for _kind, reading in readings])
    for kind, reading in readings:
        reasons = tuple(dict.fromkeys(_reasons(reading, license, recalled, former)))
        if reasons:
            yield kind, reading, reasons


def _former_texts(license: License, readings: Iterable[Reading[Any]]) -> dict[int, CitedText]:
    """Return the texts of the other editions that are cited, by number."""
    cited = [reading.context.licenses.get(license.slug) for reading in readings]
    numbers = {one.edition for one in cited if one is not None and one.edition}
    found = texts_of_editions((license.slug, number) for number in numbers)
    return {
        number: text for (_slug, number), text in found.items() if text.body != license.text.body
    }


def _with_sentences(citations: Iterable[Citation], former: CitedText | None) -> Iterator[Citation]:
    """Yield citations with the sentence that each stood in, where none is kept with it."""
    for citation in citations:
        quote = citation.quote
        if former is None or quote is None or quote.sentence:
            yield citation
            continue
        sentence = former_sentence(quote, citation.section, former)
        kept = quote.model_copy(update={"sentence": sentence})
        yield citation.model_copy(update={"quote": kept})


def _reasons(
    reading: Reading[Any], license: License, recalled: set[int], former: Mapping[int, CitedText]
) -> Iterator[str]:
    library = Library({license.slug: license})
    rested_on = reading.context.licenses.get(license.slug)
    text = former.get(rested_on.edition or 0) if rested_on else None
    for subject, citations in _citing(reading.document):
        own = _with_sentences((one for one in citations if one.license == license.slug), text)
        yield from (f.message for f in library.check(own, place="", subject=subject))
    terms = {f"{license.slug}/{term.key}": term for term in license.terms}
    for ref, before in reading.context.terms.items():
        if ref.partition("/")[0] != license.slug:
            continue
        if ref not in terms:
            yield f"It refers to the term “{before.title}”, which is gone."
        elif for_readers(terms[ref]) != before:
            yield f"The term “{before.title}” says something else now."
    cited = reading.context.licenses.get(license.slug)
    if cited is None:
        return
    if cited.edition in recalled:
        yield f"It rests on edition {cited.edition} of the license, which was recalled."
    now = cited_sections(license, set(cited.sections))
    for key, section in cited.sections.items():
        if section.paraphrase and key in now and now[key].paraphrase != section.paraphrase:
            yield f"Item {key} of {section.policy} is put in other words now."


def _citing(document: FaqEntry | Tree) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    if isinstance(document, FaqEntry):
        yield "The answer", document.citations
        return
    for question in document.questions:
        yield f"“{question.title}”", question.citations
    for outcome in document.outcomes:
        yield f"“{outcome.title}”", outcome.citations
