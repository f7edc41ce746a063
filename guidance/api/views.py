"""What all views of the API have in common: they read editions, page lists, and may be kept."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guidance.api import problems, readings, shapes
from guidance.models import Publication, PublicationKind
from guidance.services import readings as reading_service
from guidance.services.readings import Reading, facts

NOT_FOUND = {(404, problems.TYPE): OpenApiResponse(shapes.Problem, "Nothing is at this address.")}
NOT_VALID = {(400, problems.TYPE): OpenApiResponse(shapes.Problem, "Each error with its field.")}
MAX_EDITION = 2**31 - 1
PAGING = [
    OpenApiParameter("page", int, description="From 1."),
    OpenApiParameter("page_size", int, description="At most 200; 50 unless told."),
]


class Paging(PageNumberPagination):
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


class ReadView(APIView):
    """Answer with what is published; anybody may keep a GET's answer for a minute."""

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            response["Cache-Control"] = "public, max-age=60"
        response["Access-Control-Allow-Origin"] = "*"
        return response

    def paged(self, items: Any, shape: Callable[[Any], Any]) -> Response:
        """Answer one page of ``items``; ``shape`` gives each its shape."""
        paging = Paging()
        found = paging.paginate_queryset(items, self.request, view=self)
        return paging.get_paginated_response([dumped(shape(item)) for item in found or []])


def dumped(shape: Any) -> Any:
    return shape.model_dump(mode="json", by_alias=True)


def reading_of(kind: PublicationKind, slug: str, number: int | None = None) -> Reading[Any]:
    """Return the current reading, or the numbered edition; Http404 where there is none."""
    reading: Reading[Any] | None
    if number is None:
        reading = reading_service.current(kind, slug)
    else:
        reading = reading_service.pinned(kind, slug, number) if number <= MAX_EDITION else None
    if reading is None:
        raise Http404
    return reading


def cards(kind: PublicationKind) -> Iterable[tuple[Publication, dict[str, Any], Any]]:
    """Return what lists show of the publications of a kind (one query)."""
    found = []
    for publication in Publication.objects.live().of_kind(kind).with_cards():
        edition = publication.current
        edition.publication = publication  # known, so not asked of the database again
        found.append((publication, edition.card, readings.edition(facts(edition))))
    return found
