"""Two situations side by side: answers, verdicts and obligations, and which of them differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from guidance.core.documents.trees import Verdict
from guidance.services.contrasting.situations import Situation
from guidance.services.results.citing import ShownTerm
from guidance.services.results.presenting import Result
from guidance.services.results.question_pages import step_answer
from guidance.services.results.result_pages import Rewording, reworded_term, shared_verdict


class Standing(StrEnum):
    """Whether a term holds in a situation; it depends where answers are unsure."""

    HOLDS = "holds"
    DEPENDS = "depends"
    ABSENT = "absent"


@dataclass(frozen=True)
class Side:
    """One of the two situations; ``outcome`` is "" where it depends, ``verdict`` then None."""

    situation: Situation
    verdict: Verdict | None
    outcome: str

    @property
    def result(self) -> Result:
        return self.situation.result


@dataclass(frozen=True)
class AnswerRow:
    """A question with both answers in words; "" where it was not asked."""

    question: str
    a: str
    b: str

    @property
    def is_same(self) -> bool:
        return self.a == self.b


@dataclass(frozen=True)
class TermRow:
    """A term with its standing in both; ``rewording`` where their editions word it differently."""

    shown: ShownTerm
    a: Standing
    b: Standing
    rewording: Rewording | None

    @property
    def is_same(self) -> bool:
        return self.a is self.b and self.rewording is None


@dataclass(frozen=True)
class Contrast:
    """Two situations; rows are in the order of the first, then what only the second has."""

    a: Side
    b: Side
    answers: tuple[AnswerRow, ...]
    terms: tuple[TermRow, ...]

    @property
    def other_answers(self) -> tuple[AnswerRow, ...]:
        return tuple(row for row in self.answers if not row.is_same)

    @property
    def other_terms(self) -> tuple[TermRow, ...]:
        return tuple(row for row in self.terms if not row.is_same)

    @property
    def same_terms(self) -> tuple[TermRow, ...]:
        return tuple(row for row in self.terms if row.is_same)

    @property
    def has_other_outcome(self) -> bool:
        return (self.a.verdict, self.a.outcome) != (self.b.verdict, self.b.outcome)


def contrast(a: Situation, b: Situation) -> Contrast:
    """Set two situations side by side (no query)."""
    return Contrast(_side(a), _side(b), tuple(_answers(a, b)), tuple(_terms(a.result, b.result)))


def _side(one: Situation) -> Side:
    outcome = one.result.outcome
    return Side(one, shared_verdict(one.result), outcome.title if outcome else "")


def _answers(a: Situation, b: Situation) -> Iterator[AnswerRow]:
    """Yield the questions that either was asked; titles are those of the second, if it asks too."""
    sides = [
        {step.question.key: (step.question.title, step_answer(step)) for step in side.steps}
        for side in (a.result.walk, b.result.walk)
    ]
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        title = (sides[1].get(key) or sides[0][key])[0]
        yield AnswerRow(title, *(side.get(key, ("", ""))[1] for side in sides))


def _terms(a: Result, b: Result) -> Iterator[TermRow]:
    before, after = _standings(a), _standings(b)
    for ref in dict.fromkeys([*before, *after]):
        old, new = before.get(ref), after.get(ref)
        shown = (new or old or (None,))[0]
        if shown is None:
            continue
        is_reworded = old is not None and new is not None and old[0].term != new[0].term
        yield TermRow(
            shown,
            old[1] if old else Standing.ABSENT,
            new[1] if new else Standing.ABSENT,
            reworded_term(old[0].term, new[0].term) if is_reworded and old and new else None,
        )


def _standings(result: Result) -> Mapping[str, tuple[ShownTerm, Standing]]:
    found = {one.ref: (one, Standing.HOLDS) for one in result.terms.all}
    for case in result.dependent:
        for one in case.terms.all:
            found.setdefault(one.ref, (one, Standing.DEPENDS))
    return found
