"""Whether an FAQ entry can be published: it answers, and it rests on something."""

import re
from collections.abc import Collection, Iterator, Mapping

from guidance.core.checks.causes import standing
from guidance.core.checks.citations import Library
from guidance.core.checks.findings import Finding, found, named
from guidance.core.checks.licenses import told_of
from guidance.core.checks.sizes import check_sizes
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from guidance.core.statements.agreements import disagreements_of

BACKGROUND_TOPICS = frozenset({"background", "access"})
"""Topics about facts outside of the license: an entry on one of them may cite nothing."""


def check_faq(
    entry: FaqEntry, licenses: Mapping[str, License], entries: Collection[str]
) -> tuple[Finding, ...]:
    """Return everything that is wrong with ``entry``.

    ``licenses`` are those that it may cite, by slug; ``entries`` the slugs of all entries.
    """
    return standing(_check(entry, licenses, entries), entry.dismissed)


def _check(
    entry: FaqEntry, licenses: Mapping[str, License], entries: Collection[str]
) -> Iterator[Finding]:
    subject = f"The answer to {named(entry.question)}"
    if not re.search(r"\w", entry.short_answer):
        yield found("empty-answer", "", f"{subject} has no words.")
    if not entry.citations:
        is_background = not BACKGROUND_TOPICS.isdisjoint(entry.topics)
        code = "background-uncited" if is_background else "uncited"
        yield found(code, "", f"{subject} cites nothing.")
    yield from check_sizes(entry)
    library, words = Library(licenses), f"{entry.short_answer}\n{entry.answer}"
    yield from library.check(entry.citations, place="", subject=subject)
    yield from library.check_clauses(words, entry.citations, place="", subject=subject)
    for one in disagreements_of(entry, licenses):
        code, message = told_of(one, subject)
        yield found(code, "", message)
    for slug in entry.licenses:
        if slug not in licenses:
            message = f"{named(entry.question)} is said to be about {slug}, which is not there."
            yield found("license-unknown", "", message)
    for slug in entry.related:
        if slug not in entries or slug == entry.slug:
            reason = "itself" if slug == entry.slug else f"{slug}, which is not there"
            message = f"{named(entry.question)} is said to be related to {reason}."
            yield found("related-unknown", "", message)
