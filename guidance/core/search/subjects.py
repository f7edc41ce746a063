"""Which notes say the same as a term: the same words of the same clause, to the same end."""

from guidance.core.documents.licenses import Annotation, AnnotationKind, License, Term, TermKind
from guidance.core.search.words import WORD

_AGREES = {
    AnnotationKind.GRANTS: TermKind.PERMISSION,
    AnnotationKind.REQUIRES: TermKind.CONDITION,
    AnnotationKind.FORBIDS: TermKind.LIMITATION,
}
"""A note that explains, defines or warns says something beside the term, and stays by itself."""


def subjects_of(license: License) -> dict[str, str]:
    """Return the keys of terms by those of the notes that say the same."""
    return {
        note.key: term.key
        for note in license.annotations
        for term in reversed(license.terms)
        if _says_the_same(note, term)
    }


def _says_the_same(note: Annotation, term: Term) -> bool:
    own = _words(note.quote.exact)
    return _AGREES.get(note.kind) == term.kind and any(
        citation.section == note.section
        and citation.quote is not None
        and ((words := _words(citation.quote.exact)) in own or own in words)
        for citation in term.citations
    )


def _words(text: str) -> str:
    return f" {' '.join(WORD.findall(text.casefold()))} "
