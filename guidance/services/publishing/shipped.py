"""What ships beside the team's own: kept by who loads packs, so that corrections can be shown.

Nothing of it is published, and no draft is written.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from guidance.core.documents import formats
from guidance.core.documents.editions import Publishable
from guidance.models import Edition, ShippedDocument
from guidance.services.drafts.document_to_rows import ROWS
from guidance.services.drafts.holding import hold_all, hold_shelves

Key = tuple[str, str]
"""A kind and a slug."""


def keep_shipped(kept: Mapping[Key, Publishable], others: Collection[Key]) -> None:
    """Note what ships now of documents that the team has made its own.

    ``others`` ship too, and say what is public: nothing stands beside them. Where nothing is
    another than it was noted, two queries, or three, and nothing is written.
    """
    if not _changes(kept, others):
        return
    with transaction.atomic():
        hold_shelves([ShippedDocument])
        changed = _changes(kept, others)
        hold_all(
            row
            for kind, model in ROWS.items()
            for row in model._default_manager.filter(
                slug__in=[slug for one, slug in changed if one == kind]
            )
        )
        for key, document in changed.items():
            _replace(key, document)


def shipped_editions(keys: Collection[Key]) -> dict[Key, Edition]:
    """Return the last edition under each address that came with the portal (two queries)."""
    last = last_shipped(keys)
    editions = Edition.objects.filter(pk__in=last.values()).defer("html", "card")
    found = {edition.pk: edition for edition in editions}
    return {key: found[pk] for key, pk in last.items()}


def last_shipped(keys: Collection[Key]) -> dict[Key, int]:
    """Return the numbers (keys) of those editions (one query)."""
    if not keys:
        return {}
    ours = Edition.objects.filter(
        is_shipped=True,
        publication__kind__in={kind for kind, _slug in keys},
        publication__slug__in={slug for _kind, slug in keys},
    )
    grouped = ours.order_by().values_list("publication__kind", "publication__slug")
    last = {(kind, slug): pk for kind, slug, pk in grouped.annotate(last=Max("pk"))}
    return {key: last[key] for key in keys if key in last}


def _changes(
    kept: Mapping[Key, Publishable], others: Collection[Key]
) -> dict[Key, Publishable | None]:
    """Return what is to stand beside each address whose shipped document is another now."""
    held: dict[Key, str] = {}
    answered = set()
    for row in ShippedDocument.objects.defer("document"):
        answered.add((row.kind, row.slug))
        if row.is_current:
            held[row.kind, row.slug] = row.digest
    changed: dict[Key, Publishable | None] = {key: None for key in others if key in held}
    unnoted = [key for key in kept if key not in answered]
    bases = shipped_editions(unnoted)
    for key, document in kept.items():
        base = bases.get(key)
        is_base = base is not None and base.document == formats.as_data(document)
        if not is_base and held.get(key) != formats.digest(document):
            changed[key] = document
    return changed


def _replace(key: Key, document: Publishable | None) -> None:
    """Let this be what ships under an address, or nothing; forget what nobody has answered."""
    kind, slug = key
    rows = ShippedDocument.objects.filter(kind=kind, slug=slug)
    rows.update(is_current=False)
    if document is not None:
        facts: dict[str, Any] = {"document": formats.as_data(document), "is_current": True}
        rows.update_or_create(
            kind=kind,
            slug=slug,
            digest=formats.digest(document),
            defaults=facts,
            create_defaults={**facts, "loaded_at": timezone.now()},
        )
    rows.filter(is_current=False, answers__isnull=True).delete()
