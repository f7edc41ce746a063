"""The search."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from guidance.api.frame import paging
from guidance.api.frame.base import NOT_FOUND, NOT_VALID, PAGE, ReadView, dumped, page_address
from guidance.api.frame.describing import described
from guidance.api.frame.requests import choice_from, number_from
from guidance.api.frame.throttling import heavy
from guidance.api.shapes import readings
from guidance.models import SearchKind
from guidance.services.search.searching import search


class Search(ReadView):
    is_of_editions = False  # but of the index, too

    @described(
        summary="Search clauses, notes, terms, FAQ, questions and outcomes",
        parameters=[
            OpenApiParameter("q", str),
            OpenApiParameter("kind", str, enum=SearchKind.values),
            OpenApiParameter("license", str, description="A license's slug."),
            PAGE,
        ],
        responses={200: paging.SearchAnswer, **NOT_VALID, **NOT_FOUND},
    )
    @heavy("search")
    def get(self, request: Request) -> Response:
        params = request.query_params
        kind = choice_from(params, "kind", SearchKind.values)
        number = number_from(params, "page", default=1)
        found = search(
            params.get("q", ""),
            kinds=[kind] if kind else None,
            license=params.get("license") or None,
            page=number,
        )
        if found.page != number:
            raise NotFound("Invalid page.")
        answer = paging.SearchAnswer(
            count=found.total,
            next=page_address(request, number + 1) if number < found.pages else None,
            previous=page_address(request, number - 1) if number > 1 else None,
            query=found.query.text,
            is_corrected=found.is_corrected,
            is_any=found.is_any,
            suggestion=found.suggestion,
            results=tuple(readings.search_hit(hit, request) for hit in found.results),
        )
        return Response(dumped(answer))
