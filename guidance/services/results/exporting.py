"""A result as Markdown, to paste into a ticket, a contract file or a pull request."""

from collections.abc import Iterable

from guidance.core.documents.trees import Verdict
from guidance.services.editions.marks import RecallMark, Successor
from guidance.services.results.citing import ShownCitation, ShownTerm, Terms
from guidance.services.results.markdown_writing import escape, fenced, from_html
from guidance.services.results.presenting import Result
from guidance.services.results.prospects import (
    Limit,
    Limits,
    Prospect,
    Shared,
    Way,
    has_cases,
    prospects,
    shared_terms,
)
from guidance.services.results.question_pages import step_answer

VERDICTS = {
    Verdict.ALLOWED: "Allowed",
    Verdict.CONDITIONAL: "Allowed, with conditions",
    Verdict.SPECIAL_LICENSE: "Special license needed",
    Verdict.PROHIBITED: "Prohibited",
    Verdict.ASK_COUNSEL: "Ask counsel",
}


def as_markdown(result: Result, *, url: str, title: str = "") -> str:
    """Return a result as a Markdown document that ends with its permanent link."""
    tree = result.reading.document
    lines = [*_marks(result), f"# {escape(title or tree.title)}", ""]
    if result.outcome:
        lines += [f"**{VERDICTS[result.verdict]}: {escape(result.outcome.title)}**", ""]
        lines += ["The verdict is for the whole plan, as answered below.", ""]
        lines += [_prose(result, result.outcome.summary), ""] if result.outcome.summary else []
        lines += _cited(result.citations)
    else:
        lines += ["**It depends on what you are not sure about.**", ""]
    lines += _groups(result, result.terms, level=2)
    shared = shared_terms(result)
    with_cases = has_cases(result, shared)
    for case in prospects(result) if with_cases else ():
        lines += _case(result, case)
    lines += ["## What then also applies", ""] if shared else []
    for terms in shared:
        lines += _shared(result, terms, with_cases=with_cases)
    if result.outcome and result.outcome.next_steps:
        lines += ["## What to do now", "", _prose(result, result.outcome.next_steps), ""]
    lines += ["## How we got here", ""]
    for step in result.walk.steps:
        answer = step_answer(step)
        lines.append(f"- {escape(step.question.title)} **{escape(answer)}**")
    lines += ["", "---", "", f"{_edition(result)} Permanent link: <{url}>", ""]
    disclaimer = "This guidance explains a license. It is not legal advice for your case."
    lines += [f"{_review(result)} {disclaimer}", ""]
    return "\n".join(lines)


def _marks(result: Result) -> list[str]:
    """Return, to stand on top, that the edition was recalled or withdrawn, or rests on such."""
    edition = result.reading.edition
    lines: list[str] = []
    if edition is None:
        return lines
    if edition.recall:
        words = f"Recalled: version {edition.number} was found to be wrong on"
        lines += _recalled(words, edition.recall)
    if edition.withdrawal:
        words = f"Withdrawn on {edition.withdrawal.at:%d %b %Y}. This is no guidance any more."
        lines += [f"**{words}** {escape(edition.withdrawal.reason)}".rstrip(), ""]
        lines += _succeeded(edition.withdrawal.successor)
    for ground in edition.grounds:
        rests = f"This rests on version {ground.number} of the guidance on {ground.title}, "
        lines += _recalled(escape(f"{rests}which was recalled on"), ground.recall)
    return lines


def _recalled(words: str, recall: RecallMark) -> list[str]:
    return [
        f"**{words} {recall.at:%d %b %Y}.** {escape(recall.reason)}",
        "",
        f"**What to do instead:** {escape(recall.advice)}",
        "",
    ]


def _succeeded(successor: Successor | None) -> list[str]:
    if successor is None:
        return []
    title = escape(successor.title)
    if successor.is_withdrawn:
        return [f"“{title}” was to be read instead, but it has been withdrawn too.", ""]
    return [f"Read instead: **{title}**", ""]


def _prose(result: Result, source: str) -> str:
    """Return the team's Markdown as the site shows it: HTML in it is words, for every reader."""
    return from_html(result.reading.html.get(source), source)


