"""The search."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from guidance.api import readings, shapes
from guidance.api.views import NOT_VALID, ReadView, dumped
from guidance.models import SearchKind
from guidance.services.searching import search


class Search(ReadView):
    @extend_schema(
        summary="Search clauses, notes, terms, FAQ, questions and outcomes",
        parameters=[
            OpenApiParameter("q", str),
            OpenApiParameter("kind", str, enum=SearchKind.values),
            OpenApiParameter("license", str),
            OpenApiParameter("page", int),
        ],
        responses={200: shapes.SearchAnswer, **NOT_VALID},
    )
    def get(self, request: Request) -> Response:
        params = request.query_params
        kind = params.get("kind", "")
        page = search(
            params.get("q", ""),
            kinds=[kind] if kind in SearchKind.values else None,
            license=params.get("license") or None,
            page=readings.page_number(params.get("page", "")),
        )
        return Response(dumped(readings.search_answer(page, request)))
