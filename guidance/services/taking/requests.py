"""How the licensor is asked for a license, where a result says that one is needed."""

from dataclasses import dataclass
from datetime import date

from guidance.core.documents.trees import Verdict
from guidance.services.results.presenting import Result
from guidance.services.taking.rests import Licenses


@dataclass(frozen=True)
class LicenseRequest:
    """Where to ask for a license and what to write, with the page that says so and its day."""

    license: str
    publisher: str
    to: str
    source: str
    read_on: date | None
    letter: str

    @property
    def is_mail(self) -> bool:
        return "@" in self.to and "/" not in self.to


def requests_of(result: Result, licenses: Licenses) -> tuple[LicenseRequest, ...]:
    """Return how to ask for a license; nothing where the result needs none."""
    verdicts = {one.outcome.verdict for one in result.walk.possibilities}
    if verdicts != {Verdict.SPECIAL_LICENSE}:
        return ()
    documents = (reading.document for reading in licenses.values())
    return tuple(
        LicenseRequest(
            license=one.title,
            publisher=one.publisher,
            to=one.request_to,
            source=one.request_source,
            read_on=one.request_read_on,
            letter=one.request_letter,
        )
        for one in documents
        if one.request_to or one.request_letter
    )
