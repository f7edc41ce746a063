"""Whether editions are those that were published: each gives the digest that stands beside it."""

from collections.abc import Iterator
from typing import Any

from guidance.core.documents import formats
from guidance.core.documents.editions import Context
from guidance.core.documents.formats import InvalidDocument
from guidance.models import Edition
from guidance.services.editions.snapshots import digest_of

AT_ONCE = 20


def changed_editions() -> Iterator[str]:
    """Yield the name of each edition whose words are not those it was published with."""
    rows = Edition.objects.select_related("publication").order_by("pk")
    for edition in rows.iterator(chunk_size=AT_ONCE):
        if _digest(edition) != edition.digest:
            yield f"{edition.publication.kind} {edition}"


def _digest(edition: Edition) -> str:
    try:
        document: Any = formats.parse(edition.document)  # topics have no editions
        return digest_of(document, Context.model_validate(edition.context))
    except (InvalidDocument, ValueError):
        return ""
