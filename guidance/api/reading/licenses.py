"""Licenses: their facts, and what belongs to them: sections, annotations, terms."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.renderers import JSONRenderer
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
from guidance.api.frame.requests import choice_from, flag_from
from guidance.api.shapes import cards, common, marks, readings
from guidance.core.documents.cards import LicenseCard
from guidance.core.documents.licenses import AnnotationKind, TermKind
from guidance.models import PublicationKind
from guidance.models.said import editions_saying_folded
from guidance.services.editions.readings import Reading


class Licenses(ReadView):
    @described(
        summary="List the licenses with guidance",
        parameters=[
            OpenApiParameter("family", str, description="Such as Llama."),
            OpenApiParameter("open_source", bool),
            *PAGING,
        ],
        responses={200: paging.LicensePage, **NOT_VALID, **NOT_FOUND},
    )
    def get(self, request: Request) -> Response:
        family = request.query_params.get("family", "")
        is_open = flag_from(request.query_params, "open_source")
        found = published(PublicationKind.LICENSE)
        if family:
            found = found.filter(current_id__in=editions_saying_folded("family", family))
        if is_open is not None:
            found = (found.saying if is_open else found.not_saying)(("open", "1"))
        shape = shown_as(LicenseCard, lambda item: cards.license_card(item, request))
        return self.paged(found, shape)


class License(ReadView):
    @described(
        summary="Read one license's facts",
        responses={200: common.LicenseDetail, **NOT_FOUND, **GONE},
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

    def listed(self, slug: str, number: int | None, **wanted: str | None) -> Response:
        """Answer with the items whose fields are as ``wanted``; an empty value wants nothing."""
        reading = reading_of(PublicationKind.LICENSE, slug, number)
        found = [
            item
            for item in self.items(reading)
            if all(getattr(item, name) == value for name, value in wanted.items() if value)
        ]
        response = self.paged(found, lambda item: self.shape(item, reading))
        response.data |= dumped(common.Marked(**marks.fields(reading.edition, self.request)))
        return response

    def one(self, slug: str, key: str, number: int | None) -> Response:
        reading = reading_of(PublicationKind.LICENSE, slug, number)
        item = next((item for item in self.items(reading) if item.key == key), None)
        if item is None:
            raise Http404
        marked = common.Marked(**marks.fields(reading.edition, self.request))
        return Response(dumped(self.shape(item, reading)) | dumped(marked))


class SectionPart(LicensePart):
    def items(self, reading: Reading[Any]) -> Iterable[Any]:
        return tuple(reading.document.sections)

    def shape(self, item: Any, reading: Reading[Any]) -> Any:
        return readings.section(item, reading, self.request)


class Sections(SectionPart):
    @described(
        summary="List the sections of a license's text",
        parameters=PAGING,
        responses={200: paging.SectionPage, **NOT_VALID, **NOT_FOUND, **GONE},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        return self.listed(slug, number)


class Section(SectionPart):
    @described(
        summary="Read one section by its key",
        responses={200: common.SectionDetail, **NOT_FOUND, **GONE},
    )
    def get(self, request: Request, slug: str, key: str, number: int | None = None) -> Response:
        return self.one(slug, key, number)


class AnnotationPart(LicensePart):
    def items(self, reading: Reading[Any]) -> Iterable[Any]:
        return tuple(reading.document.annotations)

    def shape(self, item: Any, reading: Reading[Any]) -> Any:
        return readings.annotation(item, reading, self.request)


class Annotations(AnnotationPart):
    @described(
        summary="List the notes on a license",
        parameters=[
            OpenApiParameter("kind", str, enum=list(AnnotationKind)),
            OpenApiParameter("section", str, description="A section's key."),
            *PAGING,
        ],
        responses={200: paging.AnnotationPage, **NOT_VALID, **NOT_FOUND, **GONE},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        kind = choice_from(request.query_params, "kind", AnnotationKind)
        return self.listed(slug, number, kind=kind, section=request.query_params.get("section"))


class Annotation(AnnotationPart):
    @described(
        summary="Read one note by its key",
        responses={200: common.AnnotationDetail, **NOT_FOUND, **GONE},
    )
    def get(self, request: Request, slug: str, key: str, number: int | None = None) -> Response:
        return self.one(slug, key, number)


class JsonLd(JSONRenderer):
    """Lets a caller ask for the type that Web Annotations have."""

    media_type = "application/ld+json"
    format = "jsonld"


class WebAnnotations(ReadView):
    renderer_classes = (JsonLd, JSONRenderer)

    @described(
        summary="Read all notes as a W3C Web Annotation page (JSON-LD)",
        responses={
            (200, "application/ld+json"): OpenApiTypes.OBJECT,
            **NOT_VALID,
            **NOT_FOUND,
            **GONE,
        },
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
    @described(
        summary="List what a license lets, makes and forbids",
        parameters=[
            OpenApiParameter("kind", str, enum=list(TermKind)),
            OpenApiParameter("topic", str, description="A topic's slug."),
            *PAGING,
        ],
        responses={200: paging.TermPage, **NOT_VALID, **NOT_FOUND, **GONE},
    )
    def get(self, request: Request, slug: str, number: int | None = None) -> Response:
        kind = choice_from(request.query_params, "kind", TermKind)
        return self.listed(slug, number, kind=kind, topic=request.query_params.get("topic"))


class Term(TermPart):
    @described(
        summary="Read one term by its key",
        responses={200: common.TermDetail, **NOT_FOUND, **GONE},
    )
    def get(self, request: Request, slug: str, key: str, number: int | None = None) -> Response:
        return self.one(slug, key, number)
