"""Questionnaires: their list, the start page, and one question after the other."""

from collections.abc import Iterable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from guidance.core.documents.trees import Tree
from guidance.models import Publication, PublicationKind
from guidance.services.editions.gone_questions import titles_of_gone
from guidance.services.editions.readings import Reading, current_tree, pinned
from guidance.services.results.addresses import result_address, sheet_address, with_query
from guidance.services.results.question_pages import question_page, start_page
from guidance.services.results.turns import take_turn
from guidance.services.usage.counting import Counted, add
from guidance.services.usage.turns import answers_in, questions_in
from guidance.views.frame.caching import card_parts, conditional, part
from guidance.views.frame.methods import for_reading
from guidance.views.frame.withdrawn import gone
from portal.limits.rules import limited
from portal.stored.marking import may_be_stored, tell_of_readings


@for_reading
def check_list(request: HttpRequest) -> HttpResponse:
    trees = Publication.objects.live().of_kind(PublicationKind.TREE).shown()
    return conditional(
        request,
        card_parts(trees),
        lambda: render(request, "guidance/check_list.html", {"publications": trees}),
    )


@for_reading
def check_start(request: HttpRequest, slug: str) -> HttpResponse:
    if (reading := current_tree(slug)) is None:
        return gone(request, PublicationKind.TREE, slug)
    return conditional(
        request,
        [part(reading.edition)],
        lambda: render(request, "guidance/check_start.html", vars(start_page(reading))),
    )


@for_reading
@limited("results", is_patient=True)
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the next question, or redirect to the pinned result when there is none left."""
    if (reading := current_tree(slug)) is None:
        return gone(request, PublicationKind.TREE, slug)
    base = reverse("guidance:check", args=[slug])
    return _asked(request, reading, base=base, template="guidance/check.html", has_sheet=True)


@for_reading
@limited("results", is_patient=True)
def check_ask(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask on in one edition, current or not: where a link of its result was damaged."""
    if (reading := pinned(PublicationKind.TREE, slug, number)) is None:
        raise Http404
    base = reverse("guidance:check-ask", args=[slug, number])
    return _asked(request, reading, base=base, template="guidance/check_pinned.html")


def _asked(
    request: HttpRequest,
    reading: Reading[Tree],
    *,
    base: str,
    template: str,
    has_sheet: bool = False,
) -> HttpResponse:
    """Ask the next question; where none is left, tell what was left out, or lead to the result."""
    turn = take_turn(reading.document, request.GET)
    number = reading.edition.number if reading.edition else 0
    slug = reading.document.slug
    answered = request.GET.get("_ask", "")
    if answered:
        count(request, answers_in(turn, answered, slug=slug, number=number))
    result = result_address(slug, number, turn.kept) if turn.is_finished else ""
    if result and not turn.is_told:
        return quiet(redirect(result))
    canonical = with_query(base, turn.query)
    if not (turn.asked or turn.changing) and request.get_full_path() != canonical:
        return quiet(redirect(canonical))
    may_be_stored(request, is_endless=True)
    if not answered:
        count(request, questions_in(turn, slug=slug, number=number))
    sheet = sheet_address(reading.document, turn.kept) if has_sheet else ""
    page = question_page(reading, turn, base=base, sheet=sheet)
    context = vars(page) | {
        "unknown": titles_of_gone(slug, turn.unknown),
        "result": result,
    }
    if result:
        return quiet(render(request, "guidance/check_left_out.html", context))
    return quiet(render(request, template, context))


def count(request: HttpRequest, counted: Iterable[Counted]) -> None:
    """Count what this answer to a request means, for each reader who is given it."""
    tell_of_readings(request, *(partial(add, one) for one in counted))


def quiet(response: HttpResponse) -> HttpResponse:
    """Keep answers out of search engines and shared caches."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-cache"
    return response
