"""What depends on answers that are unsure: the cases they can come to, and the terms by case.

A term that several cases share is told once, with the cases in which it applies; the
page of a result and its export show the same. No query is made here.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from guidance.core.documents.trees import Answers, Outcome
from guidance.core.walking.openings import Box, Openings
from guidance.core.walking.walks import canonical_answers
from guidance.services.results.citing import ShownCitation, ShownTerm, Terms, sorted_terms
from guidance.services.results.limits import AnswersMet, Limits, is_loose, limit_of, limits_of
from guidance.services.results.presenting import Dependent, Result, label_of, shown_terms

MAX_WAYS = 30
"""So many ways to one outcome are listed one by one; they are summarized anyhow."""
MAX_APART = 6
"""So many possibilities are cases of their own; where there are more, each outcome is one."""

Way = tuple[tuple[str, str], ...]
"""What is assumed on one way: (question title, answer in words)."""


@dataclass(frozen=True)
class Prospect:
    """A case: something that unsure answers can lead to; the first has the number 1.

    ``limits`` is what all its ways share; where ``is_exact``, no other way does. ``ways``
    lists the answers of each way, up to MAX_WAYS. ``answers`` are those that lead here
    where one way does and it can be chosen, else empty.
    """

    number: int
    outcome: Outcome
    citations: tuple[ShownCitation, ...]
    limits: Limits
    is_exact: bool
    ways: tuple[Way, ...]
    total: int
    answers: Answers

    @property
    def more(self) -> int:
        return self.total - len(self.ways)


@dataclass(frozen=True)
class Shared:
    """Terms that come in the same cases, under the same answers.

    ``cases`` are the numbers of those in which they apply on every way, ``partly`` of
    those in which some ways add them. ``limits`` are necessary; where ``is_exact``,
    they are sufficient too.
    """

    cases: tuple[int, ...]
    partly: tuple[int, ...]
    limits: Limits
    is_exact: bool
    terms: Terms

    @property
    def cases_written(self) -> str:
        return _written(self.cases)

    @property
    def partly_written(self) -> str:
        return _written(self.partly)


def prospects(result: Result) -> tuple[Prospect, ...]:
    """Return the cases that unsure answers can come to; none where nothing depends."""
    if result.walk.is_cut:
        return opened_cases(result)
    every = _ways(result.dependent)
    everywhere = _answers_in(every)
    found = []
    for number, group in enumerate(_cases(result), start=1):
        ways = _ways(group)
        here = _answers_in(ways)
        prospect = Prospect(
            number=number,
            outcome=group[0].outcome,
            citations=group[0].citations,
            limits=limits_of(here, everywhere),
            is_exact=_is_exact(here, ways, every) and not is_loose(here, everywhere),
            ways=ways[:MAX_WAYS],
            total=len(ways),
            answers=_answers_to(group, result),
        )
        found.append(prospect)
    return tuple(found)


def shared_terms(result: Result) -> tuple[Shared, ...]:
    """Return the terms that do not hold in every case, each once; those of most cases first."""
    if result.walk.is_cut:
        return opened_terms(result)
    cases = _cases(result)
    case_of = {id(dependent): n for n, case in enumerate(cases, 1) for dependent in case}
    ways = _ways(result.dependent)
    everywhere = _answers_in(ways)
    groups: dict[tuple[tuple[int, ...], tuple[int, ...], Limits, bool], list[ShownTerm]] = {}
    for shown, having in _having(result.dependent):
        own = _ways(having)
        here = _answers_in(own)
        counts = Counter(case_of[id(dependent)] for dependent in having)
        full = tuple(n for n, case in enumerate(cases, 1) if counts[n] == len(case))
        partly = tuple(n for n, case in enumerate(cases, 1) if 0 < counts[n] < len(case))
        is_exact = _is_exact(here, own, ways) and not is_loose(here, everywhere)
        key = (full, partly, limits_of(here, everywhere), is_exact)
        groups.setdefault(key, []).append(shown)
    found = [Shared(*key, terms=sorted_terms(terms)) for key, terms in groups.items()]
    return tuple(sorted(found, key=lambda shared: (-len(shared.cases), -len(shared.partly))))


def opened_cases(result: Result) -> tuple[Prospect, ...]:
    """Return the cases where there are more ways than can be told apart one by one."""
    opened = result.openings
    if opened is None:
        return ()
    return tuple(
        Prospect(
            number=number,
            outcome=one.outcome,
            citations=one.citations,
            limits=_opened_limits(result, opened, opened.outcomes[one.outcome.key]),
            is_exact=False,
            ways=(),
            total=0,
            answers={},
        )
        for number, one in enumerate(result.dependent, start=1)
    )


def opened_terms(result: Result) -> tuple[Shared, ...]:
    """Return the terms that do not hold in every case, with the answers that bring them."""
    opened = result.openings
    if opened is None:
        return ()
    groups: dict[tuple[Limits, bool], list[ShownTerm]] = {}
    for ref, shown in shown_terms(opened.terms, result.reading.context).items():
        if ref not in opened.certain:
            boxes = opened.terms[ref]
            key = (_opened_limits(result, opened, boxes), False)
            groups.setdefault(key, []).append(shown)
    return tuple(
        Shared((), (), limits, is_exact, sorted_terms(terms))
        for (limits, is_exact), terms in groups.items()
    )


def _opened_limits(result: Result, opened: Openings, boxes: tuple[Box, ...]) -> Limits:
    questions = {one.key: one for one in result.reading.document.questions}
    found = []
    for key, answers in opened.limits(boxes).items():
        question = questions[key]
        every = tuple(label_of(question, one.values) for one in opened.branches[key])
        own = tuple(label_of(question, one.values) for one in answers)
        found.append(limit_of(question.title, tuple(dict.fromkeys(own)), every))
    return tuple(limit for limit in found if limit.answers)


def has_cases(result: Result, shared: tuple[Shared, ...]) -> bool:
    """Tell whether the cases say more than the terms with the answers that they come with.

    They do not where all come to one outcome, and those answers decide.
    """
    return bool(result.dependent) and not (
        result.outcome and all(terms.is_exact for terms in shared)
    )


def _written(numbers: tuple[int, ...]) -> str:
    """Write numbers in their order with runs of three and more drawn together.

    >>> _written((1, 2, 3, 5, 6))
    '1–3, 5, 6'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = (
        [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(number) for number in run] for run in runs
    )
    return ", ".join(part for run in parts for part in run)


