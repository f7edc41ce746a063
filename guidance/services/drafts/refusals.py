"""Why a document cannot be written to a draft here: repeated keys, names of what is not held."""

from collections.abc import Iterator, Sequence
from typing import Any

from guidance.core.documents.editions import Publishable
from guidance.core.documents.fields import MAX_TEXT
from guidance.core.documents.formats import InvalidDocument, Problem
from guidance.core.documents.licenses import License
from guidance.core.documents.trees import Tree


def refused(file: str, place: str, message: str, advice: str) -> InvalidDocument:
    """Return the refusal of a document for one reason."""
    return InvalidDocument((_problem(file, place, message, advice),))


def refuse_unstorable(document: Publishable, *, file: str) -> None:
    """Raise InvalidDocument where no draft can hold a document: keys used twice, odd spans."""
    problems = [
        _problem(
            file,
            f"{place}[{index}]",
            f"The key “{key}” is used twice.",
            "Give one of them another key.",
        )
        for place, nouns in _groups(document)
        for index, key in _repeated(nouns)
    ]
    for index, section in enumerate(document.sections if isinstance(document, License) else ()):
        if not section.start <= section.end <= MAX_TEXT:
            message = f"The section “{section.key}” does not begin before it ends, in a text."
            advice = "Correct its start and end, or leave the sections out: the text is split then."
            problems.append(_problem(file, f"sections[{index}]", message, advice))
    if problems:
        raise InvalidDocument(tuple(problems))


def refuse_unknown(file: str, place: str, noun: str, missing: set[str]) -> None:
    """Raise InvalidDocument where something is named that is not held here."""
    if missing:
        names = ", ".join(f"“{slug}”" for slug in sorted(missing))
        raise refused(
            file, place, f"No {noun} {names} is held here.", f"Add the {noun} first, or correct it."
        )


def _groups(document: Publishable) -> Iterator[tuple[str, Sequence[Any]]]:
    if isinstance(document, License):
        for name in ("sections", "annotations", "terms", "policies"):
            yield name, getattr(document, name)
        for at, policy in enumerate(document.policies):
            yield f"policies[{at}].sections", policy.sections
    elif isinstance(document, Tree):
        for name in ("questions", "outcomes", "cases"):
            yield name, getattr(document, name)
        for question in document.questions:
            yield f"questions.{question.key}.options", question.options


def _repeated(nouns: Sequence[Any]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for index, noun in enumerate(nouns):
        key = getattr(noun, "key", None) or noun.slug
        if key in seen:
            yield index, key
        seen.add(key)


def _problem(file: str, place: str, message: str, advice: str) -> Problem:
    return Problem(file=file, place=place, line=None, message=message, advice=advice)
