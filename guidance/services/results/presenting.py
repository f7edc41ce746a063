"""What a result says, in full, and what today's edition would say instead.

A result is a pure function of an edition and answers. How one is kept under a
short link is in ``saved_results``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guidance.core.documents.editions import Context
from guidance.core.documents.licenses import Term
from guidance.core.documents.trees import Answers, Outcome, Question, Tree, Verdict
from guidance.core.walking.answers import Answer, in_words
from guidance.core.walking.answers import read as read_answer
from guidance.core.walking.openings import Openings, open_up
from guidance.core.walking.successions import in_todays_keys
from guidance.core.walking.trails import Assumed
from guidance.core.walking.walks import Possibility, Unfit, Walk, walk
from guidance.services.editions.readings import Reading
from guidance.services.results.citing import ShownCitation, ShownTerm, Terms, cite_all, sorted_terms

Pair = tuple[str, tuple[str, ...]]
"""The key of a question, and what "I am not sure" was taken to mean there."""


@dataclass(frozen=True)
class Dependent:
    """What holds if "I am not sure" turns out to mean one of ``assumptions``.

    Each assumption is a tuple of (question title, answer in words); ``assumed`` has the
    same as keys and values.
    """

    assumed: tuple[Assumed, ...]
    assumptions: tuple[tuple[tuple[str, str], ...], ...]
    outcome: Outcome
    citations: tuple[ShownCitation, ...]
    terms: Terms


@dataclass(frozen=True)
class Result:
    """A finished walk, ready to be shown.

    ``outcome`` is None where "I am not sure" leads to several; ``dependent``
    then has one entry for each, and ``terms`` are those that hold in every case.
    ``openings`` is what unsure answers leave open, where there are any and it can be told.
    """

    reading: Reading[Tree]
    walk: Walk
    outcome: Outcome | None
    verdict: Verdict
    citations: tuple[ShownCitation, ...]
    terms: Terms
    dependent: tuple[Dependent, ...]
    openings: Openings | None = None

    @property
    def is_divided(self) -> bool:
        return bool(self.dependent)


@dataclass(frozen=True)
class Since:
    """How today's edition answers what an older one answered.

    ``asks`` is the title of a question that today's edition asks and the answers
    do not hold; the other fields then say nothing. ``outcome`` is None where
    there are several; ``is_elsewhere``: it is one, and neither the one of the result nor
    what stands for it. ``answers`` are those of the result in today's keys. ``reworded``
    holds terms before and after.
    """

    edition: int
    verdict: Verdict | None
    outcome: Outcome | None
    is_other_outcome: bool
    gained: tuple[Term, ...]
    lost: tuple[Term, ...]
    reworded: tuple[tuple[Term, Term], ...]
    dropped: tuple[Unfit, ...]
    asks: str
    answers: Answers
    is_elsewhere: bool = False

    @property
    def is_same(self) -> bool:
        return not (
            self.is_other_outcome
            or self.gained
            or self.lost
            or self.reworded
            or self.dropped
            or self.asks
        )


def present(reading: Reading[Tree], walk: Walk) -> Result:
    """Return what the site, the API and the export show of a finished walk (no query)."""
    context = reading.context
    outcomes = {possibility.outcome.key for possibility in walk.possibilities}
    only = walk.possibilities[0].outcome if len(outcomes) == 1 else None
    shown = _shown_terms(walk, context)
    dependent: tuple[Dependent, ...] = ()
    if only is None or len(walk.possibilities) > 1:
        words = _assumed(reading.document, walk)
        dependent = tuple(_dependent(p, shown, context, words) for p in walk.possibilities)
    return Result(
        reading=reading,
        walk=walk,
        outcome=only,
        verdict=only.verdict if only else _verdict(walk),
        citations=cite_all(only.citations, context) if only else (),
        terms=_terms(walk.terms, shown),
        dependent=dependent,
        openings=_openings(reading.document, walk) if walk.has_unsure else None,
    )


def _openings(tree: Tree, walk: Walk) -> Openings | None:
    return open_up(tree, {step.question.key: step.values for step in walk.steps})


def _verdict(walk: Walk) -> Verdict:
    """Return the verdict shared by all possibilities, else that counsel is to be asked."""
    verdicts = {possibility.outcome.verdict for possibility in walk.possibilities}
    return verdicts.pop() if len(verdicts) == 1 else Verdict.ASK_COUNSEL


def _dependent(
    possibility: Possibility,
    shown: Mapping[str, ShownTerm],
    context: Context,
    words: Mapping[Pair, tuple[str, str]],
) -> Dependent:
    assumptions = (tuple(words[pair] for pair in assumed) for assumed in possibility.assumed)
    return Dependent(
        assumed=possibility.assumed,
        assumptions=tuple(dict.fromkeys(assumptions)),
        outcome=possibility.outcome,
        citations=cite_all(possibility.outcome.citations, context),
        terms=_terms(possibility.extra_terms, shown),
    )


def _assumed(tree: Tree, walk: Walk) -> dict[Pair, tuple[str, str]]:
    """Say in words what each unsure answer is taken to mean: (question title, answer).

    A range that is cut in several, because what follows differs inside it, is told
    apart by a value of each part.
    """
    questions = {question.key: question for question in tree.questions}
    pairs = {
        pair
        for possibility in walk.possibilities
        for assumed in possibility.assumed
        for pair in assumed
    }
    labels = {pair: label_of(questions[pair[0]], pair[1]) for pair in pairs}
    times = Counter((key, label) for (key, _), label in labels.items())
    return {
        (key, values): (
            questions[key].title,
            label if times[key, label] == 1 else f"{label} ({values[0]})",
        )
        for (key, values), label in labels.items()
    }


def label_of(question: Question, values: tuple[str, ...]) -> str:
    """Return what an assumed answer is called; a number or date by the range that holds it."""
    answer = read_answer(question, values)
    options = answer.options if isinstance(answer, Answer) else ()
    return in_words(question, tuple(option.key for option in options) or values)


def _shown_terms(walk: Walk, context: Context) -> dict[str, ShownTerm]:
    """Return each term of a walk by its reference, made once: 2,000 ways may share it."""
    refs = dict.fromkeys(walk.terms)
    for possibility in walk.possibilities:
        refs |= dict.fromkeys(possibility.terms)
    return shown_terms(refs, context)


def shown_terms(refs: Iterable[str], context: Context) -> dict[str, ShownTerm]:
    """Return terms by their references, in order; those that an edition lacks are left out."""
    return {
        ref: ShownTerm(
            ref=ref,
            license=(slug := ref.partition("/")[0]),
            term=(term := context.terms[ref]),
            citations=cite_all(term.citations, context, license=slug),
        )
        for ref in refs
        if ref in context.terms
    }


def _terms(refs: tuple[str, ...], shown: Mapping[str, ShownTerm]) -> Terms:
    return sorted_terms(shown[ref] for ref in refs if ref in shown)


def since(result: Result, today: Reading[Tree]) -> Since:
    """Compare a result with what the current edition answers to the same answers."""
    given = {step.question.key: step.values for step in result.walk.steps}
    kept = in_todays_keys(today.document, given)
    answers = {q.key: kept[q.key] for q in today.document.questions if q.key in kept} | kept
    now = walk(today.document, answers)
    edition = today.edition.number if today.edition else 0
    if not now.is_finished or not now.possibilities:
        asks = now.question.title if now.question else ""
        return Since(edition, None, None, True, (), (), (), now.unfit, asks, answers)
    shown = present(today, now)
    old_outcomes = _outcomes(result.walk)
    old_terms = _all_terms(result)
    new_terms = _all_terms(shown)
    return Since(
        edition=edition,
        verdict=shown.verdict,
        outcome=shown.outcome,
        is_other_outcome=old_outcomes != _outcomes(now),
        gained=tuple(term for ref, term in new_terms.items() if ref not in old_terms),
        lost=tuple(term for ref, term in old_terms.items() if ref not in new_terms),
        reworded=tuple(
            (old_terms[ref], term)
            for ref, term in new_terms.items()
            if ref in old_terms and old_terms[ref] != term
        ),
        dropped=now.unfit,
        asks="",
        answers=answers,
        is_elsewhere=shown.outcome is not None and not _is_the_same(result.outcome, shown.outcome),
    )


def _is_the_same(old: Outcome | None, new: Outcome) -> bool:
    return old is not None and old.key in (new.key, *new.succeeds)


def _outcomes(walk: Walk) -> set[tuple[str, str, str, str]]:
    """Return what readers are told of each possible outcome, so that new words count as new."""
    return {
        (o.verdict.value, o.title, o.summary, o.next_steps)
        for o in (possibility.outcome for possibility in walk.possibilities)
    }


def _all_terms(result: Result) -> Mapping[str, Term]:
    shown = _shown_terms(result.walk, result.reading.context)
    return {ref: item.term for ref, item in shown.items()}
