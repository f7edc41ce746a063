"""The editions of a license, an FAQ entry or a questionnaire: what can be pinned."""

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from guidance.api.frame import paging
from guidance.api.frame.base import NOT_FOUND, NOT_VALID, PAGING, ReadView
from guidance.api.frame.describing import described
from guidance.api.shapes import readings
from guidance.models import Publication, PublicationKind
from guidance.services.editions.readings import facts


class Editions(ReadView):
    kind: PublicationKind

    @described(
        summary="List its editions, newest first",
        parameters=PAGING,
        responses={200: paging.EditionPage, **NOT_VALID, **NOT_FOUND},
    )
    def get(self, request: Request, slug: str) -> Response:
        publication = Publication.objects.filter(kind=self.kind, slug=slug).first()
        if publication is None or publication.current_id is None:
            raise Http404
        # Of the one publication, which then remembers its successor for all of them.
        found = publication.editions.select_related("review", "recall").without_documents()
        found = found.order_by("-number")
        return self.paged(found, lambda edition: readings.edition(facts(edition), self.request))


class LicenseEditions(Editions):
    kind = PublicationKind.LICENSE


class FaqEditions(Editions):
    kind = PublicationKind.FAQ


class TreeEditions(Editions):
    kind = PublicationKind.TREE
