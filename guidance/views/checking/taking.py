"""What is taken along from a result: Markdown, JSON, a zip, and each file for a product."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from guidance.services.results.addresses import result_address
from guidance.services.results.result_pages import ResultPage, result_page
from guidance.services.taking.bundles import as_json, as_zip
from guidance.services.taking.markdown import as_markdown
from guidance.services.taking.places import FILE, Places
from guidance.services.taking.takes import Take, take
from guidance.views.checking.finding import DONE, open_link, pinned_result, result_of, today_of
from guidance.views.checking.questionnaires import quiet
from guidance.views.frame.methods import for_reading
from portal.environment.addresses import absolute
from portal.limits.rules import limited

MAX_DONE = 500
"""Ticked terms of an address that are looked at."""


@dataclass(frozen=True)
class _Found:
    page: ResultPage
    taken: Take
    places: Places
    done: frozenset[str]


@for_reading
@limited("results", is_patient=True)
def check_markdown(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _markdown(_pinned(request, slug, number, made_at=timezone.now()))


@for_reading
@limited("results", is_patient=True)
def check_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _json(_pinned(request, slug, number, made_at=timezone.now()))


@for_reading
@limited("results", is_patient=True)
def check_zip(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Return all files; their bytes are the same whenever they are asked for."""
    return _zip(_pinned(request, slug, number))


@for_reading
@limited("results", is_patient=True)
def check_file(request: HttpRequest, slug: str, number: int, name: str) -> HttpResponse:
    return _file(_pinned(request, slug, number), name)


@for_reading
@limited("results", is_patient=True)
def result_markdown(request: HttpRequest, token: str) -> HttpResponse:
    return _markdown(_kept(request, token))


@for_reading
@limited("results", is_patient=True)
def result_json(request: HttpRequest, token: str) -> HttpResponse:
    return _json(_kept(request, token))


@for_reading
@limited("results", is_patient=True)
def result_zip(request: HttpRequest, token: str) -> HttpResponse:
    return _zip(_kept(request, token))


@for_reading
@limited("results", is_patient=True)
def result_file(request: HttpRequest, token: str, name: str) -> HttpResponse:
    return _file(_kept(request, token), name)


def _pinned(
    request: HttpRequest, slug: str, number: int, *, made_at: datetime | None = None
) -> _Found:
    reading, answers, result = pinned_result(request, slug, number)

    def address(name: str = "check-edition", file: str = "") -> str:
        return absolute(request, result_address(slug, number, answers, name=name, file=file))

    page = result_page(result, today_of(reading), addresses=None)
    places = Places(
        root=absolute(request, "/").rstrip("/"),
        page=address(),
        markdown=address("check-markdown"),
        json=address("check-json"),
        zip=address("check-zip"),
        files=address("check-file", FILE),
    )
    return _Found(page, take(page, made_at=made_at), places, _done(request))


def _kept(request: HttpRequest, token: str) -> _Found:
    """Return a result that is kept, with the time when its link was made."""
    saved = open_link(token)
    result = result_of(saved)
    page = result_page(result, today_of(result.reading), addresses=None, title=saved.title)
    whole = absolute(request, saved.get_absolute_url())
    places = Places(
        root=absolute(request, "/").rstrip("/"),
        page=whole,
        markdown=f"{whole}result.md",
        json=f"{whole}result.json",
        zip=f"{whole}result.zip",
        files=f"{whole}files/{FILE}",
    )
    return _Found(page, take(page, made_at=saved.created_at), places, _done(request))


def _done(request: HttpRequest) -> frozenset[str]:
    return frozenset(request.GET.getlist(DONE)[:MAX_DONE])


def _markdown(found: _Found) -> HttpResponse:
    content = as_markdown(found.page, found.taken, found.places, done=found.done)
    return quiet(HttpResponse(content, content_type="text/markdown; charset=utf-8"))


def _json(found: _Found) -> HttpResponse:
    content = as_json(found.page, found.taken, found.places)
    return quiet(HttpResponse(content, content_type="application/json; charset=utf-8"))


def _zip(found: _Found) -> HttpResponse:
    if not found.taken.files:
        raise Http404
    content = as_zip(found.page, found.taken, found.places, done=found.done)
    return _attached(content, "application/zip", f"{found.page.tree.slug}.zip")


def _file(found: _Found, name: str) -> HttpResponse:
    """Return one file under its own name, to be saved."""
    one = next((one for one in found.taken.files if one.path == name), None)
    if one is None:
        raise Http404
    last = name.rpartition("/")[2]
    return _attached(one.words.encode(), "text/plain; charset=utf-8", last)


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return quiet(response)