def _cases(result: Result) -> list[list[Dependent]]:
    """Return the possibilities one by one or, where there are many, by outcome."""
    is_apart = len(result.dependent) <= MAX_APART
    groups: dict[object, list[Dependent]] = {}
    for number, dependent in enumerate(result.dependent):
        key = number if is_apart else dependent.outcome.key
        groups.setdefault(key, []).append(dependent)
    return list(groups.values())


def _answers_to(group: list[Dependent], result: Result) -> Answers:
    """Return the answers of a case that one way leads to, in tree order, else nothing.

    A number that was assumed only stands for its range, so it is not an answer to give.
    """
    tree = result.reading.document
    assumed = [way for dependent in group for way in dependent.assumed]
    if len(assumed) != 1 or not assumed[0]:
        return {}
    given = canonical_answers(tree, result.walk) | dict(assumed[0])
    ranged = {question.key for question in tree.questions if question.is_ranged}
    if ranged.intersection(dict(assumed[0])):
        return {}
    return {q.key: given[q.key] for q in tree.questions if q.key in given}


def _ways(dependents: Iterable[Dependent]) -> tuple[Way, ...]:
    return tuple(way for dependent in dependents for way in dependent.assumptions)


def _answers_in(ways: Iterable[Way]) -> AnswersMet:
    found: AnswersMet = {}
    for way in ways:
        for question, answer in way:
            found.setdefault(question, {})[answer] = None
    return found


def _is_exact(here: AnswersMet, own: tuple[Way, ...], ways: tuple[Way, ...]) -> bool:
    """Tell whether every way that gives only answers of ``here`` is one of ``own``."""
    fitting = sum(all(answer in here.get(q, {answer}) for q, answer in way) for way in ways)
    return fitting == len(own)


def _having(dependents: Iterable[Dependent]) -> Iterable[tuple[ShownTerm, list[Dependent]]]:
    """Return each term with the possibilities that have it, in the order met."""
    found: dict[str, tuple[ShownTerm, list[Dependent]]] = {}
    for dependent in dependents:
        for shown in dependent.terms.all:
            found.setdefault(shown.ref, (shown, []))[1].append(dependent)
    return found.values()
