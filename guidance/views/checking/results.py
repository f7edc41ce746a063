"""Results: pinned to an edition by their address, or kept under a short link."""

import io
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guidance.core.documents.trees import Tree
from guidance.models import Edition, PublicationKind, SavedResult
from guidance.services.contrasting.other_answers import other_answers
from guidance.services.contrasting.situations import compare_address, today_beside
from guidance.services.editions.readings import Reading, read
from guidance.services.results import saved_results
from guidance.services.results.addresses import (
    pinned_question_address,
    result_address,
    unsigned_address,
    with_query,
)
from guidance.services.results.link_pages import damaged_page
from guidance.services.results.links import Link, read_link
from guidance.services.results.presenting import present
from guidance.services.results.question_pages import start_page
from guidance.services.results.repairs import is_tracking
from guidance.services.results.result_pages import Addresses, ResultPage, result_page
from guidance.services.taking.places import FILE
from guidance.services.taking.takes import take
from guidance.views.checking.finding import (
    kept_link,
    open_link,
    pinned_result,
    pinned_tree,
    result_of,
    today_of,
)
from guidance.views.checking.forms import SaveResultForm
from guidance.views.checking.previews import preview_of
from guidance.views.checking.questionnaires import quiet
from guidance.views.frame.caching import conditional, part
from guidance.views.frame.methods import for_reading
from portal.environment.addresses import absolute
from portal.limits.rules import TooMany, as_refusal, limited, spend_of, waiting
from portal.stored.marking import may_be_stored

MAX_TITLE_SHOWN = 1000
MAX_QR = 1000
"""A longer address makes a code too fine to be read from paper or a screen."""


@for_reading
@limited("results", is_patient=True)
def check_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the result that this edition gives to these answers, and whether today's differs.

    Without any answer it is the edition's own page: what it asked, and what it could come to.
    """
    reading = pinned_tree(slug, number)
    if all(map(is_tracking, request.GET)):
        return _edition_start(request, reading)
    link = read_link(reading.document, number, request.GET)
    if not link.is_whole:
        return _damaged(request, reading, link)
    answers = link.answers
    canonical = result_address(slug, number, answers)
    if request.get_full_path() not in (canonical, unsigned_address(slug, number, answers)):
        return quiet(redirect(canonical))
    permanent = absolute(request, canonical)
    query = canonical.partition("?")[2]

    def form(name: str, *file: str) -> str:
        return with_query(reverse(f"guidance:{name}", args=[slug, number, *file]), query)

    addresses = Addresses(
        permanent=permanent,
        markdown=form("check-markdown"),
        json=form("check-json"),
        zip=form("check-zip"),
        file=form("check-file", FILE),
        qr=form("check-qr") if len(permanent) <= MAX_QR else "",
        share=form("check-share"),
        feed=form("check-feed"),
    )
    may_be_stored(request, is_endless=True)
    result = present(reading, link.walk)
    page = result_page(result, today_of(reading), addresses=addresses)
    context = vars(page) | vars(take(page)) | _beside(request, page)
    return quiet(render(request, "guidance/result.html", context))


def _beside(request: HttpRequest, page: ResultPage) -> dict[str, object]:
    """Return what stands beside a result: other answers, other situations, and how it is shared.

    Where the questionnaire is withdrawn, nobody is led to other answers of it.
    """
    is_gone = bool(page.reading.edition and page.reading.edition.withdrawal)
    return {
        "others": () if is_gone else other_answers(page.result),
        "compare": "" if is_gone else compare_address(page.result),
        "today_beside": "" if is_gone else today_beside(page.result, page.today),
        "preview_of": preview_of(request, page),
    }


def _damaged(request: HttpRequest, reading: Reading[Tree], link: Link) -> HttpResponse:
    """Say what of a link could be read; never another edition, and never a result."""
    if not link.unread and (link.walk.problem or _is_lost(link)):
        number = reading.edition.number if reading.edition else 0
        asked = pinned_question_address(reading.document.slug, number, link.answers)
        return quiet(redirect(asked))
    return quiet(render(request, "guidance/link_damaged.html", vars(damaged_page(reading, link))))


def _is_lost(link: Link) -> bool:
    """Tell whether so much is unsure that nothing can be asked or told."""
    return link.walk.is_cut and not link.walk.is_finished and link.walk.question is None


def _edition_start(request: HttpRequest, reading: Reading[Tree]) -> HttpResponse:
    def page() -> HttpResponse:
        shown = start_page(reading, is_pinned=True)
        return render(request, "guidance/check_start.html", vars(shown))

    response = conditional(request, [part(reading.edition)], page)
    response["X-Robots-Tag"] = "noindex"
    return response


@for_reading
@limited("results", is_patient=True)
def check_qr(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _, answers, _ = pinned_result(request, slug, number)
    return _qr(absolute(request, result_address(slug, number, answers)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("results", is_patient=True)
def check_share(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask for a title and keep the result under a short link."""
    reading, answers, result = pinned_result(request, slug, number)
    form = SaveResultForm(request.POST if request.method == "POST" else None)
    wait = _wait_for_link(request) if form.is_valid() else 0
    if wait:
        words = _(
            "Many short links were made from your network lately. Wait %s, or share the long link."
        )
        form.add_error(None, words % waiting(wait))
    if form.is_valid():
        edition = Edition.objects.get(
            publication__kind=PublicationKind.TREE, publication__slug=slug, number=number
        )
        saved, secret = saved_results.save(edition, answers, title=form.cleaned_data["title"])
        return quiet(redirect(_with_key("guidance:result-ready", saved, secret)))
    context = {
        "form": form,
        "result": result,
        "reading": reading,
        "tree": reading.document,
        "title": request.POST.get("title", "")[:MAX_TITLE_SHOWN].replace("\0", ""),
        "back": result_address(slug, number, answers),
    }
    response = render(request, "guidance/result_share.html", context, status=429 if wait else 200)
    return as_refusal(quiet(response), wait) if wait else quiet(response)


