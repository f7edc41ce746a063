"""Requests for reviews that wait for a person: to be answered, or answered for them."""

from typing import Any

from guidance.models import ReviewRequest
from guidance.services.drafts.authorship import drafts_written_by
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.publishing.reviews import may_answer, may_withdraw


def requests_for(user: Any) -> tuple[list[ReviewRequest], list[ReviewRequest]]:
    """Return the requests that this user is to answer, and those answered for them (two queries).

    Answered ones are theirs who asked, and theirs who publish.
    """
    waiting, answered, written = [], [], drafts_written_by(user)
    for request in ReviewRequest.objects.standing():
        if request.is_open and may_answer(request, user, written=written):
            waiting.append(request)
        elif not request.is_open and may_withdraw(request, user):
            answered.append(request)
    return waiting, answered


def drafts_of(requests: list[ReviewRequest], seen: list[Any]) -> dict[tuple[str, int], Draft]:
    """Return the drafts that requests are about, those of these kinds that are still there."""
    found: dict[tuple[str, int], Draft] = {}
    for model in seen:
        kind = KINDS[model]
        keys = [request.draft for request in requests if request.kind == kind]
        if keys:
            rows = model._default_manager.filter(pk__in=keys)
            found |= {(kind.value, row.pk): row for row in rows}
    return found
