"""What is taken along from a stack: Markdown, JSON, a zip, and its NOTICE."""

from django.http import Http404, HttpRequest, HttpResponse

from guidance.services.stacks.addresses import address_of, read_link
from guidance.services.stacks.bundles import as_zip
from guidance.services.stacks.data import as_json
from guidance.services.stacks.files import NOTICE, files_of
from guidance.services.stacks.markdown import as_markdown
from guidance.services.stacks.presenting import Answer
from guidance.services.taking.places import Places
from guidance.views.frame.methods import for_reading
from guidance.views.stacks.finding import answered, open_link, quiet
from portal.environment.addresses import absolute
from portal.limits.rules import limited


@for_reading
@limited("results", is_patient=True)
def stack_markdown(request: HttpRequest) -> HttpResponse:
    return _markdown(*_pinned(request))


@for_reading
@limited("results", is_patient=True)
def stack_json(request: HttpRequest) -> HttpResponse:
    return _json(*_pinned(request))


@for_reading
@limited("results", is_patient=True)
def stack_zip(request: HttpRequest) -> HttpResponse:
    return _zip(*_pinned(request))


@for_reading
@limited("results", is_patient=True)
def stack_notice(request: HttpRequest) -> HttpResponse:
    return _notice(_pinned(request)[0])


@for_reading
@limited("results", is_patient=True)
def kept_markdown(request: HttpRequest, token: str) -> HttpResponse:
    return _markdown(*_kept(request, token))


@for_reading
@limited("results", is_patient=True)
def kept_json(request: HttpRequest, token: str) -> HttpResponse:
    return _json(*_kept(request, token))


@for_reading
@limited("results", is_patient=True)
def kept_zip(request: HttpRequest, token: str) -> HttpResponse:
    return _zip(*_kept(request, token))


@for_reading
@limited("results", is_patient=True)
def kept_notice(request: HttpRequest, token: str) -> HttpResponse:
    return _notice(_kept(request, token)[0])


def _pinned(request: HttpRequest) -> tuple[Answer, Places, str]:
    link = read_link(request.GET)
    answer = answered(link.stack) if link.is_whole else None
    if answer is None:
        raise Http404

    def address(name: str = "stack-result") -> str:
        return absolute(request, address_of(link.stack, name))

    places = Places(
        root=absolute(request, "/").rstrip("/"),
        page=address(),
        markdown=address("stack-markdown"),
        json=address("stack-json"),
        zip=address("stack-zip"),
        files="",
    )
    return answer, places, ""


def _kept(request: HttpRequest, token: str) -> tuple[Answer, Places, str]:
    saved, answer = open_link(token)
    whole = absolute(request, saved.get_absolute_url())
    places = Places(
        root=absolute(request, "/").rstrip("/"),
        page=whole,
        markdown=f"{whole}result.md",
        json=f"{whole}result.json",
        zip=f"{whole}result.zip",
        files="",
    )
    return answer, places, saved.title


def _markdown(answer: Answer, places: Places, title: str) -> HttpResponse:
    content = as_markdown(answer, places, title=title)
    return quiet(HttpResponse(content, content_type="text/markdown; charset=utf-8"))


def _json(answer: Answer, places: Places, title: str) -> HttpResponse:
    content = as_json(answer, places, title=title)
    return quiet(HttpResponse(content, content_type="application/json; charset=utf-8"))


def _zip(answer: Answer, places: Places, title: str) -> HttpResponse:
    if not files_of(answer):
        raise Http404
    content = as_zip(answer, places, title=title)
    return _attached(content, "application/zip", "stack.zip")


def _notice(answer: Answer) -> HttpResponse:
    one = next((one for one in files_of(answer) if one.path == NOTICE), None)
    if one is None:
        raise Http404
    return _attached(one.words.encode(), "text/plain; charset=utf-8", NOTICE)


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return quiet(response)
