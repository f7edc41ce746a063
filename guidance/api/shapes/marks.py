"""Say of an edition that it was recalled or withdrawn, in every form that the API has."""

from typing import Any

from django.http import HttpRequest

from guidance.api.shapes import common, problem_shapes
from guidance.core.documents.licenses import License
from guidance.services.editions.marks import RecallMark, WithdrawalMark, Withdrawn, recall_of
from guidance.services.editions.readings import EditionFacts
from portal.environment.addresses import absolute


def recalled(mark: RecallMark | None) -> common.RecallShape | None:
    if mark is None:
        return None
    return common.RecallShape(recalled_at=mark.at, reason=mark.reason, advice=mark.advice)


def withdrawn(mark: WithdrawalMark | None, request: HttpRequest) -> common.WithdrawalShape | None:
    if mark is None:
        return None
    found = mark.successor
    successor = found and common.SuccessorShape(
        kind=found.kind,
        slug=found.slug,
        title=found.title,
        url=absolute(request, found.address),
        is_withdrawn=found.is_withdrawn,
    )
    return common.WithdrawalShape(withdrawn_at=mark.at, reason=mark.reason, successor=successor)


def fields(facts: EditionFacts | None, request: HttpRequest) -> dict[str, Any]:
    """Return what became of an edition, as the fields of ``shapes.Marked``."""
    assert facts is not None  # noqa: S101 - the API reads editions only
    return {
        "recalled": recalled(facts.recall),
        "withdrawn": withdrawn(facts.withdrawal, request),
        "rests_on_recalled": tuple(
            common.RecalledGroundShape(
                license=ground.slug,
                edition=ground.number,
                url=absolute(request, ground.address),
                recalled=mark,
            )
            for ground in facts.grounds
            if (mark := recalled(ground.recall))
        ),
        "rests_on_changed": tuple(
            common.ChangedGroundShape(
                license=change.slug,
                edition=change.number,
                url=absolute(request, change.address),
                changed_at=change.at,
            )
            for change in facts.changed
        ),
    }


def bodies(facts: common.EditionShape) -> list[dict[str, Any]]:
    """Return that the edition was recalled or withdrawn as bodies, to stand before the note's."""
    words = []
    if facts.recalled:
        mark = facts.recalled
        words.append(f"Recalled: {mark.reason} What to do instead: {mark.advice}")
    if facts.withdrawn:
        words.append(f"Withdrawn: {facts.withdrawn.reason}".removesuffix(": "))
    return [
        {
            "type": "TextualBody",
            "value": value,
            "format": "text/plain",
            "language": "en",
            "purpose": "assessing",
        }
        for value in words
    ]


def label(document: License, facts: EditionFacts | None) -> str:
    """Return the title of a license, with what became of its edition before it."""
    if facts and facts.recall:
        return f"Recalled: {document.title}"
    return f"Withdrawn: {document.title}" if facts and facts.withdrawal else document.title


_NOUNS = {"license": "licenses", "faq": "faq", "tree": "trees"}


def gone(found: Withdrawn, problem: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """Return the problem of an address whose publication was withdrawn, with all its facts."""
    publication, last = found.publication, found.last
    mark = withdrawn(found.withdrawal, request)
    assert mark is not None  # noqa: S101 - it was withdrawn
    api_url = f"/api/v1/{_NOUNS[publication.kind]}/{publication.slug}/editions/{last.number}"
    shape = problem_shapes.WithdrawnProblem(
        **problem,
        **dict(mark),
        kind=publication.kind,
        slug=publication.slug,
        name=found.title,
        last_edition=problem_shapes.LastEdition(
            number=last.number,
            published_at=last.published_at,
            url=absolute(request, last.get_absolute_url()),
            api_url=absolute(request, api_url),
            recalled=recalled(recall_of(last)),
        ),
    )
    return shape.model_dump(mode="json", exclude={"errors"})
