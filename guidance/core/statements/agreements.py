"""Statements on the same words that disagree: in how certain they are, or in what they demand.

Notes, terms and answers to questions. Two are on the same words where both quote them, one
perhaps a few more; and on the same topic where a term on these words has it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import (
    Annotation,
    AnnotationKind,
    Certainty,
    License,
    LocalCitation,
    Quote,
    Term,
    TermKind,
)
from guidance.core.statements.certainty import leaves_doubt, says_open
from guidance.core.statements.claims import contradicting

_OPPOSITE = {
    AnnotationKind.GRANTS: (AnnotationKind.REQUIRES, AnnotationKind.FORBIDS),
    AnnotationKind.REQUIRES: (AnnotationKind.GRANTS,),
    AnnotationKind.FORBIDS: (AnnotationKind.GRANTS,),
}
_DUTIES = (TermKind.CONDITION, TermKind.LIMITATION)
_SAYS_THE_SAME = {
    AnnotationKind.GRANTS: (TermKind.PERMISSION,),
    AnnotationKind.REQUIRES: _DUTIES,
    AnnotationKind.FORBIDS: _DUTIES,
}

Statement = Annotation | Term


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What a statement disagrees about with ``other``: how certain it is, or its kind.

    ``words`` are those of the license that both are about; ``said`` is the sentence that
    contradicts, where there is one.
    """

    about: Literal["certainty", "kind"]
    other: Statement
    words: str = ""
    said: str = ""


def disagreements_in(license: License) -> Iterator[tuple[Statement, Disagreement]]:
    """Yield notes and terms of one license that disagree with one that stands before them."""
    for note, later in combinations(license.annotations, 2):
        if note.section != later.section or _folded(note.quote) != _folded(later.quote):
            continue
        if later.kind in _OPPOSITE.get(note.kind, ()):
            yield later, Disagreement("kind", note, note.quote.exact)
        elif note.kind == later.kind and note.certainty != later.certainty:
            yield later, Disagreement("certainty", note, note.quote.exact)
    for term, other in combinations(license.terms, 2):
        is_opposite = (term.kind in _DUTIES) != (other.kind in _DUTIES)
        words = _shared(term.citations, other.citations)
        if is_opposite and term.topic == other.topic and words:
            yield other, Disagreement("kind", term, words)
    for note in license.annotations:
        for term in license.terms:
            yield from _between(note, term)


def _between(note: Annotation, term: Term) -> Iterator[tuple[Statement, Disagreement]]:
    """Yield what is wrong between a note and a term of one section."""
    cited = [one.quote for one in term.citations if one.section == note.section]
    words = note.quote.exact
    is_open = note.certainty is Certainty.OPEN and term.kind in _SAYS_THE_SAME.get(note.kind, ())
    is_about_it = is_open and any(_overlap(quote, note.quote) for quote in cited)
    if is_about_it and not leaves_doubt("\n".join((term.title, term.body, term.trigger))):
        yield term, Disagreement("certainty", note, words)
    said = contradicting(note.body, term) if cited else ""
    if said:
        yield note, Disagreement("kind", term, words, said)


def disagreements_of(entry: FaqEntry, licenses: Mapping[str, License]) -> Iterator[Disagreement]:
    """Yield notes and terms of the cited licenses with which an entry disagrees, each once."""
    words = f"{entry.short_answer}\n\n{entry.answer}"
    quoted = _quoted_notes(entry, licenses)
    on_topic = [note for note, topics in quoted if topics.intersection(entry.topics)]
    if not leaves_doubt(words):
        for note in on_topic:
            if note.certainty is not Certainty.SETTLED:
                yield Disagreement("certainty", note, note.quote.exact)
    elif (
        on_topic
        and says_open(entry.short_answer)
        and all(note.certainty is Certainty.SETTLED for note, _on in quoted)
    ):
        yield Disagreement("certainty", on_topic[0], on_topic[0].quote.exact)
    cited = {(one.license, one.section) for one in entry.citations}
    for license in _cited(entry, licenses):
        for term in license.terms:
            is_cited = any((license.slug, one.section) in cited for one in term.citations)
            said = contradicting(words, term) if is_cited else ""
            if said:
                yield Disagreement("kind", term, said=said)


def _quoted_notes(
    entry: FaqEntry, licenses: Mapping[str, License]
) -> list[tuple[Annotation, set[str]]]:
    """Return the notes on words that an entry quotes, with the topics of the terms on them."""
    return [
        (note, _topics(note, license.terms))
        for license in _cited(entry, licenses)
        for note in license.annotations
        if any(
            (one.license, one.section) == (license.slug, note.section)
            and _overlap(note.quote, one.quote)
            for one in entry.citations
        )
    ]


def _cited(entry: FaqEntry, licenses: Mapping[str, License]) -> Iterator[License]:
    for slug in dict.fromkeys(one.license for one in entry.citations):
        if slug in licenses:
            yield licenses[slug]


def _topics(note: Annotation, terms: Iterable[Term]) -> set[str]:
    return {
        term.topic
        for term in terms
        for one in term.citations
        if one.section == note.section and _overlap(one.quote, note.quote)
    }


def _shared(ours: Iterable[LocalCitation], theirs: Iterable[LocalCitation]) -> str:
    """Return the first words that both cite, one no more of them than the other."""
    held = {(one.section, _folded(one.quote)) for one in theirs if one.quote}
    for one in ours:
        if one.quote and (one.section, _folded(one.quote)) in held:
            return one.quote.exact
    return ""


def _overlap(one: Quote | None, other: Quote | None) -> bool:
    """Tell whether one quote holds all the words of the other."""
    if one is None or other is None:
        return False
    sides = f" {_folded(one)} ", f" {_folded(other)} "
    return sides[0] in sides[1] or sides[1] in sides[0]


def _folded(quote: Quote) -> str:
    return " ".join(quote.exact.casefold().split())
