"""The memo on a license, as a file for Word: of the current edition, and of each one.

It takes a quarter of a second to write, so it is stored as a page is.
"""

from django.http import Http404, HttpRequest, HttpResponse

from guidance.core.documents.licenses import License
from guidance.models import PublicationKind
from guidance.services.editions.readings import Reading, current_license, pinned
from guidance.views.frame.methods import for_reading
from guidance.views.frame.withdrawn import gone
from portal.environment.addresses import absolute
from portal.limits.rules import limited
from portal.stored.marking import may_be_stored


@for_reading
@limited("results", is_patient=True)
def memo(request: HttpRequest, slug: str) -> HttpResponse:
    if (reading := current_license(slug)) is None:
        return gone(request, PublicationKind.LICENSE, slug)
    return _file(request, reading)


@for_reading
@limited("results", is_patient=True)
def edition_memo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Return the memo on one edition; what is around it is as it stands now."""
    if (reading := pinned(PublicationKind.LICENSE, slug, number)) is None:
        raise Http404
    return _file(request, reading)


def _file(request: HttpRequest, reading: Reading[License]) -> HttpResponse:
    # With python-docx, which takes 5 MB: a process that wrote no memo has it not.
    from guidance.services.memos.licenses import around, license_memo
    from guidance.services.memos.papers import MEDIA_TYPE

    may_be_stored(request)
    slug = reading.document.slug
    number = reading.edition.number if reading.edition else 0
    root = absolute(request, "/").rstrip("/")
    content = license_memo(reading, around(slug), root=root)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{slug}-v{number}.docx"'
    response["X-Robots-Tag"] = "noindex"
    return response
