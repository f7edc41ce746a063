"""What the page of a result shows, made from readings alone (no query).

The public page, the short link and the draft's preview show the same one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.urls import reverse

from guidance.core.documents.licenses import Term
from guidance.core.documents.trees import Tree, Verdict
from guidance.core.texts import diffs
from guidance.core.texts.diffs import Change
from guidance.core.walking.successions import question_for, todays_questions
from guidance.core.walking.walks import canonical_answers
from guidance.services.editions.readings import Reading
from guidance.services.results.addresses import (
    question_address,
    result_address,
    with_query,
    written_query,
)
from guidance.services.results.counsel import counsel_question
from guidance.services.results.finding_out import FirstDoubt, first_doubt
from guidance.services.results.presenting import Result, Since, since
from guidance.services.results.prospects import Prospect, Shared, has_cases, prospects, shared_terms
from guidance.services.results.question_pages import Answered, step_answer, trail

MANY_CASES = 4
"""Of more cases each is told by its title and what it depends on; the rest is one link away."""
VERY_MANY_CASES = 7
"""Of more than these, what each depends on is folded."""


@dataclass(frozen=True)
class Rewording:
    """A part of the guidance that has other words now: the word-level differences of each."""

    title: tuple[Change, ...]
    words: tuple[tuple[Change, ...], ...]

    @property
    def is_cited_otherwise(self) -> bool:
        """Tell whether the words are the same, so that only the clauses cited changed."""
        return not self.words and all(change.kind == "same" for change in self.title)


@dataclass(frozen=True)
class Addresses:
    """Where a result can be had again, and in other forms; those it does not have are empty."""

    permanent: str
    markdown: str
    json: str = ""
    zip: str = ""
    file: str = ""
    qr: str = ""
    share: str = ""
    feed: str = ""


class ShownCase(NamedTuple):
    """A case with the address of its own result, or "" where it has none."""

    prospect: Prospect
    address: str


@dataclass(frozen=True)
class ResultPage:
    """A result as its page shows it; the fields are the names that the template knows.

    ``ask`` is what to ask counsel, ``first`` what to find out first.
    ``has_many_cases``: so many that each is told shortly,
    ``has_very_many_cases``: so many that what each depends on is folded.
    ``verdict`` is the one that every case shares, None where it depends. ``today`` is the
    current edition where it is another one, ``since`` what that says of these answers, and
    ``today_address`` where. ``dropped`` are questions and answers that it does not take.
    ``current`` is where the current guidance is asked.
    """

    result: Result
    reading: Reading[Tree]
    tree: Tree
    title: str
    verdict: Verdict | None
    first: FirstDoubt | None
    ask: str
    cases: tuple[ShownCase, ...]
    has_many_cases: bool
    has_very_many_cases: bool
    shared: tuple[Shared, ...]
    trail: tuple[Answered, ...]
    since: Since | None
    today: Reading[Tree] | None
    today_address: str
    dropped: tuple[tuple[str, str], ...]
    rewordings: tuple[Rewording, ...]
    addresses: Addresses | None
    current: str


def result_page(
    result: Result,
    today: Reading[Tree] | None,
    *,
    addresses: Addresses | None,
    title: str = "",
    base: str | None = None,
) -> ResultPage:
    """Return what the result page shows.

    ``today`` is the current edition where it is another one, else None. ``addresses`` is
    None for a preview, which gives its own ``base`` for changing answers.
    """
    reading = result.reading
    tree = reading.document
    answers = canonical_answers(tree, result.walk)
    if base is None:
        base = reverse("guidance:check", args=[tree.slug])
    is_gone = bool(reading.edition and reading.edition.withdrawal)
    now = since(result, today) if today else None
    shared = shared_terms(result)
    address = _today_address(tree.slug, now)
    steps = tuple(
        step if not is_gone and _is_asked(step, today) else replace(step, change="")
        for step in trail(result.walk, answers, base=base)
    )
    cases = _cases(result, shared, base=base)
    return ResultPage(
        result=result,
        reading=reading,
        tree=tree,
        title=title,
        verdict=shared_verdict(result),
        first=first_doubt(result, changes=[(step.question.key, step.change) for step in steps]),
        ask=counsel_question(result),
        cases=cases,
        has_many_cases=len(cases) > MANY_CASES,
        has_very_many_cases=len(cases) > VERY_MANY_CASES,
        shared=shared,
        trail=steps,
        since=now,
        today=today,
        today_address=address,
        dropped=_dropped(result, now, today) if now and today else (),
        rewordings=tuple(rewordings(result, now)) if now else (),
        addresses=addresses,
        current=base if is_gone else address,
    )


def _is_asked(step: Answered, today: Reading[Tree] | None) -> bool:
    """Tell whether the guidance that answers changes still asks a question."""
    return today is None or question_for(today.document, step.question.key) is not None


def _cases(result: Result, shared: tuple[Shared, ...], *, base: str) -> tuple[ShownCase, ...]:
    """Return the cases worth showing."""
    if not has_cases(result, shared):
        return ()
    return tuple(
        ShownCase(case, _case_address(result, case, base=base)) for case in prospects(result)
    )


def _case_address(result: Result, case: Prospect, *, base: str) -> str:
    if not case.answers:
        return ""
    if (edition := result.reading.edition) is None:
        return with_query(base, written_query(case.answers))
    return result_address(result.reading.document.slug, edition.number, case.answers)


def _dropped(result: Result, now: Since, today: Reading[Tree]) -> tuple[tuple[str, str], ...]:
    """Return the questions, with the answers, that today's edition does not take."""
    keys = {unfit.question for unfit in now.dropped}
    asked = todays_questions(today.document, (step.question.key for step in result.walk.steps))
    steps = (
        step
        for step in result.walk.steps
        if (asked.get(step.question.key) or step.question).key in keys
    )
    return tuple((step.question.title, step_answer(step)) for step in steps)


def shared_verdict(result: Result) -> Verdict | None:
    """Return the verdict that every case shares, or None where it depends."""
    verdicts = {possibility.outcome.verdict for possibility in result.walk.possibilities}
    return verdicts.pop() if len(verdicts) == 1 else None


def rewordings(result: Result, now: Since) -> Iterable[Rewording]:
    """Yield what has other words today: the outcome where it is still one, then the terms."""
    if result.outcome and now.outcome and not now.is_elsewhere:
        old, new = result.outcome, now.outcome
        parts = ((old.summary, new.summary), (old.next_steps, new.next_steps))
        if old.title != new.title or any(before != after for before, after in parts):
            yield Rewording(diffs.compare(old.title, new.title), tuple(_differing(parts)))
    for before, after in now.reworded:
        yield reworded_term(before, after)


def reworded_term(old: Term, new: Term) -> Rewording:
    parts = (
        (old.trigger, new.trigger),
        (old.body, new.body),
        (old.fulfilment, new.fulfilment),
    )
    return Rewording(diffs.compare(old.title, new.title), tuple(_differing(parts)))


def _differing(parts: Iterable[tuple[str, str]]) -> Iterable[tuple[Change, ...]]:
    for old, new in parts:
        if old != new:
            yield diffs.compare(old, new)


def _today_address(slug: str, now: Since | None) -> str:
    """Return where today's edition answers the same, or asks what the answers do not hold."""
    if now is None:
        return ""
    if now.verdict is None or now.dropped:
        return question_address(slug, now.answers)
    return result_address(slug, now.edition, now.answers)
