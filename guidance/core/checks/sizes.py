"""Whether a document stays quick to show: each text, all of them, and how many parts it has."""

from collections.abc import Iterator

from guidance.core.checks.findings import Finding, found, named
from guidance.core.documents.counts import crowded
from guidance.core.documents.editions import Publishable, title_of
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from guidance.core.documents.prose import MAX_EFFORT, MAX_PAGES, measure_of, problems_of_prose

_ALL_EFFORT = 10 * MAX_EFFORT


def check_sizes(document: Publishable) -> Iterator[Finding]:
    """Yield what makes a page of this document slow or huge."""
    effort = html = 0
    for place, what, source in proses(document):
        problems = problems_of_prose(source)
        for problem in problems:
            where = f", line {problem.line}" if problem.line else ""
            message = f"{what}{where}: {problem.message[:1].lower()}{problem.message[1:]}."
            yield found("prose-too-heavy", place, f"{message} {problem.advice}")
        if not problems:
            measure = measure_of(source)
            effort += measure.effort
            html += measure.html
    if effort > _ALL_EFFORT or html > MAX_PAGES:
        message = (
            f"All texts of {named(title_of(document))} together are more than one page can show."
        )
        yield found("document-too-heavy", "", message)
    for parts, name, most in crowded(document.model_dump(exclude_defaults=True)):
        message = f"{named(title_of(document))} has more than {most:,} {name} in one list."
        yield found("too-many-parts", _place(document, parts), message)


def proses(document: Publishable) -> Iterator[tuple[str, str, str]]:
    """Yield every Markdown text: the place of its part, what it is, its source."""
    if isinstance(document, FaqEntry):
        yield "", "The short answer", document.short_answer
        yield "", "The answer", document.answer
    elif isinstance(document, License):
        yield "", "The background", document.background
        for policy in document.policies:
            yield f"policy:{policy.slug}", "The note on the policy", policy.note
            for item in policy.sections:
                yield f"section:{item.key}", "The paraphrase", item.body
        for note in document.annotations:
            yield f"annotation:{note.key}", "The note", note.body
        for term in document.terms:
            yield f"term:{term.key}", "The text of the term", term.body
            yield f"term:{term.key}", "The words that fulfil the term", term.fulfilment
    else:
        yield "", "What it covers", document.covers
        for question in document.questions:
            yield f"question:{question.key}", "The help", question.help
            yield f"question:{question.key}", "Why it is asked", question.why
        for outcome in document.outcomes:
            yield f"outcome:{outcome.key}", "The summary", outcome.summary
            yield f"outcome:{outcome.key}", "What to do now", outcome.next_steps


_NOUNS = {
    "annotations": "annotation",
    "terms": "term",
    "questions": "question",
    "outcomes": "outcome",
    "cases": "case",
}


def _place(document: Publishable, place: tuple[str | int, ...]) -> str:
    """Turn a place by position into one by key, where its part has one."""
    if len(place) < 2 or place[0] not in _NOUNS:
        return ""
    part = getattr(document, str(place[0]))[place[1]]
    return f"{_NOUNS[str(place[0])]}:{part.key}"
