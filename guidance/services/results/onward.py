"""Going on from a result with another questionnaire: where, and with which of the answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from guidance.core.documents.trees import Answers, Question, Tree
from guidance.core.walking.answers import Answer, in_words, read
from guidance.core.walking.handing import Carried, carry
from guidance.models import Edition, PublicationKind
from guidance.services.editions.readings import documents_in
from guidance.services.results.addresses import question_address, result_address
from guidance.services.results.presenting import Result
from guidance.services.results.question_pages import step_answer
from guidance.services.results.typed_answers import understood


@dataclass(frozen=True)
class Kept:
    """A question, with the answer to it as it was given and in words."""

    question: Question
    values: tuple[str, ...]
    answer: str


@dataclass(frozen=True)
class Onward:
    """Another questionnaire that a result hands over to, in its current edition.

    ``address`` is where it goes on with the answers that are ``carried``: at its result where
    they lead to one (``is_answered``), else at its next question. ``left`` are the answers that
    stay behind. ``outcomes`` are the titles of those that hand over, where not all of them do.
    """

    slug: str
    title: str
    edition: int
    address: str
    is_answered: bool
    carried: tuple[Kept, ...]
    left: tuple[Kept, ...]
    outcomes: tuple[str, ...]


def onward_of(result: Result) -> tuple[Onward, ...]:
    """Return what one goes on with after a result (one query, or none where nothing hands over).

    Nothing leads to a questionnaire that is not published, was withdrawn or recalled, and
    nothing leads on from guidance that was.
    """
    edition = result.reading.edition
    if edition is not None and (edition.recall or edition.withdrawal):
        return ()
    outcomes = {p.outcome.key: p.outcome for p in result.walk.possibilities}
    handing: dict[str, list[str]] = {}
    for outcome in outcomes.values():
        if outcome.hands_over:
            handing.setdefault(outcome.hands_over, []).append(outcome.title)
    if not handing:
        return ()
    trees = _open_trees(handing)
    return tuple(
        _onward(result, *trees[slug], titles if len(titles) < len(outcomes) else [])
        for slug, titles in handing.items()
        if slug in trees and slug != result.reading.document.slug
    )


def _open_trees(slugs: Iterable[str]) -> dict[str, tuple[Tree, int]]:
    """Return the questionnaires that can be answered now, each with its edition's number."""
    editions = Edition.objects.filter(
        current_of__kind=PublicationKind.TREE,
        current_of__slug__in=list(slugs),
        current_of__withdrawn_at__isnull=True,
        recall__isnull=True,
    )
    found = list(editions.select_related("publication").without_documents())
    documents = documents_in(found)
    return {one.publication.slug: (documents[one.pk], one.number) for one in found}


def _onward(result: Result, other: Tree, number: int, outcomes: list[str]) -> Onward:
    found = carry(result.walk.steps, other)
    is_answered = found.walk.is_finished and bool(found.walk.possibilities)
    return Onward(
        slug=other.slug,
        title=other.title,
        edition=number,
        address=_address(other.slug, number, found.answers, is_answered=is_answered),
        is_answered=is_answered,
        carried=tuple(_carried(other, found)),
        left=tuple(Kept(step.question, step.values, step_answer(step)) for step in found.left),
        outcomes=tuple(outcomes),
    )


def _address(slug: str, number: int, answers: Answers, *, is_answered: bool) -> str:
    if is_answered:
        return result_address(slug, number, answers)
    if not answers:
        return reverse("guidance:check-start", args=[slug])
    return question_address(slug, answers)


def _carried(other: Tree, found: Carried) -> Iterable[Kept]:
    for question in other.questions:
        if (values := found.answers.get(question.key)) is not None:
            yield Kept(question, values, _in_words(question, values))


def _in_words(question: Question, values: tuple[str, ...]) -> str:
    answer = read(question, values)
    if isinstance(answer, Answer) and answer.value is not None:
        return understood(answer.value, question.unit)
    return in_words(question, values)
