"""The quotes of a document, wherever they stand, and the sentences that are kept with them.

Where a quote stands in a text, and whether its sentence has turned, is not asked here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import Annotation, Citation, License, LocalCitation, Quote
from guidance.core.documents.trees import Tree

D = TypeVar("D", bound=License | FaqEntry | Tree)


@dataclass(frozen=True)
class Quoted:
    """Quoted words: at which place of the document, of which license and section.

    ``place`` is as in findings: ``annotation:…``, ``term:…``, ``question:…``, ``outcome:…``;
    empty for the document itself.
    """

    place: str
    license: str
    section: str
    quote: Quote

    @property
    def words(self) -> tuple[str, ...]:
        """Return what is quoted, without the sentence that is kept with it."""
        quote = self.quote
        return (self.license, self.section, quote.exact, quote.prefix, quote.suffix)


def quotes_in(document: License | FaqEntry | Tree) -> tuple[Quoted, ...]:
    """Return every quote of a document, in its order."""
    found: list[Quoted] = []

    def note(quoted: Quoted) -> str:
        found.append(quoted)
        return quoted.quote.sentence

    with_sentences(document, note)
    return tuple(found)


def with_sentences(document: D, sentence_of: Callable[[Quoted], str]) -> D:
    """Return a document whose quotes keep the sentence that ``sentence_of`` gives for each."""
    changed: D = _changed(document, sentence_of, place="", license=document.slug)
    return changed


_NOUNS = ("annotations", "terms", "questions", "outcomes")


def _changed(value: Any, sentence_of: Callable[[Quoted], str], *, place: str, license: str) -> Any:
    if isinstance(value, tuple):
        parts = tuple(_changed(part, sentence_of, place=place, license=license) for part in value)
        return value if all(map(_is, parts, value)) else parts
    if isinstance(value, Annotation | LocalCitation):
        if value.quote is None:
            return value
        cited = value.license if isinstance(value, Citation) else license
        sentence = sentence_of(Quoted(place, cited, value.section, value.quote))
        if sentence == value.quote.sentence:
            return value
        quote = value.quote.model_copy(update={"sentence": sentence})
        return value.model_copy(update={"quote": quote})
    update = {}
    for name in type(value).model_fields:
        before = getattr(value, name)
        if name in _NOUNS:
            after: Any = tuple(
                _changed(
                    part, sentence_of, place=f"{name.removesuffix('s')}:{part.key}", license=license
                )
                for part in before
            )
            after = before if all(map(_is, after, before)) else after
        elif name == "citations":
            after = _changed(before, sentence_of, place=place, license=license)
        else:
            continue
        if after is not before:
            update[name] = after
    return value.model_copy(update=update) if update else value


def _is(one: object, other: object) -> bool:
    return one is other
