"""The document that describes the API, for programs and for the page to try it."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class Description(SpectacularAPIView):
    """The OpenAPI document, made once for each form: it takes half a second and never differs.

    The library would also repeat the parameter ``version`` in a header, line ends and all.
    """

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        renderer: BaseRenderer = request.accepted_renderer
        kind = f"{renderer.media_type}; charset=utf-8"
        response = HttpResponse(_described(type(renderer)), content_type=kind)
        response["Content-Disposition"] = f'inline; filename="openapi.{renderer.format}"'
        response["Cache-Control"] = "public, max-age=60"
        response["Access-Control-Allow-Origin"] = "*"
        return response


_documents: dict[type[BaseRenderer], str | bytes] = {}


def _described(renderer: type[BaseRenderer]) -> str | bytes:
    if renderer not in _documents:
        _documents[renderer] = _made(renderer())
    return _documents[renderer]


def _made(renderer: BaseRenderer) -> str | bytes:
    generator: Any = SpectacularAPIView.generator_class()  # which has no types
    document = generator.get_schema(request=None, public=True)
    written: str | bytes = renderer.render(document, renderer_context={})
    return written
