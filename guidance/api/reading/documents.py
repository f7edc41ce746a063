"""The format of documents, for those who write them with programs."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request
from rest_framework.response import Response

from guidance.api.frame.base import NOT_FOUND, ReadView
from guidance.api.frame.describing import described
from guidance.core.documents.formats import schema as json_schema


class DocumentSchema(ReadView):
    @described(
        summary="The JSON Schema of a document: license, faq, tree or topics",
        responses={200: OpenApiTypes.OBJECT, **NOT_FOUND},
    )
    def get(self, request: Request, kind: str) -> Response:
        try:
            return Response(json_schema(kind))
        except KeyError as error:
            raise Http404 from error
