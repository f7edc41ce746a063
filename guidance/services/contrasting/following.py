"""What became of a result: the editions since that say something else to the same answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from guidance.core.documents.trees import Answers, Tree
from guidance.core.walking.walks import Walk, walk
from guidance.models import Edition, PublicationKind
from guidance.services.editions.marks import withdrawal_of
from guidance.services.editions.readings import Reading, read
from guidance.services.results.presenting import Result, Since, present, since

MOST_EDITIONS = 50
"""So many editions after that of the result are looked at, the newest."""


class Happening(StrEnum):
    """What is told of a followed result."""

    MADE = "made"
    CHANGED = "changed"
    RECALLED = "recalled"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Event:
    """Something that happened to a result; ``since`` is set where an edition says otherwise.

    ``reason`` is why, of a recall and of a withdrawal; ``result`` is None where the edition has
    none for the answers.
    """

    what: Happening
    number: int
    at: datetime
    result: Result | None
    since: Since | None = None
    reason: str = ""


def events_of(result: Result) -> tuple[Event, ...]:
    """Return what became of a published result, newest first (one query).

    The edition that it is pinned to comes always, those after it only where they say something
    else than the one before, or were recalled.
    """
    reading = result.reading
    if reading.edition is None:
        return ()
    editions = _editions(reading.document.slug, reading.edition.number)
    answers = {step.question.key: step.values for step in result.walk.steps}
    found = [*_events(result, editions, answers), *_withdrawals(editions[-1:])]
    return tuple(sorted(found, key=lambda event: event.at, reverse=True))


def _editions(slug: str, number: int) -> list[Edition]:
    rows = Edition.objects.with_marks().filter(
        publication__kind=PublicationKind.TREE, publication__slug=slug, number__gte=number
    )
    found = list(reversed(rows.order_by("-number")[:MOST_EDITIONS]))
    for edition in found:  # what is to be read instead is asked for once
        edition.publication = found[0].publication
    return found


def _events(first: Result, editions: Iterable[Edition], answers: Answers) -> Iterator[Event]:
    result: Result | None = first
    before: object = None
    for edition in editions:
        reading: Reading[Tree] = read(edition)
        facts = reading.edition
        if facts is None:
            continue
        is_first = facts.number == (first.reading.edition and first.reading.edition.number)
        way = walk(reading.document, answers)
        said, now = _said(reading, way), _result(reading, way)
        if is_first:
            yield Event(Happening.MADE, facts.number, facts.published_at, first)
        elif said != before:
            compared = since(result or first, reading)
            yield Event(Happening.CHANGED, facts.number, facts.published_at, now, compared)
        if facts.recall:
            reason = facts.recall.reason
            yield Event(Happening.RECALLED, facts.number, facts.recall.at, now, reason=reason)
        before, result = said, now or result


def _result(reading: Reading[Tree], way: Walk) -> Result | None:
    return present(reading, way) if way.is_finished and way.possibilities else None


def _said(reading: Reading[Tree], way: Walk) -> object:
    """Return all that a reader is told, to be compared with what another edition tells."""
    if not way.is_finished or not way.possibilities:
        return way.question.title if way.question else ""
    terms = reading.context.terms
    return (
        {unfit.question for unfit in way.unfit},
        [
            (
                possible.outcome.verdict, possible.outcome.title, possible.outcome.summary,
                possible.outcome.next_steps,
                {ref: terms[ref] for ref in possible.terms if ref in terms},
            )
            for possible in way.possibilities
        ],
    )  # fmt: skip


def _withdrawals(last: list[Edition]) -> Iterator[Event]:
    for edition in last:
        if mark := withdrawal_of(edition.publication):
            yield Event(Happening.WITHDRAWN, edition.number, mark.at, None, reason=mark.reason)