def _wait_for_link(request: HttpRequest) -> int:
    """Count one more short link for this visitor; return 0, or the seconds until it may be made."""
    try:
        spend_of(request, "share")
    except TooMany as refused:
        return refused.seconds
    return 0


@never_cache
@for_reading
def result_ready(request: HttpRequest, token: str) -> HttpResponse:
    """Show the maker of a short link both links; a reload makes no other."""
    saved = open_link(token)
    secret = request.GET.get("key", "")
    if not saved_results.is_maker(saved, secret):
        raise Http404
    reading = read(saved.edition)
    context = {
        "reading": reading,
        "tree": reading.document,
        "link": absolute(request, saved.get_absolute_url()),
        "take_back": absolute(request, _with_key("guidance:result-take-back", saved, secret)),
        "title": saved.title,
    }
    return _secretive(render(request, "guidance/result_shared.html", context))


@for_reading
@limited("results", is_patient=True)
def result(request: HttpRequest, token: str) -> HttpResponse:
    """Show a kept result, withdrawn or not; one that was taken back says so (410)."""
    saved = kept_link(token)
    if saved.taken_back_at:
        return quiet(render(request, "guidance/result_gone.html", {}, status=410))
    shown = result_of(saved)
    addresses = Addresses(
        permanent=absolute(request, saved.get_absolute_url()),
        markdown=reverse("guidance:result-markdown", args=[token]),
        json=reverse("guidance:result-json", args=[token]),
        zip=reverse("guidance:result-zip", args=[token]),
        file=reverse("guidance:result-file", args=[token, FILE]),
        qr=reverse("guidance:result-qr", args=[token]),
        feed=reverse("guidance:result-feed", args=[token]),
    )
    page = result_page(shown, today_of(shown.reading), addresses=addresses, title=saved.title)
    taken = take(page, made_at=saved.created_at)
    context = vars(page) | vars(taken) | _beside(request, page)
    return quiet(render(request, "guidance/result.html", context))


@for_reading
@limited("results", is_patient=True)
def result_qr(request: HttpRequest, token: str) -> HttpResponse:
    return _qr(absolute(request, open_link(token).get_absolute_url()))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("results", is_patient=True)
def result_take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Let the maker of a short link, who holds its secret, take it back, withdrawn or not."""
    saved = kept_link(token)
    if not saved_results.is_maker(saved, request.GET.get("key", "")):
        raise Http404
    if request.method == "POST":
        saved_results.take_back(saved)
        return quiet(redirect("guidance:result", token))
    if saved.taken_back_at:
        return quiet(render(request, "guidance/result_gone.html", {}, status=410))
    return _secretive(render(request, "guidance/result_take_back.html", {"saved": saved}))


def _secretive(response: HttpResponse) -> HttpResponse:
    """Keep the secret in this address out of the Referer, which servers log.

    Not "no-referrer": forms would then come without an Origin, and be taken for forged.
    """
    response["Referrer-Policy"] = "strict-origin"
    return quiet(response)


def _with_key(name: str, saved: SavedResult, secret: str) -> str:
    return f"{reverse(name, args=[saved.token])}?{urlencode({'key': secret})}"


def _qr(url: str) -> HttpResponse:
    if len(url) > MAX_QR:
        raise Http404
    out = io.BytesIO()
    import segno  # 2 MB that few processes need

    code = segno.make(url, error="m", micro=False)
    code.save(out, kind="svg", scale=4, border=4, light="#fff", xmldecl=False)
    return quiet(HttpResponse(out.getvalue(), content_type="image/svg+xml"))
