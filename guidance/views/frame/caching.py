"""Answer "nothing has changed" cheaply: entity tags from what a page is made of.

A page is a function of the editions that it shows and of the code that shows
them. So its tag is made from their digests and from the templates and scripts
of this release; readers' browsers ask again each time and mostly get a 304.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from guidance.core.walking.memories import Memory
from guidance.models.said import Shown
from guidance.services.editions.readings import EditionFacts
from portal.environment.addresses import host_of
from portal.stored.marking import may_be_stored

_SHOWN_BY = (("templates", "*.*"), ("static", "*.*"), ("guidance", "*.py"))


def conditional(
    request: HttpRequest, parts: Iterable[object], make: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return ``make()``, or a 304 where the reader already has the page made from these parts.

    ``parts`` must name everything that the page depends on beside the release, the
    language and its own path. Of the query only what the page reads belongs to them: else
    each made-up parameter would be another page to make and to keep.
    """
    may_be_stored(request)
    etag = _etag(request, parts)
    response = get_conditional_response(request, etag=etag) or _kept_or_made(request, etag, make)
    if response.status_code in (200, 304):
        response.headers.setdefault("ETag", etag)
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def memory_of_pages(size: int = 1024 * 1024) -> Memory[tuple[bytes, str]]:
    """Return what keeps pages made last, each with its type, up to so many bytes.

    A small part: ``portal.stored`` keeps all of them, compressed.
    """
    return Memory(size, weigh=lambda page: len(page[0]))


_kept = memory_of_pages()


def _kept_or_made(
    request: HttpRequest, etag: str, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return the page with this tag as it was made before, else make it.

    Addresses in a page may name its host, so pages of different hosts are kept apart.
    """
    key = (etag, request.scheme, host_of(request))
    if (found := _kept.get(key)) is not None:
        return HttpResponse(found[0], content_type=found[1])
    response = make()
    if response.status_code == 200 and not response.streaming and not response.cookies:
        _kept.keep(key, (response.content, response.headers["Content-Type"]))
    return response


def part(facts: EditionFacts | None) -> str:
    """Return what of an edition's facts a page depends on."""
    if facts is None:
        return ""
    return (
        f"{facts.digest}/{facts.number}/{facts.published_at}/{facts.is_shipped}/"
        f"{facts.is_current}/{facts.is_last}/{facts.reviewed_at}/"
        f"{facts.recall}/{facts.withdrawal}/{facts.grounds}/{facts.changed}"
    )


def card_parts(publications: Iterable[Shown]) -> list[str]:
    """Return what pages that show the cards of these publications depend on."""
    return [
        f"{one.kind}/{one.slug}/{one.digest}/{one.number}/{one.published_at}/"
        f"{one.is_reviewed}/{one.recall}"
        for one in publications
    ]


def _etag(request: HttpRequest, parts: Iterable[object]) -> str:
    whole = hashlib.sha256()
    known = (
        release(),
        settings.SITE_URL,
        settings.CONTACT,
        settings.FEEDBACK_DAYS,
        settings.RESULTS_DAYS,
        get_language(),
        request.path,
    )
    for item in (*known, *parts):
        whole.update(str(item).encode() + b"\0")
    return f'W/"{whole.hexdigest()[:32]}"'


def release() -> str:
    """Return a digest of the code that pages are made with; read once, or each time in debug."""
    return _digest_of_code() if settings.DEBUG else _release()


@cache
def _release() -> str:
    return _digest_of_code()


def _digest_of_code() -> str:
    digest = hashlib.sha256()
    for folder, pattern in _SHOWN_BY:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob(pattern)):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()
