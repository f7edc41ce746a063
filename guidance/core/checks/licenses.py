"""Whether a license document can be published: its text, sections, notes and terms."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from guidance.core.checks.causes import standing
from guidance.core.checks.citations import (
    GONE,
    CitedText,
    Standing,
    check_citation,
    check_clauses,
    shown,
    told,
)
from guidance.core.checks.findings import Finding, found, named
from guidance.core.checks.sizes import check_sizes
from guidance.core.documents.licenses import Annotation, License, Section, Term
from guidance.core.statements.agreements import Disagreement, disagreements_in
from guidance.core.texts.normal import digest

_DUTIES = ("condition", "limitation")


def check_license(license: License) -> tuple[Finding, ...]:
    """Return everything that is wrong with ``license``, in the order of the document.

    Topics are not looked at: they are known by who publishes.
    """
    text = CitedText(license)
    findings = (
        *_check_text(license),
        *_check_sections(license),
        *_check_policies(license),
        *_check_annotations(license, text),
        *_check_terms(license, text),
        *_check_agreement(license),
        *_check_statements(license),
        *check_sizes(license),
    )
    return standing(findings, license.dismissed)


def _check_text(license: License) -> Iterator[Finding]:
    body = license.text.body
    if body is None or not body.strip():
        yield found("text-missing", "", f"{license.title} has no text.")
    elif digest(body) != license.text.digest:
        message = f"The text of {license.title} has another digest than the one noted with it."
        yield found("text-digest", "", message)


def _check_sections(license: License) -> Iterator[Finding]:
    yield from _duplicates(
        "section-key-duplicate",
        "section",
        [(section.key, _title(section)) for section in license.sections]
        + [(item.key, item.heading) for policy in license.policies for item in policy.sections],
    )
    body = license.text.body
    if body is None or not body.strip():
        return
    if not license.sections:
        yield found("sections-do-not-join", "", f"The text of {license.title} has no sections.")
        return
    for section in license.sections:
        if section.start > section.end or section.end > len(body):
            message = f"Section {_title(section)} ends before it begins, or after the text ends."
            yield found("sections-do-not-join", f"section:{section.key}", message)
    first, last = license.sections[0], license.sections[-1]
    if first.start > 0:
        message = f"The text before section {_title(first)} belongs to no section."
        yield found("sections-do-not-join", f"section:{first.key}", message)
    for before, after in pairwise(license.sections):
        if after.start < before.end:
            message = (
                f"Section {_title(after)} begins before {_title(before)} ends. "
                "Sections stand in the order of the text."
            )
            yield found("sections-overlap", f"section:{after.key}", message)
        elif after.start > before.end:
            message = (
                f"The text between section {_title(before)} and section {_title(after)} "
                f"belongs to no section: {shown(body[before.end : after.start])}."
            )
            yield found("sections-do-not-join", f"section:{after.key}", message)
    if last.end < len(body):
        message = f"The text after section {_title(last)} belongs to no section."
        yield found("sections-do-not-join", f"section:{last.key}", message)


def _title(section: Section) -> str:
    return " ".join(part for part in (section.label, section.heading) if part) or section.key


def _check_policies(license: License) -> Iterator[Finding]:
    for policy in license.policies:
        if not policy.url:
            message = f"The policy {named(policy.title)} has no web address."
            yield found("policy-address-missing", f"policy:{policy.slug}", message)


def _check_annotations(license: License, text: CitedText) -> Iterator[Finding]:
    if not license.annotations:
        yield found("no-annotations", "", f"{license.title} has no notes.")
    yield from _duplicates(
        "annotation-duplicate-key",
        "annotation",
        [(note.key, shown(note.quote.exact)) for note in license.annotations],
    )
    for note in license.annotations:
        yield from _check_annotation(note, text)


def _check_annotation(note: Annotation, text: CitedText) -> Iterator[Finding]:
    place = f"annotation:{note.key}"
    subject = f"The note on {shown(note.quote.exact)}"
    section = f"section {text.label(note.section)}"
    where = text.place(note.section, note.quote)
    match where.standing:
        case Standing.UNKNOWN_SECTION:
            message = f"{subject} belongs to section {note.section}, which is not there."
            cause = text.missing(note.section)
            yield found("citation-unknown-section", place, message, cause=cause)
        case Standing.AMBIGUOUS:
            message = f"{subject} is about words that stand more than once in {section}."
            yield found("annotation-ambiguous", place, message)
        case Standing.ELSEWHERE:
            other = where.section or "none at all"
            message = f"{subject} belongs to {section}, but its words stand in section {other}."
            yield found("annotation-outside-section", place, message)
        case Standing.INEXACT:
            message = f"{subject} quotes {section} in slightly other words."
            yield found("annotation-inexact", place, message)
        case Standing.TURNED:
            yield found("annotation-turned", place, f"{subject}: {told(where, section)}")
        case Standing.REWORDED:
            message = f"{subject}: the sentence around it in {section} is another."
            yield found("annotation-reworded", place, message)
        case Standing.GONE:
            message = f"{subject}: {GONE} {section}."
            yield found("annotation-orphaned", place, message)
        case Standing.NOWHERE:
            message = f"{subject} is about words that are no longer in the text."
            yield found("annotation-orphaned", place, message)
        case Standing.PARAPHRASED:
            message = f"{subject} quotes item {note.section} of a policy whose words are not held."
            yield found("annotation-orphaned", place, message)


def _check_terms(license: License, text: CitedText) -> Iterator[Finding]:
    if not license.terms:
        yield found("no-terms", "", f"{license.title} has no terms.")
    yield from _duplicates(
        "term-duplicate-key", "term", [(term.key, term.title) for term in license.terms]
    )
    keys = {term.key for term in license.terms}
    for term in license.terms:
        place, subject = f"term:{term.key}", f"The term {named(term.title)}"
        if not term.citations:
            yield found("term-uncited", place, f"{subject} cites nothing.")
        for citation in term.citations:
            yield from check_citation(citation, text, place=place, subject=subject)
        cited = [(citation, text) for citation in term.citations]
        yield from check_clauses(term.body, cited, place=place, subject=subject)
        for other in term.contradicts:
            if other not in keys or other == term.key:
                reason = "itself" if other == term.key else f"{other}, which is not there"
                message = f"{subject} is said to contradict {reason}."
                yield found("term-unknown-contradicts", place, message)


_AGREES = {"grants": ("permission",), "requires": _DUTIES, "forbids": _DUTIES}
"""Kinds of notes that say what one may or must, and the kinds of terms that say it too."""


def _check_agreement(license: License) -> Iterator[Finding]:
    """Yield notes and terms on the very same words that say the opposite of each other."""
    kinds: dict[tuple[str, str], dict[str, Term]] = {}
    for term in license.terms:
        for citation in term.citations:
            if citation.quote:
                held = kinds.setdefault((citation.section, citation.quote.exact), {})
                held.setdefault(term.kind, term)
    for note in license.annotations:
        terms = kinds.get((note.section, note.quote.exact), {})
        wanted = _AGREES.get(note.kind, ())
        if terms and wanted and not any(kind in terms for kind in wanted):
            term = next(iter(terms.values()))
            message = (
                f"The note on {shown(note.quote.exact)} {note.kind} something, and the term "
                f"{named(term.title)}, which cites the same words, is a {term.kind}."
            )
            yield found(
                "note-and-term-disagree",
                f"annotation:{note.key}",
                message,
                also=(f"term:{term.key}",),
            )


def _check_statements(license: License) -> Iterator[Finding]:
    """Yield statements on the same words that disagree, at the one that is written later."""
    for statement, one in disagreements_in(license):
        subject = _named(statement)
        code, message = told_of(one, subject[0].upper() + subject[1:])
        yield found(code, _place(statement), message, also=(_place(one.other),))


def told_of(one: Disagreement, subject: str) -> tuple[str, str]:
    """Return the code of a disagreement, and say it of ``subject``, as a lawyer would name it."""
    code, other = f"{one.about}-disagrees", _named(one.other)
    if one.said:
        return code, f"{subject} says {shown(one.said)}, against {other}."
    if one.about == "kind":
        return code, f"{subject} and {other} say the opposite of {shown(one.words)}."
    return code, f"{subject} is not as certain of {shown(one.words)} as {other}, or more so."


def _named(statement: Annotation | Term) -> str:
    if isinstance(statement, Term):
        return f"the term {named(statement.title)}"
    return f"the note {named(statement.key)} ({statement.kind}, {statement.certainty})"


def _place(statement: Annotation | Term) -> str:
    return f"{'term' if isinstance(statement, Term) else 'annotation'}:{statement.key}"


def _duplicates(code: str, noun: str, rows: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Yield one finding for each key that a second row has; rows are key and title."""
    titles: dict[str, str] = {}
    for key, title in rows:
        if key in titles:
            both = " and ".join(dict.fromkeys((titles[key] or key, title or key)))
            yield found(code, f"{noun}:{key}", f"The key {key} is given twice: {both}.")
        titles.setdefault(key, title)
