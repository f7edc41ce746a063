"""All questions of a questionnaire on one page: filled in, sent, and led to the pinned result."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from guidance.core.documents.trees import Tree
from guidance.models import PublicationKind
from guidance.services.editions.readings import Reading, current_tree
from guidance.services.results.addresses import (
    question_address,
    result_address,
    sheet_address,
    with_query,
)
from guidance.services.results.turns import Turn, take_turn
from guidance.services.sheets.pages import sheet_page
from guidance.services.usage.turns import questions_in, sheet_in
from guidance.views.checking.questionnaires import count, quiet
from guidance.views.frame.caching import conditional, part
from guidance.views.frame.methods import is_from_here
from guidance.views.frame.withdrawn import gone
from portal.limits.rules import limited
from portal.stored.marking import may_be_stored


@csrf_exempt  # a token would set a cookie; it writes nothing, and other sites are refused
@require_http_methods(["GET", "HEAD", "POST"])
@limited("results", is_patient=True)
def check_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all questions, filled in with the answers in the address; lead what is sent on."""
    if (reading := current_tree(slug)) is None:
        return gone(request, PublicationKind.TREE, slug)
    arrived = take_turn(reading.document, request.GET)
    if not sheet_address(reading.document, {}):
        return quiet(redirect(question_address(slug, arrived.kept)))
    if request.method == "POST":
        if not is_from_here(request):
            raise PermissionDenied
        return _sent(request, reading, arrived)
    canonical = with_query(request.path, arrived.query)
    if request.get_full_path() != canonical:
        return quiet(redirect(canonical))
    number = reading.edition.number if reading.edition else 0
    count(request, questions_in(arrived, slug=slug, number=number))
    if not request.GET:
        parts = [part(reading.edition)]
        return conditional(request, parts, lambda: _page(request, reading, arrived))
    may_be_stored(request, is_endless=True)
    return quiet(_page(request, reading, arrived))


def _sent(request: HttpRequest, reading: Reading[Tree], arrived: Turn) -> HttpResponse:
    """Lead to the result, or show the page again with what is missing."""
    slug = reading.document.slug
    number = reading.edition.number if reading.edition else 0
    turn = take_turn(reading.document, request.POST, is_typed=True)
    count(request, sheet_in(arrived, turn, slug=slug, number=number))
    if turn.is_finished and not turn.unknown:
        return _see(result_address(slug, number, turn.kept))
    if turn.walk.question is None:
        return _see(with_query(reverse("guidance:check", args=[slug]), turn.query))
    return quiet(_page(request, reading, turn, is_sent=True))


def _see(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return quiet(response)


def _page(
    request: HttpRequest, reading: Reading[Tree], turn: Turn, *, is_sent: bool = False
) -> HttpResponse:
    page = sheet_page(
        reading,
        turn,
        action=request.get_full_path(),
        single=question_address(reading.document.slug, turn.kept),
        is_sent=is_sent,
    )
    return render(request, "guidance/sheet.html", vars(page))
