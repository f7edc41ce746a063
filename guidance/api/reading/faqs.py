"""FAQ entries: the list with its filters, and one of them."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

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
from guidance.api.shapes import cards, common, readings
from guidance.core.documents.cards import FaqCard
from guidance.models import PublicationKind


class FaqEntries(ReadView):
    @described(
        summary="List the FAQ",
        parameters=[
            OpenApiParameter("topic", str, description="A topic's slug."),
            OpenApiParameter("license", str, description="A license's slug."),
            *PAGING,
        ],
        responses={200: paging.FaqPage, **NOT_VALID, **NOT_FOUND},
    )
    def get(self, request: Request) -> Response:
        topic = request.query_params.get("topic", "")
        license = request.query_params.get("license", "")
        found = published(PublicationKind.FAQ)
        for name, value in (("topic", topic), ("license", license)):
            if value:
                found = found.saying((name, value))
        shape = shown_as(FaqCard, lambda item: cards.faq_card(item, request))
        return self.paged(found, shape)


class FaqEntry(ReadView):
    @described(
        summary="Read one FAQ entry",
        responses={200: common.FaqDetail, **NOT_FOUND, **GONE},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        reading = reading_of(PublicationKind.FAQ, slug, number)
        return Response(dumped(readings.faq_detail(reading, request)))
