"""Evaluate answers with the same walk as the site."""

from collections.abc import Iterable
from itertools import islice

from django.http import HttpRequest

from guidance.api.shapes import common
from guidance.api.shapes.readings import citations, edition
from guidance.core.documents.trees import Answers, Outcome, Tree
from guidance.core.walking.walks import canonical_answers, walk
from guidance.services.editions.readings import Reading
from guidance.services.results.addresses import (
    pinned_question_address,
    question_address,
    result_address,
)
from guidance.services.results.citing import ShownCitation, ShownTerm, Terms
from guidance.services.results.presenting import present
from guidance.services.results.question_pages import step_answer
from portal.environment.addresses import absolute

MAX_POSSIBILITIES = 100
"""A tree with eleven questions has 2,048 ways, which were 16 MB for one small request."""


def evaluate(reading: Reading[Tree], answers: Answers, request: HttpRequest) -> common.Evaluation:
    """Return how far ``answers`` lead, and to what."""
    way = walk(reading.document, answers)
    used = canonical_answers(reading.document, way)
    result = present(reading, way) if way.is_finished and way.possibilities else None
    dependent = result.dependent if result else ()
    return common.Evaluation(
        is_finished=way.is_finished,
        verdict=result.verdict if result else None,
        outcome=_outcome(result.outcome, result.citations, request)
        if result and result.outcome
        else None,
        terms=tuple(_terms(result.terms, request)) if result else (),
        possibilities=tuple(
            common.PossibilityShape(
                assumptions=tuple(map(dict, islice(one.assumptions, MAX_POSSIBILITIES))),
                assumptions_left_out=max(0, len(one.assumptions) - MAX_POSSIBILITIES),
                outcome=_outcome(one.outcome, one.citations, request),
                terms=tuple(_terms(one.terms, request)),
            )
            for one in dependent[:MAX_POSSIBILITIES]
        ),
        possibilities_left_out=max(0, len(dependent) - MAX_POSSIBILITIES),
        next_question=way.question,
        steps=tuple(
            common.StepShape(
                question=step.question.key,
                title=step.question.title,
                values=step.values,
                answer=step_answer(step),
            )
            for step in way.steps
        ),
        unfit=tuple(
            common.UnfitShape(
                question=u.question, values=u.values, reason=u.reason.value, readings=u.readings
            )
            for u in way.unfit
        ),
        pending=dict(way.pending),
        edition=edition(reading.edition, request),
        url=_address(reading, used, request, is_result=result is not None),
    )


def _address(
    reading: Reading[Tree], answers: Answers, request: HttpRequest, *, is_result: bool
) -> str:
    slug, edition = reading.document.slug, reading.edition
    if is_result and edition:
        address = result_address(slug, edition.number, answers)
    elif edition and not edition.is_current:
        address = pinned_question_address(slug, edition.number, answers)
    else:
        address = question_address(slug, answers)
    return absolute(request, address)


def _outcome(
    outcome: Outcome, cited: tuple[ShownCitation, ...], request: HttpRequest
) -> common.OutcomeShape:
    return common.OutcomeShape(
        key=outcome.key,
        verdict=outcome.verdict,
        title=outcome.title,
        summary=outcome.summary,
        next_steps=outcome.next_steps,
        hands_over=outcome.hands_over,
        citations=citations(cited, request),
    )


def _terms(terms: Terms, request: HttpRequest) -> Iterable[common.ResultTerm]:
    shown: tuple[ShownTerm, ...] = terms.all
    for item in shown:
        yield common.ResultTerm(
            ref=item.ref,
            kind=item.term.kind,
            title=item.term.title,
            body=item.term.body,
            trigger=item.term.trigger,
            fulfilment=item.term.fulfilment,
            citations=citations(item.citations, request),
        )
