"""A result as Markdown, to paste into a ticket, a contract file or a pull request."""

from collections.abc import Collection, Iterable

from guidance.core.documents.licenses import TermWhen
from guidance.core.documents.trees import Verdict
from guidance.services.editions.marks import RecallMark, Successor
from guidance.services.results.citing import ShownCitation, ShownTerm, Terms
from guidance.services.results.limits import Limit, Limits
from guidance.services.results.onward import Onward
from guidance.services.results.presenting import Result
from guidance.services.results.prospects import Prospect, Shared, Way
from guidance.services.results.question_pages import step_answer
from guidance.services.results.result_pages import ResultPage
from guidance.services.taking.data import DISCLAIMER
from guidance.services.taking.files import ProductFile
from guidance.services.taking.markdown_proofs import proof_lines
from guidance.services.taking.markdown_writing import escape, fenced, from_html
from guidance.services.taking.places import Places
from guidance.services.taking.requests import LicenseRequest
from guidance.services.taking.takes import Take

VERDICTS = {
    Verdict.ALLOWED: "Allowed",
    Verdict.CONDITIONAL: "Allowed, with conditions",
    Verdict.SPECIAL_LICENSE: "Special license needed",
    Verdict.PROHIBITED: "Prohibited",
    Verdict.ASK_COUNSEL: "Ask counsel",
}
STAGES = {
    TermWhen.BEFORE_RELEASE: "Before release",
    TermWhen.AT_DISTRIBUTION: "At distribution",
    TermWhen.ALWAYS: "Always",
}


def as_markdown(
    page: ResultPage, taken: Take, places: Places, *, done: Collection[str] = ()
) -> str:
    """Return a result as a Markdown document, in the order of its page.

    ``done`` are the references of terms that are ticked.
    """
    result, outcome = page.result, page.result.outcome
    writing = _Writing(result, places, frozenset(done))
    lines = [*_marks(result), f"# {escape(page.title or page.tree.title)}", ""]
    if outcome:
        lines += [f"**{VERDICTS[result.verdict]}: {escape(outcome.title)}**", ""]
        lines += ["The verdict is for the whole plan, as answered below.", ""]
        lines += [_prose(result, outcome.summary), ""] if outcome.summary else []
    else:
        lines += ["**It depends on what you are not sure about.**", ""]
    lines += proof_lines(page, taken.proof, places)
    if outcome and outcome.next_steps:
        lines += ["## What to do now", "", _prose(result, outcome.next_steps), ""]
    lines += ["## What to ask counsel", "", fenced(page.ask), ""] if page.ask else []
    for one in taken.requests:
        lines += _request(one)
    lines += _first(page)
    for onward in taken.onward:
        lines += _onward(onward, places)
    lines += writing.groups(result.terms, level=2)
    lines += _files(taken.files, places)
    for case in page.cases:
        lines += writing.case(case.prospect, is_short=page.has_many_cases)
    lines += ["## What then also applies", ""] if page.shared else []
    for terms in page.shared:
        lines += writing.shared(terms, with_cases=bool(page.cases))
    if outcome and result.citations:
        lines += ["## What this rests on", "", *writing.cited(result.citations)]
    lines += ["## How we got here", ""]
    for step in result.walk.steps:
        answer = step_answer(step)
        lines.append(f"- {escape(step.question.title)} **{escape(answer)}**")
    lines += ["", "---", "", f"Permanent link: <{places.page}>", "", DISCLAIMER, ""]
    return "\n".join(lines)


def _request(one: LicenseRequest) -> list[str]:
    lines = [f"## How to ask {escape(one.publisher or one.license)}", ""]
    if one.to:
        read_on = f", read on {one.read_on:%d %b %Y}" if one.read_on else ""
        source = f" (<{one.source}>{read_on})" if one.source else ""
        lines += [f"Write to {escape(one.to)}{source}.", ""]
    return [*lines, fenced(one.letter), ""] if one.letter else lines


def _first(page: ResultPage) -> list[str]:
    """Return what to find out first, with what depends on it."""
    first = page.first
    if first is None:
        return []
    lines = ["## Find this out first", "", f"**{escape(first.question.title)}**", ""]
    for one in first.branchings:
        answers = " or ".join(f"**{escape(answer)}**" for answer in one.answers)
        left = escape(one.only.title) if one.only else f"{one.left} results stay open"
        lines.append(f"- {answers}: {left}")
    return [*lines, ""] if first.branchings else lines


