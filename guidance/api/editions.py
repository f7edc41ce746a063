"""The editions of a license, an FAQ entry or a questionnaire: what can be pinned."""

from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from guidance.api import pages, readings
from guidance.api.views import NOT_FOUND, PAGING, ReadView
from guidance.models import Edition, PublicationKind
from guidance.services.readings import facts

_described = extend_schema(
    summary="List its editions, newest first",
    parameters=PAGING,
    responses={200: pages.EditionPage, **NOT_FOUND},
)


class Editions(ReadView):
    kind: PublicationKind

    def get(self, request: Request, slug: str) -> Response:
        found = (
            Edition.objects.filter(publication__kind=self.kind, publication__slug=slug)
            .with_marks()
            .without_documents()
            .order_by("-number")
        )
        if not found:
            raise Http404
        return self.paged(found, lambda edition: readings.edition(facts(edition), self.request))


@extend_schema_view(get=_described)
class LicenseEditions(Editions):
    kind = PublicationKind.LICENSE


@extend_schema_view(get=_described)
class FaqEditions(Editions):
    kind = PublicationKind.FAQ


@extend_schema_view(get=_described)
class TreeEditions(Editions):
    kind = PublicationKind.TREE
