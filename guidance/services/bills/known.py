"""The licenses that the portal knows, with all their names, as published."""

from guidance.core.bills.naming import Known
from guidance.core.documents.licenses import License
from guidance.models import PublicationKind
from guidance.services.editions.readings import current_of_kind


def known_licenses() -> dict[str, License]:
    """Return the current licenses by their slugs (one query)."""
    readings = current_of_kind(PublicationKind.LICENSE)
    return {reading.document.slug: reading.document for reading in readings}


def names_of(license: License) -> Known:
    """Return what a license is called: its names, and those of models under it."""
    names = (license.title, license.short_title, license.hub_name, *license.other_names)
    return Known(license.slug, license.spdx, tuple(name for name in names if name))