def _groups(result: Result, terms: Terms, *, level: int) -> list[str]:
    lines: list[str] = []
    for heading, group in (
        ("What you must do", terms.must),
        ("What you must not do", terms.must_not),
        ("What you may do", terms.may),
    ):
        if group:
            lines += [f"{'#' * level} {heading}", ""]
            lines += [line for term in group for line in _term(result, term)]
            lines.append("")
    return lines


def _term(result: Result, shown: ShownTerm) -> Iterable[str]:
    clauses = ", ".join(f"{c.license_title} {c.label}" for c in shown.sections)
    yield f"- **{escape(shown.term.title)}**" + (f" ({escape(clauses)})" if clauses else "")
    if shown.term.trigger:
        yield ""
        yield f"  {escape(shown.term.trigger[:1].upper() + shown.term.trigger[1:])}"
    if shown.term.body:
        yield ""
        yield from (f"  {line}".rstrip() for line in _prose(result, shown.term.body).split("\n"))
    if shown.term.fulfilment:
        yield ""
        yield from (f"  {line}".rstrip() for line in fenced(shown.term.fulfilment).split("\n"))
    if shown.term.trigger or shown.term.body or shown.term.fulfilment:
        yield ""


def _cited(citations: Iterable[ShownCitation]) -> list[str]:
    lines = []
    for citation in citations:
        where = f"{citation.license_title} {citation.label}"
        words = f"“{escape(citation.words)}” " if citation.words else ""
        lines += [f"> {words}({escape(where)})", ""]
    return lines


def _case(result: Result, case: Prospect) -> list[str]:
    verdict = VERDICTS[case.outcome.verdict]
    lines = [f"## Case {case.number}: {verdict}: {escape(case.outcome.title)}", ""]
    if case.total > 1 and case.is_exact:
        lines += _if(case.limits, is_exact=True)
    else:
        lines += [*map(_way, case.ways)]
        lines += [f"- and {case.more} more ways"] if case.more else []
        lines.append("")
    lines += [_prose(result, case.outcome.summary), ""] if case.outcome.summary else []
    lines += _cited(case.citations)
    return lines + (
        [_prose(result, case.outcome.next_steps), ""] if case.outcome.next_steps else []
    )


def _shared(result: Result, shared: Shared, *, with_cases: bool) -> list[str]:
    """Return terms that several cases share, once, with the answers that they come with."""
    lines: list[str] = []
    if with_cases:
        cases = [f"Case {shared.cases_written}"] if shared.cases else []
        cases += [f"at times in case {shared.partly_written}"] if shared.partly else []
        heading = ", ".join(cases)
        lines += [f"### {heading[:1].upper()}{heading[1:]}", ""]
    lines += _if(shared.limits, is_exact=shared.is_exact)
    return lines + _groups(result, shared.terms, level=4 if with_cases else 3)


def _if(limits: Limits, *, is_exact: bool) -> list[str]:
    if not limits:
        return [] if is_exact else ["It takes several answers together.", ""]
    heading = "If, where it is asked:" if is_exact else "Only if, where it is asked:"
    return [heading, "", *map(_limit, limits), ""]


def _way(way: Way) -> str:
    words = "; ".join(f"{escape(question)} **{escape(answer)}**" for question, answer in way)
    return f"- {words}" if words else "- in every other case"


def _limit(limit: Limit) -> str:
    question, answers, is_with_others = limit
    chosen = " or ".join(f"**{escape(answer)}**" for answer in answers)
    return f"- {escape(question)} {chosen}{' (alone or with others)' if is_with_others else ''}"


def _edition(result: Result) -> str:
    edition = result.reading.edition
    if edition is None:
        return "Draft, not published."
    return f"Based on guidance version {edition.number} of {edition.published_at:%d %b %Y}."


def _review(result: Result) -> str:
    edition = result.reading.edition
    if edition is None or not edition.reviewed_at:
        return "Not yet reviewed."
    return f"Reviewed by {escape(edition.reviewed_by)} on {edition.reviewed_at:%d %b %Y}."
