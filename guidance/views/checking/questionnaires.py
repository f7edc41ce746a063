"""Questionnaires: their list, the start page, and one question after the other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from guidance.models import Publication, PublicationKind
from guidance.services.editions.readings import current_tree
from guidance.services.results.question_pages import (
    question_page,
    result_address,
    start_page,
    take_turn,
    with_query,
)
from guidance.views.frame.caching import card_parts, conditional, part
from guidance.views.frame.methods import for_reading
from guidance.views.frame.withdrawn import gone
from portal.limits.rules import limited


@for_reading
def check_list(request: HttpRequest) -> HttpResponse:
    trees = list(Publication.objects.live().of_kind(PublicationKind.TREE).with_cards())
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
    turn = take_turn(reading.document, request.GET)
    if turn.is_finished:
        number = reading.edition.number if reading.edition else 0
        return quiet(redirect(result_address(slug, number, turn.kept)))
    canonical = with_query(base, turn.query)
    if not (turn.asked or turn.changing) and request.get_full_path() != canonical:
        return quiet(redirect(canonical))
    page = question_page(reading, turn, base=base)
    return quiet(render(request, "guidance/check.html", vars(page)))


def quiet(response: HttpResponse) -> HttpResponse:
    """Keep answers out of search engines and shared caches."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-cache"
    return response
