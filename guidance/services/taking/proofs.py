"""The proof of a result: which guidance and which texts it rests on, and how these stand now.

Nothing here makes a query or reads the clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.urls import reverse

from guidance.core.documents.licenses import License
from guidance.services.editions.readings import EditionFacts, Reading
from guidance.services.results.citing import ShownCitation
from guidance.services.results.presenting import Dependent, Result, Since
from guidance.services.taking.rests import Licenses


class Standing(StrEnum):
    """How the guidance of a result stands now; the gravest that is true."""

    DRAFT = "draft"
    RECALLED = "recalled"
    WITHDRAWN = "withdrawn"
    RESTS_ON_RECALLED = "rests-on-recalled"
    CHANGED = "changed"
    SAME = "same"
    CURRENT = "current"


@dataclass(frozen=True)
class TextProof:
    """A text that a result rests on: where it is from, and by what it can be told.

    ``address`` has the very words, as the edition holds them: their SHA-256 is the digest.
    """

    license: str
    title: str
    edition: int
    effective_on: date | None
    source: str
    url: str
    digest: str
    address: str
    page: str


@dataclass(frozen=True)
class PolicyProof:
    """A policy that a result cites in our words: where its own are, and the day of our copy."""

    license: str
    title: str
    url: str
    read_on: date | None
    page: str


@dataclass(frozen=True)
class Proof:
    """What a result rests on. ``today`` is the number of the current edition where it is another.

    ``made_at`` is when the result was asked for: of a page that is the same for all, None.
    """

    edition: EditionFacts | None
    standing: Standing
    today: int | None
    texts: tuple[TextProof, ...]
    policies: tuple[PolicyProof, ...]
    made_at: datetime | None


def proof_of(
    result: Result,
    licenses: Licenses,
    *,
    now: Since | None = None,
    made_at: datetime | None = None,
) -> Proof:
    """Return the proof of a result; ``now`` is what today's edition says, where it is another."""
    edition = result.reading.edition
    return Proof(
        edition=edition,
        standing=_standing(edition, now),
        today=now.edition if now else None,
        texts=tuple(_text(reading) for reading in licenses.values()),
        policies=tuple(_policies(result, licenses)),
        made_at=made_at,
    )


def _standing(edition: EditionFacts | None, now: Since | None) -> Standing:
    if edition is None:
        return Standing.DRAFT
    if edition.recall:
        return Standing.RECALLED
    if edition.withdrawal:
        return Standing.WITHDRAWN
    if edition.grounds:
        return Standing.RESTS_ON_RECALLED
    if now is None:
        return Standing.CURRENT
    return Standing.SAME if now.is_same else Standing.CHANGED


def _text(reading: Reading[License]) -> TextProof:
    document = reading.document
    number = reading.edition.number if reading.edition else 0
    place = [document.slug, number]
    return TextProof(
        license=document.slug,
        title=document.title,
        edition=number,
        effective_on=document.effective_on,
        source=document.text.source,
        url=document.text.url,
        digest=document.text.digest,
        address=reverse("guidance:license-edition-text", args=place),
        page=reverse("guidance:license-edition", args=place),
    )


def _policies(result: Result, licenses: Licenses) -> Iterator[PolicyProof]:
    cited = {(one.license, one.section) for one in _citations(result)}
    for slug, reading in licenses.items():
        for policy in reading.document.policies:
            if any((slug, item.key) in cited for item in policy.sections):
                page = f"{_text(reading).page}#{policy.slug}"
                yield PolicyProof(slug, policy.title, policy.url, policy.read_on, page)


def _citations(result: Result) -> Iterator[ShownCitation]:
    """Yield what the outcome and the terms rest on, in each of the cases."""
    parts: tuple[Result | Dependent, ...] = (result, *result.dependent)
    for part in parts:
        yield from part.citations
        for shown in part.terms.all:
            yield from shown.citations
