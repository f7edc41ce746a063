"""What all views of the API have in common: they read editions, page lists, and may be kept."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from pydantic import BaseModel
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from guidance.api.frame import problems
from guidance.api.frame.requests import number_from
from guidance.api.shapes import problem_shapes
from guidance.api.shapes.cards import C, Listed
from guidance.core.documents.nouns import dump_for_readers
from guidance.models import Publication, PublicationKind
from guidance.models.editions import PublicationQuerySet
from guidance.services.editions import marks
from guidance.services.editions import readings as reading_service
from guidance.services.editions.readings import Reading, facts
from portal.environment.addresses import absolute
from portal.stored.marking import may_be_stored

Item = TypeVar("Item")
Shaped = Callable[[Publication], BaseModel]

NOT_FOUND = {
    (404, problems.TYPE): OpenApiResponse(problem_shapes.Problem, "Nothing is at this address.")
}
GONE = {(410, problems.TYPE): OpenApiResponse(problem_shapes.WithdrawnProblem, "It was withdrawn.")}
NOT_VALID = {
    (400, problems.TYPE): OpenApiResponse(problem_shapes.Problem, "Each error with its field.")
}
_FOR_SCRIPTS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
}
"""What lets scripts of other sites read: nothing here depends on who asks."""
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_PAGE_SIZE = 50
_LARGEST_PAGE = 200
_FROM_ONE = {"type": "integer", "minimum": 1}
PAGE = OpenApiParameter("page", _FROM_ONE, description="From 1.")
PAGING = [
    PAGE,
    OpenApiParameter(
        "page_size",
        {**_FROM_ONE, "maximum": _LARGEST_PAGE},
        description=f"At most {_LARGEST_PAGE}; {_PAGE_SIZE} unless told.",
    ),
]


class Paging(PageNumberPagination):
    """Pages of lists. A number that is none is refused (400); a page beyond the last is 404."""

    def get_page_size(self, request: Request) -> int:
        params = request.query_params
        return number_from(params, "page_size", default=_PAGE_SIZE, most=_LARGEST_PAGE)

    def get_page_number(self, request: Request, paginator: Any) -> int:
        return number_from(request.query_params, "page", default=1)

    def get_next_link(self) -> str | None:
        if self.page is None or self.request is None or not self.page.has_next():
            return None
        return page_address(self.request, self.page.next_page_number())

    def get_previous_link(self) -> str | None:
        if self.page is None or self.request is None or not self.page.has_previous():
            return None
        return page_address(self.request, self.page.previous_page_number())


def _set(response: HttpResponseBase, headers: dict[str, str]) -> None:
    for name, value in headers.items():
        response[name] = value


class ReadView(APIView):
    """Answer with what is published; anybody may keep a GET's answer for a minute.

    Its entity tag is made from the answer itself, so that asking again costs no transfer.
    ``is_of_editions``: it is made of what is published alone, so it may be stored.
    """

    is_of_editions = True

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        _set(response, _FOR_SCRIPTS)
        if request.method == "OPTIONS":
            _set(response, _PREFLIGHT)
        if response.status_code == 410:  # which caches may keep for long, unless told
            response["Cache-Control"] = "no-cache"
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            response["Cache-Control"] = "public, max-age=60"
            patch_vary_headers(response, ("Accept",))  # may ask for other indents
            if self.is_of_editions:
                may_be_stored(request)
            response.add_post_render_callback(self._conditional)
        return response

    def _conditional(self, response: Any) -> HttpResponseBase:
        response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        answer = get_conditional_response(self.request, response["ETag"], response=response)
        assert answer is not None  # noqa: S101 - it is the response where nothing else fits
        _set(answer, _FOR_SCRIPTS)
        return answer

    def paged(
        self, items: Sequence[Item] | QuerySet[Any, Item], shape: Callable[[Item], BaseModel]
    ) -> Response:
        """Answer one page of ``items``; ``shape`` gives each its shape."""
        paging = Paging()
        found: list[Item] | None = paging.paginate_queryset(items, self.request, view=self)
        return paging.get_paginated_response([dumped(shape(item)) for item in found or []])


def page_address(request: Request, number: int) -> str:
    """Return the address of another page of the list that is asked for."""
    address: str = replace_query_param(absolute(request, request.get_full_path()), "page", number)
    return address


def dumped(shape: BaseModel) -> Any:
    return dump_for_readers(shape)


def reading_of(kind: PublicationKind, slug: str, number: int | None = None) -> Reading[Any]:
    """Return the current reading, or the numbered edition, withdrawn or not.

    Raises Http404 where there is none, and Gone where what was current was withdrawn.
    """
    reading: Reading[Any] | None
    if number is None:
        reading = reading_service.current(kind, slug)
        if reading is None and (left := marks.withdrawn(kind, slug)):
            raise problems.Gone(left)
    else:
        reading = reading_service.pinned(kind, slug, number)
    if reading is None:
        raise Http404
    return reading


def shown_as(card: type[C], shape: Callable[[Listed[C]], BaseModel]) -> Shaped:
    """Return how a publication of a page is shown, whose cards are of the class ``card``."""

    def shaped(publication: Publication) -> BaseModel:
        edition = publication.edition
        edition.publication = publication  # known, so not asked of the database again
        return shape(Listed(publication, card.read(edition.card), facts(edition)))

    return shaped


def published(kind: PublicationKind) -> PublicationQuerySet:
    """Return what lists show of a kind, of which a page reads its own rows only."""
    return Publication.objects.live().of_kind(kind).with_cards()
