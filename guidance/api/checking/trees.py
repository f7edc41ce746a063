"""Trees: the list, one of them, and the evaluation of answers."""

from rest_framework.request import Request
from rest_framework.response import Response

from guidance.api.checking.evaluations import evaluate
from guidance.api.frame import paging
from guidance.api.frame.base import (
    GONE,
    NOT_FOUND,
    NOT_VALID,
    PAGING,
    ReadView,
    dumped,
    published,
    reading_of,
    shown_as,
)
from guidance.api.frame.describing import described
from guidance.api.frame.requests import answers_from
from guidance.api.frame.throttling import heavy
from guidance.api.shapes import cards, common, readings
from guidance.core.documents.cards import TreeCard
from guidance.models import PublicationKind


class Trees(ReadView):
    @described(
        summary="List the questionnaires",
        parameters=PAGING,
        responses={200: paging.TreePage, **NOT_VALID, **NOT_FOUND},
    )
    def get(self, request: Request) -> Response:
        shape = shown_as(TreeCard, lambda item: cards.tree_card(item, request))
        return self.paged(published(PublicationKind.TREE), shape)


class Tree(ReadView):
    @described(
        summary="Read one questionnaire with its questions and outcomes",
        responses={200: common.TreeDetail, **NOT_FOUND, **GONE},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        reading = reading_of(PublicationKind.TREE, slug, number)
        return Response(dumped(readings.tree_detail(reading, request)))


class Evaluate(ReadView):
    @described(
        summary="Evaluate answers: the next question, or the result with its terms",
        request=common.EvaluateRequest,
        responses={200: common.Evaluation, **NOT_VALID, **NOT_FOUND, **GONE},
    )
    @heavy("evaluate")
    def post(self, request: Request, slug: str, number: int | None = None) -> Response:
        answers = answers_from(request.data)
        reading = reading_of(PublicationKind.TREE, slug, number)
        return Response(dumped(evaluate(reading, answers, request)))
