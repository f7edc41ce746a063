"""The machine face: what is published, read-only, and the evaluation of answers."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guidance.api import pages, readings, shapes
from guidance.api.evaluations import evaluate
from guidance.api.requests import answers_from, flag_from
from guidance.core import paths
from guidance.core.documents import schema as json_schema
from guidance.models import Publication, PublicationKind, SearchKind
from guidance.services import readings as reading_service
from guidance.services.readings import Reading, facts
from guidance.services.searching import search

PROBLEM_JSON = "application/problem+json"
NOT_FOUND = {(404, PROBLEM_JSON): OpenApiResponse(shapes.Problem, "Nothing is at this address.")}
NOT_VALID = {(400, PROBLEM_JSON): OpenApiResponse(shapes.Problem, "Each error with its field.")}
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


class Licenses(ReadView):
    @extend_schema(
        summary="List the licenses with guidance",
        parameters=[
            OpenApiParameter("family", str, description="Such as Llama."),
            OpenApiParameter("open_source", bool),
            *PAGING,
        ],
        responses={200: pages.LicensePage, **NOT_VALID, **NOT_FOUND},
    )
    def get(self, request: Request) -> Response:
        family = request.query_params.get("family", "")
        is_open = flag_from(request.query_params, "open_source")
        found = [
            item
            for item in cards(PublicationKind.LICENSE)
            if (not family or item[1]["family"].lower() == family.lower())
            and (is_open is None or item[1]["is_open_source"] is is_open)
        ]
        return self.paged(found, lambda item: readings.license_card(*item, request))


class License(ReadView):
    @extend_schema(
        summary="Read one license's facts",
        responses={200: shapes.LicenseDetail, **NOT_FOUND},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        reading = reading_of(PublicationKind.LICENSE, slug, number)
        return Response(dumped(readings.license_detail(reading, request)))


class LicensePart(ReadView):
    """A list of what belongs to a license, or one item of it by key."""

    def items(self, reading: Reading[Any]) -> Iterable[Any]:
        raise NotImplementedError

    def shape(self, item: Any, reading: Reading[Any]) -> Any:
        raise NotImplementedError

    def listed(self, slug: str, number: int | None) -> Response:
        reading = reading_of(PublicationKind.LICENSE, slug, number)
        return self.paged(list(self.items(reading)), lambda item: self.shape(item, reading))

    def one(self, slug: str, key: str, number: int | None) -> Response:
        reading = reading_of(PublicationKind.LICENSE, slug, number)
        item = next((item for item in self.items(reading) if item.key == key), None)
        if item is None:
            raise Http404
        return Response(dumped(self.shape(item, reading)))


class SectionPart(LicensePart):
    def items(self, reading: Reading[Any]) -> Iterable[Any]:
        return tuple(reading.document.sections)

    def shape(self, item: Any, reading: Reading[Any]) -> Any:
        return readings.section(item, reading, self.request)


class Sections(SectionPart):
    @extend_schema(
        summary="List the sections of a license's text",
        parameters=PAGING,
        responses={200: pages.SectionPage, **NOT_FOUND},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        return self.listed(slug, number)


class Section(SectionPart):
    @extend_schema(
        summary="Read one section by its key",
        responses={200: shapes.SectionShape, **NOT_FOUND},
    )
    def get(self, request: Request, slug: str, key: str, number: int | None = None) -> Response:
        return self.one(slug, key, number)


class AnnotationPart(LicensePart):
    def items(self, reading: Reading[Any]) -> Iterable[Any]:
        return tuple(reading.document.annotations)

    def shape(self, item: Any, reading: Reading[Any]) -> Any:
        return readings.annotation(item, reading, self.request)


class Annotations(AnnotationPart):
    @extend_schema(
        summary="List the notes on a license",
        parameters=PAGING,
        responses={200: pages.AnnotationPage, **NOT_FOUND},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        return self.listed(slug, number)


class Annotation(AnnotationPart):
    @extend_schema(
        summary="Read one note by its key",
        responses={200: shapes.AnnotationShape, **NOT_FOUND},
    )
    def get(self, request: Request, slug: str, key: str, number: int | None = None) -> Response:
        return self.one(slug, key, number)


class WebAnnotations(ReadView):
    @extend_schema(
        summary="Read all notes as a W3C Web Annotation page (JSON-LD)",
        responses={(200, "application/ld+json"): OpenApiTypes.OBJECT, **NOT_FOUND},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        reading = reading_of(PublicationKind.LICENSE, slug, number)
        profile = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
        return Response(readings.web_annotation_page(reading, request), content_type=profile)


class TermPart(LicensePart):
    def items(self, reading: Reading[Any]) -> Iterable[Any]:
        return tuple(reading.document.terms)

    def shape(self, item: Any, reading: Reading[Any]) -> Any:
        return readings.term(item, reading, self.request)


class Terms(TermPart):
    @extend_schema(
        summary="List what a license lets, makes and forbids",
        parameters=PAGING,
        responses={200: pages.TermPage, **NOT_FOUND},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        return self.listed(slug, number)


class Term(TermPart):
    @extend_schema(
        summary="Read one term by its key",
        responses={200: shapes.TermShape, **NOT_FOUND},
    )
    def get(self, request: Request, slug: str, key: str, number: int | None = None) -> Response:
        return self.one(slug, key, number)


class FaqEntries(ReadView):
    @extend_schema(
        summary="List the FAQ",
        parameters=[
            OpenApiParameter("topic", str, description="A topic's slug."),
            OpenApiParameter("license", str, description="A license's slug."),
            *PAGING,
        ],
        responses={200: pages.FaqPage, **NOT_FOUND},
    )
    def get(self, request: Request) -> Response:
        topic = request.query_params.get("topic", "")
        license = request.query_params.get("license", "")
        found = [
            item
            for item in cards(PublicationKind.FAQ)
            if (not topic or topic in item[1]["topics"])
            and (not license or license in item[1]["licenses"])
        ]
        return self.paged(found, lambda item: readings.faq_card(*item, request))


class FaqEntry(ReadView):
    @extend_schema(
        summary="Read one FAQ entry",
        responses={200: shapes.FaqDetail, **NOT_FOUND},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        reading = reading_of(PublicationKind.FAQ, slug, number)
        return Response(dumped(readings.faq_detail(reading, request)))


class Trees(ReadView):
    @extend_schema(
        summary="List the questionnaires",
        parameters=PAGING,
        responses={200: pages.TreePage, **NOT_FOUND},
    )
    def get(self, request: Request) -> Response:
        found = cards(PublicationKind.TREE)
        return self.paged(found, lambda item: readings.tree_card(*item, request))


class Tree(ReadView):
    @extend_schema(
        summary="Read one questionnaire with its questions and outcomes",
        responses={200: shapes.TreeDetail, **NOT_FOUND},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        reading = reading_of(PublicationKind.TREE, slug, number)
        count = paths.count(reading.document)
        detail = readings.tree_detail(
            reading, request, shortest=count.shortest, longest=count.longest
        )
        return Response(dumped(detail))


class Evaluate(ReadView):
    @extend_schema(
        summary="Evaluate answers: the next question, or the result with its terms",
        request=shapes.EvaluateRequest,
        responses={200: shapes.Evaluation, **NOT_VALID, **NOT_FOUND},
    )
    def post(self, request: Request, slug: str, number: int | None = None) -> Response:
        answers = answers_from(request.data)
        reading = reading_of(PublicationKind.TREE, slug, number)
        return Response(dumped(evaluate(reading, answers, request)))


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


class DocumentSchema(ReadView):
    @extend_schema(
        summary="The JSON Schema of a document: license, faq, tree or topics",
        responses={200: OpenApiTypes.OBJECT, **NOT_FOUND},
    )
    def get(self, request: Request, kind: str) -> Response:
        try:
            return Response(json_schema(kind))
        except KeyError as error:
            raise Http404 from error
