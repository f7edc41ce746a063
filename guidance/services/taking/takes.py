"""A result with all that is taken along from it, asked for once by page, Markdown, JSON, zip."""

from dataclasses import dataclass
from datetime import datetime

from guidance.services.results.onward import Onward, onward_of
from guidance.services.results.result_pages import ResultPage
from guidance.services.taking.files import ProductFile, files_of, picture, spdx_of
from guidance.services.taking.proofs import Proof, proof_of
from guidance.services.taking.requests import LicenseRequest, requests_of
from guidance.services.taking.rests import licenses_of


@dataclass(frozen=True)
class Take:
    """What the page of a result shows besides: the fields are names that its template knows.

    ``folders`` is a picture of the product's folders; ``spdx`` are licenses with identifiers.
    ``requests`` say how a licensor is asked; ``onward`` is what one goes on with.
    """

    proof: Proof
    files: tuple[ProductFile, ...]
    folders: str
    spdx: tuple[tuple[str, str], ...]
    onward: tuple[Onward, ...]
    requests: tuple[LicenseRequest, ...] = ()


def take(page: ResultPage, *, made_at: datetime | None = None) -> Take:
    """Return what can be taken along from a result (two queries at most)."""
    licenses = licenses_of(page.result)
    files = files_of(page.result, licenses)
    return Take(
        proof=proof_of(page.result, licenses, now=page.since, made_at=made_at),
        files=files,
        folders=picture(files),
        spdx=tuple(spdx_of(licenses)) if files else (),
        requests=requests_of(page.result, licenses),
        onward=onward_of(page.result),
    )
