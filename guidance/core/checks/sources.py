"""What the words of a tree rest on: its citations and its terms."""

from collections import Counter
from collections.abc import Iterator, Mapping

from guidance.core.checks.citations import Library
from guidance.core.checks.effects import term_of
from guidance.core.checks.findings import Finding, found, named
from guidance.core.documents.licenses import License
from guidance.core.documents.trees import Outcome, Tree, Verdict

_GRANTS = (Verdict.ALLOWED, Verdict.CONDITIONAL)
_MOST_AGREE = 3
"""From so many other outcomes on it is not by chance that they all add a term."""


def check_sources(tree: Tree, licenses: Mapping[str, License]) -> Iterator[Finding]:
    """Yield missing and dead citations, and licenses that are not there."""
    library = Library(licenses)
    for slug in tree.licenses:
        if slug not in licenses:
            message = f"{named(tree.title)} is said to be about {slug}, which is not there."
            yield found("license-unknown", "", message)
    for question in tree.questions:
        place, subject = f"question:{question.key}", named(question.title)
        if not question.citations:
            yield found("question-uncited", place, f"{subject} cites nothing.")
        yield from library.check(question.citations, place=place, subject=subject)
    for outcome in tree.outcomes:
        place, subject = f"outcome:{outcome.key}", named(outcome.title)
        if not outcome.citations:
            yield found("outcome-uncited", place, f"{subject} cites nothing.")
        yield from library.check(outcome.citations, place=place, subject=subject)
        words = f"{outcome.summary}\n{outcome.next_steps}"
        yield from library.check_clauses(words, outcome.citations, place=place, subject=subject)
    yield from _check_verdicts(tree, licenses)


def _check_verdicts(tree: Tree, licenses: Mapping[str, License]) -> Iterator[Finding]:
    """Yield outcomes that lack a duty which all others of their verdict add, four or more in all.

    A term that an answer adds on the way is passed over: it may be meant for that way alone.
    """
    on_the_way: set[str] = set()
    for question in tree.questions:
        on_the_way.update(*(option.adds for option in question.options))
        on_the_way.update(*(route.adds for route in question.routes))
    by_verdict: dict[str, list[Outcome]] = {}
    for outcome in tree.outcomes:
        if outcome.verdict in _GRANTS:
            by_verdict.setdefault(outcome.verdict, []).append(outcome)
    for outcomes in by_verdict.values():
        counts = Counter(ref for outcome in outcomes for ref in dict.fromkeys(outcome.adds))
        for ref, count in counts.items():
            term = term_of(ref, licenses)
            is_duty = term is not None and term.kind != "permission"
            if count != len(outcomes) - 1 or count < _MOST_AGREE or not is_duty:
                continue
            for outcome in outcomes:
                if ref not in outcome.adds and ref not in on_the_way and term:
                    message = (
                        f"All {count} other outcomes of its verdict add {named(term.title)}, "
                        f"and {named(outcome.title)} does not."
                    )
                    yield found("outcome-lacks-term", f"outcome:{outcome.key}", message)


def check_terms(tree: Tree, licenses: Mapping[str, License]) -> Iterator[Finding]:
    """Yield terms that are not there, and, where first added, terms without a citation."""
    uncited: set[str] = set()
    for place, subject, refs in _mentions(tree):
        for ref in refs:
            term = term_of(ref, licenses)
            if term is None:
                message = f"{subject} names {ref}, which is not there."
                cause = f"Several places name {ref}, which is not there."
                yield found("term-unknown", place, message, cause=cause)
            elif not term.citations and ref not in uncited:
                uncited.add(ref)
                message = f"{subject} adds {named(term.title)}, which cites nothing."
                yield found("term-uncited", place, message)


def _mentions(tree: Tree) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for question in tree.questions:
        for option in question.options:
            subject = f"{named(option.label)} of {named(question.title)}"
            yield f"option:{question.key}/{option.key}", subject, option.adds
        for number, route in enumerate(question.routes, 1):
            subject = f"Route {number} of {named(question.title)}"
            yield f"route:{question.key}/{number}", subject, route.adds
    for outcome in tree.outcomes:
        yield f"outcome:{outcome.key}", named(outcome.title), outcome.adds
    for case in tree.cases:
        yield f"case:{case.key}", f"The case {named(case.title)}", (*case.includes, *case.excludes)
