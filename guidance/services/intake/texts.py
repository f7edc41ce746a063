"""Keep license texts as immutable rows, each by the digest of its words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from guidance.core.texts.normal import digest, normalize
from guidance.models import LicenseText
from guidance.services.intake.text_files import RawText

BATCH = 200


@dataclass(frozen=True, slots=True)
class ImportedText:
    """The row that holds a text; ``is_new`` is False where its words were there before."""

    raw: RawText
    row: LicenseText
    is_new: bool


def import_texts(texts: Iterable[RawText]) -> Iterator[ImportedText]:
    """Keep each text as a row, a batch in one transaction, and yield what became of it.

    Rows are never changed: of several keys or forms with the same words the first stays.
    Two queries a batch, however many texts are in it, besides the transaction's own.
    """
    batch: list[RawText] = []
    for raw in texts:
        batch.append(raw)
        if len(batch) == BATCH:
            yield from _import_batch(batch)
            batch = []
    if batch:
        yield from _import_batch(batch)


def _import_batch(batch: list[RawText]) -> list[ImportedText]:
    made: dict[str, LicenseText] = {}
    digests = []
    for raw in batch:
        row = row_of(raw)
        digests.append(row.digest)
        made.setdefault(row.digest, row)
    with transaction.atomic():
        known = _by_digest(made)
        new = [row for digest, row in made.items() if digest not in known]
        # Somebody else may bring the same words at this moment; theirs then stay.
        LicenseText.objects.bulk_create(new, ignore_conflicts=True)
        rows = known | (_by_digest([row.digest for row in new]) if new else {})
    result = []
    fresh = {row.digest for row in new}
    for raw, its in zip(batch, digests, strict=True):
        result.append(ImportedText(raw, rows[its], is_new=its in fresh))
        fresh.discard(its)
    return result


def _by_digest(digests: Iterable[str]) -> dict[str, LicenseText]:
    found = LicenseText.objects.filter(digest__in=list(digests))
    return {row.digest: row for row in found}


def row_of(raw: RawText) -> LicenseText:
    """Return the row that a text would be kept as, not saved."""
    body = normalize(raw.words, form=raw.form)
    url = raw.says("homepage_url", limit=501)
    return LicenseText(
        source=raw.source[:200],
        source_key=raw.key[:200],
        title=raw.says("name", limit=300) or raw.says("short_name", limit=300) or raw.key[:300],
        body=body,
        digest=digest(body),
        form=raw.form,
        url=url if url.startswith(("http://", "https://")) and len(url) <= 500 else "",
        spdx=raw.says("spdx_license_key", limit=200),
        category=raw.says("category", limit=100),
        owner=raw.says("owner", limit=200),
        front_matter=raw.front_matter,
    )
