"""What the page of a result shows, made from readings alone (no query).

The public page, the short link and the draft's preview show the same one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from guidance.core import diffs
from guidance.core.diffs import Change
from guidance.core.licenses import Term
from guidance.core.trees import Outcome, Tree, Verdict
from guidance.core.walks import canonical_answers
from guidance.services.question_pages import question_address, result_address, trail
from guidance.services.readings import Reading
from guidance.services.results import (
    ALSO,
    Dependent,
    Result,
    ShownCitation,
    ShownTerm,
    Since,
    Terms,
    since,
)

MAX_WAYS = 30
"""So many ways to one outcome are listed one by one; they are summarized anyhow."""
MAX_APART = 6
"""So many possibilities are shown apart; where there are more, one for each outcome."""

Limits = tuple[tuple[str, tuple[str, ...], bool], ...]
"""Questions with the answers that can lead somewhere; without those any answer of which can.

Where the last is true, an answer does so alone and together with any other.
"""


@dataclass(frozen=True)
class SomeTerm:
    """A term that comes with some of the ways to an outcome."""

    shown: ShownTerm
    only_if: Limits


@dataclass(frozen=True)
class Prospect:
    """Something that unsure answers can lead to.

    ``only_if`` is what all its ways share. ``ways`` lists the answers of each way, up to
    MAX_WAYS. ``terms`` come with every way, ``some_terms`` with some of them.
    """

    outcome: Outcome
    citations: tuple[ShownCitation, ...]
    only_if: Limits
    ways: tuple[tuple[tuple[str, str], ...], ...]
    total: int
    terms: Terms
    some_terms: tuple[SomeTerm, ...]

    @property
    def more(self) -> int:
        return self.total - len(self.ways)


@dataclass(frozen=True)
class Rewording:
    """A part of the guidance that has other words now: the word-level differences of each."""

    title: tuple[Change, ...]
    words: tuple[tuple[Change, ...], ...]

    @property
    def is_cited_otherwise(self) -> bool:
        """Tell whether the words are the same, so that only the clauses cited changed."""
        return not self.words and all(change.kind == "same" for change in self.title)


def result_context(
    result: Result,
    today: Reading[Tree] | None,
    *,
    addresses: dict[str, str],
    title: str = "",
    base: str | None = None,
) -> dict[str, Any]:
    """Return what the result page shows.

    ``today`` is the current edition where it is another one, else None. ``addresses``
    are those of the result: permanent, markdown, qr, share; empty for a preview, which
    gives its own ``base`` for changing answers.
    """
    reading = result.reading
    tree = reading.document
    answers = canonical_answers(tree, result.walk)
    if base is None:
        base = reverse("guidance:check", args=[tree.slug])
    steps = trail(result.walk, answers, base=base)
    if today:
        for step in steps:
            is_asked = today.document.question(step["question"].key)
            step["change"] = step["change"] if is_asked else ""
    now = since(result, today) if today else None
    return {
        "result": result,
        "reading": reading,
        "tree": tree,
        "title": title,
        "verdict": shared_verdict(result),
        "prospects": prospects(result),
        "trail": steps,
        "since": now,
        "today": today,
        "today_address": _today_address(tree.slug, now, answers),
        "rewordings": tuple(rewordings(result, now)) if now else (),
        "addresses": addresses,
    }


def shared_verdict(result: Result) -> Verdict | None:
    """Return the verdict that every case shares, or None where it depends."""
    verdicts = {possibility.outcome.verdict for possibility in result.walk.possibilities}
    return verdicts.pop() if len(verdicts) == 1 else None


def prospects(result: Result) -> tuple[Prospect, ...]:
    """Return what unsure answers can lead to, as they are or, where many, by outcome."""
    is_apart = len(result.dependent) <= MAX_APART
    groups: dict[object, list[Dependent]] = {}
    for number, dependent in enumerate(result.dependent):
        key = number if is_apart else dependent.outcome.key
        groups.setdefault(key, []).append(dependent)
    everywhere = _answers_in(result.dependent)
    return tuple(_prospect(group, everywhere) for group in groups.values())


def _prospect(group: list[Dependent], everywhere: dict[str, dict[str, None]]) -> Prospect:
    ways = [assumed for dependent in group for assumed in dependent.assumptions]
    with_term: dict[str, list[Dependent]] = {}
    shown: dict[str, ShownTerm] = {}
    for dependent in group:
        for term in _flat(dependent.terms):
            shown[term.ref] = term
            with_term.setdefault(term.ref, []).append(dependent)
    shared = {ref for ref, dependents in with_term.items() if len(dependents) == len(group)}
    here = _answers_in(group)
    return Prospect(
        outcome=group[0].outcome,
        citations=group[0].citations,
        only_if=_limits(here, everywhere),
        ways=tuple(ways[:MAX_WAYS]),
        total=len(ways),
        terms=_only(group[0].terms, shared),
        some_terms=tuple(
            SomeTerm(shown[ref], _limits(_answers_in(dependents), here))
            for ref, dependents in with_term.items()
            if ref not in shared
        ),
    )


def _limits(here: dict[str, dict[str, None]], everywhere: dict[str, dict[str, None]]) -> Limits:
    return tuple(
        _limit(question, tuple(answers), tuple(everywhere[question]))
        for question, answers in here.items()
        if len(answers) < len(everywhere[question])
    )


def _limit(
    question: str, answers: tuple[str, ...], every: tuple[str, ...]
) -> tuple[str, tuple[str, ...], bool]:
    """Name only the options that decide, where all that are chosen with them follow.

    Three options that can be chosen together make seven answers, of which four hold the
    first one: nobody reads four lines that mean "the first one".
    """
    alone = tuple(answer for answer in answers if ALSO not in answer)
    holding = {one for one in every if not set(alone).isdisjoint(one.split(ALSO))}
    if len(alone) < len(answers) and set(answers) == holding:
        return question, alone, True
    return question, answers, False


def _answers_in(group: Iterable[Dependent]) -> dict[str, dict[str, None]]:
    """Return the answers assumed for each question by its title, in the order met."""
    found: dict[str, dict[str, None]] = {}
    for dependent in group:
        for assumed in dependent.assumptions:
            for question, answer in assumed:
                found.setdefault(question, {})[answer] = None
    return found


def _flat(terms: Terms) -> tuple[ShownTerm, ...]:
    return (*terms.must, *terms.must_not, *terms.may)


def _only(terms: Terms, refs: set[str]) -> Terms:
    must, must_not, may = (
        tuple(term for term in group if term.ref in refs)
        for group in (terms.must, terms.must_not, terms.may)
    )
    return Terms(must=must, must_not=must_not, may=may)


def rewordings(result: Result, now: Since) -> Iterable[Rewording]:
    """Yield what has other words today: the outcome where it is still one, then the terms."""
    if result.outcome and now.outcome and result.outcome.key == now.outcome.key:
        old, new = result.outcome, now.outcome
        parts = ((old.summary, new.summary), (old.next_steps, new.next_steps))
        if old.title != new.title or any(before != after for before, after in parts):
            yield Rewording(diffs.compare(old.title, new.title), tuple(_differing(parts)))
    for before, after in now.reworded:
        yield _reworded_term(before, after)


def _reworded_term(old: Term, new: Term) -> Rewording:
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


def _today_address(slug: str, now: Since | None, answers: dict[str, tuple[str, ...]]) -> str:
    """Return where today's edition answers the same, or asks what the answers do not hold."""
    if now is None:
        return ""
    if now.verdict is None or now.dropped:
        return question_address(slug, answers)
    return result_address(slug, now.edition, answers)
