"""What is published of a draft: its public page, and whether its keys are fixed."""

from typing import Any

from guidance.models import FaqEntry, License, Publication, Tree
from guidance.services.inspecting import KINDS


def publication_of(row: License | FaqEntry | Tree | None) -> Publication | None:
    """Return the publication of a draft, or None (one query, then remembered by the row)."""
    if row is None or row.pk is None:
        return None
    memory: Any = row
    if not hasattr(memory, "_publication"):
        memory._publication = Publication.objects.filter(
            kind=KINDS[type(row)], slug=row.slug, current__isnull=False
        ).first()
    found: Publication | None = memory._publication
    return found


def public_url(row: License | FaqEntry | Tree | None, fragment: str = "") -> str | None:
    """Return the address readers see a draft's published form at, or None if there is none."""
    publication = publication_of(row)
    if publication is None or publication.withdrawn_at is not None:
        return None
    return publication.get_absolute_url() + (f"#{fragment}" if fragment else "")