def _onward(onward: Onward, places: Places) -> list[str]:
    """Return what one goes on with, and which answers go along."""
    title = escape(onward.title)
    lines = [f"## Go on with: {title}", ""]
    if onward.outcomes:
        lines += [f"If it comes to: {'; '.join(map(escape, onward.outcomes))}", ""]
    for heading, kept in (("Goes along", onward.carried), ("Stays behind", onward.left)):
        rows = (f"- {escape(one.question.title)} **{escape(one.answer)}**" for one in kept)
        lines += [f"{heading}:", "", *rows, ""] if kept else []
    return [*lines, f"[{title}](<{places.whole(onward.address)}>)", ""]


def _files(files: Iterable[ProductFile], places: Places) -> list[str]:
    rows = []
    for one in files:
        note = " (no copy has to go along)" if one.travels == "need-not" else ""
        rows.append(f"- [{escape(one.path)}](<{places.file(one.path)}>): {escape(one.title)}{note}")
    if not rows:
        return []
    return ["## Files for your product", "", *rows, "", f"All of them: <{places.zip}>", ""]


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
    for change in edition.changed:
        words = f"Words that this rests on changed on {change.at:%d %b %Y} in our guidance on "
        after = "We have not looked at it again since."
        lines += [f"**{escape(words)}{escape(change.title)}.** {after}", ""]
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


class _Writing:
    """Write the parts of one result: its terms, cases and clauses, with what is ticked."""

    def __init__(self, result: Result, places: Places, done: frozenset[str]) -> None:
        self.result = result
        self.places = places
        self.done = done

    def groups(self, terms: Terms, *, level: int) -> list[str]:
        lines: list[str] = []
        if terms.must:
            lines += [f"{'#' * level} What you must do", ""]
        for stage in terms.stages:
            if stage.when:
                lines += [f"{'#' * (level + 1)} {STAGES[stage.when]}", ""]
            lines += [line for term in stage.terms for line in self._term(term, has_box=True)]
            lines.append("")
        for heading, group in (
            ("What you must not do", terms.must_not),
            ("What you may do", terms.may),
            ("What to know", terms.to_know),
        ):
            if group:
                lines += [f"{'#' * level} {heading}", ""]
                lines += [line for term in group for line in self._term(term)]
                lines.append("")
        return lines

    def _term(self, shown: ShownTerm, *, has_box: bool = False) -> Iterable[str]:
        box = f"[{'x' if shown.ref in self.done else ' '}] " if has_box else ""
        clauses = ", ".join(map(self._clause, shown.sections))
        yield f"- {box}**{escape(shown.term.title)}**" + (f" ({clauses})" if clauses else "")
        if shown.term.trigger:
            yield ""
            yield f"  {escape(shown.term.trigger[:1].upper() + shown.term.trigger[1:])}"
        if shown.term.body:
            words = _prose(self.result, shown.term.body)
            yield ""
            yield from (f"  {line}".rstrip() for line in words.split("\n"))
        if shown.term.fulfilment:
            words = fenced(shown.term.fulfilment)
            yield ""
            yield from (f"  {line}".rstrip() for line in words.split("\n"))
        if shown.term.trigger or shown.term.body or shown.term.fulfilment:
            yield ""

    def _clause(self, citation: ShownCitation) -> str:
        """Return the name of a clause, with a link to it in the edition that was cited."""
        words = escape(f"{citation.license_title} {citation.name}")
        address = self.places.clause(citation)
        return f"[{words}](<{address}>)" if address else words

    def cited(self, citations: Iterable[ShownCitation]) -> list[str]:
        lines = []
        for citation in citations:
            words = f"“{escape(citation.words)}” " if citation.words else ""
            lines += [f"> {words}({self._clause(citation)})", ""]
        return lines

    def case(self, case: Prospect, *, is_short: bool) -> list[str]:
        verdict = VERDICTS[case.outcome.verdict]
        lines = [f"## Case {case.number}: {verdict}: {escape(case.outcome.title)}", ""]
        if case.total != 1:
            lines += _if(case.limits, is_exact=case.is_exact)
        else:
            lines += [*map(_way, case.ways)]
            lines.append("")
        outcome = case.outcome
        if is_short:
            return lines
        lines += [_prose(self.result, outcome.summary), ""] if outcome.summary else []
        lines += self.cited(case.citations)
        return lines + ([_prose(self.result, outcome.next_steps), ""] if outcome.next_steps else [])

    def shared(self, shared: Shared, *, with_cases: bool) -> list[str]:
        """Return terms that several cases share, once, with the answers that they come with."""
        lines: list[str] = []
        if with_cases and (shared.cases or shared.partly):
            cases = [f"Case {shared.cases_written}"] if shared.cases else []
            cases += [f"at times in case {shared.partly_written}"] if shared.partly else []
            heading = ", ".join(cases)
            lines += [f"### {heading[:1].upper()}{heading[1:]}", ""]
        lines += _if(shared.limits, is_exact=shared.is_exact)
        return lines + self.groups(shared.terms, level=4 if with_cases else 3)


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
