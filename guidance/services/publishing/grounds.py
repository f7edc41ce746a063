"""What rests on words that something published has changed: noted, shown, confirmed.

A note stands beside the edition that rests on them: readers see it, and the worklist, until
somebody says that it is still right, or publishes it anew.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guidance.core.documents import formats
from guidance.core.documents.licenses import License
from guidance.core.documents.nouns import for_readers
from guidance.models import ChangedGround, Edition, PublicationKind
from guidance.services.editions.readings import Reading, document_in
from guidance.services.editions.snapshots import cited_sections
from guidance.services.mailing import telling
from guidance.services.people import name_of
from guidance.services.publishing.dependents import resting_on
from guidance.services.publishing.withdrawals import hold_publication


class GroundMoved(Exception):
    """Raised where what was looked at was confirmed, or changed once more, meanwhile."""


def may_confirm(user: User) -> bool:
    """Tell whether somebody may say to readers that an edition is still right."""
    return user.has_perm("guidance.publish_guidance") or user.has_perm("guidance.review_guidance")


def note_changes(ground: Edition, license: License, *, at: datetime | None = None) -> None:
    """Note beside all that rests on a license what this edition of it has changed.

    To be called in the transaction that publishes it; safe to be called again (nine queries at
    most, however many are to be noted). What was confirmed as it is now is not noted again.
    """
    found: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
        (kind.value, reading.document.slug): (look_of(reading, license, reasons), reasons)
        for kind, reading, reasons in resting_on(license)
    }
    current = Edition.objects.filter(
        current_of__isnull=False, publication__kind__in={kind for kind, _slug in found}
    )
    keys = {
        pk: found[(kind, slug)]
        for pk, kind, slug in current.values_list("pk", "publication__kind", "publication__slug")
        if (kind, slug) in found
    }
    noted = ChangedGround.objects.filter(license=license.slug)
    settled = set(noted.filter(confirmed_at__isnull=False).values_list("edition", "look"))
    waiting = {one.edition_id: one for one in noted.waiting()}
    live = current_keys(waiting)
    noted.waiting().filter(edition__in=live - set(keys)).delete()
    now = at or timezone.now()
    is_settled = {pk for pk, (look, _reasons) in keys.items() if (pk, look) in settled}
    noted.waiting().filter(edition__in=is_settled).delete()
    rows = [
        ChangedGround(
            edition_id=pk,
            license=license.slug,
            ground=ground,
            reasons=list(reasons),
            look=look,
            at=now,
        )
        for pk, (look, reasons) in keys.items()
        if pk not in is_settled and not (pk in waiting and waiting[pk].look == look)
    ]
    # Another look stands in the place of the one that waited: nobody has answered to it yet.
    noted.waiting().filter(edition__in=[row.edition_id for row in rows]).delete()
    ChangedGround.objects.bulk_create(rows)
    telling.of_grounds(rows)


def current_keys(editions: Iterable[int]) -> set[int]:
    """Return which of these editions, by number of their rows, are current (one query)."""
    current = Edition.objects.filter(pk__in=list(editions), current_of__isnull=False)
    return set(current.values_list("pk", flat=True))


def note_all_changes() -> None:
    """Note what rests on any license as it is now, where that was not noted when it changed."""
    for edition in Edition.objects.filter(
        current_of__kind=PublicationKind.LICENSE,
        current_of__withdrawn_at__isnull=True,
        number__gt=1,
    ).select_related("publication"):
        with transaction.atomic():
            hold_publication(edition.publication)
            note_changes(edition, document_in(edition))


@transaction.atomic
def confirm_ground(pk: int, *, look: str, by: User, note: str = "") -> ChangedGround:
    """Say of an edition that it is still right, though what it rests on has changed.

    ``look`` names what the person was shown. Raises PermissionDenied, and GroundMoved where it
    is another by now, or settled.
    """
    if not may_confirm(by):
        raise PermissionDenied("Only publishers and reviewers say that an edition is still right.")
    found = ChangedGround.objects.waiting().filter(pk=pk).select_related("edition__publication")
    if (one := found.first()) is None:
        raise GroundMoved(str(pk))
    hold_publication(one.edition.publication)
    now = found.select_for_update(of=("self",)).first()
    if now is None or now.look != look:
        raise GroundMoved(str(pk))
    now.confirmed_at = timezone.now()
    now.confirmed_by = by
    now.confirmed_by_name = name_of(by)
    now.note = note
    now.save()
    return now


def look_of(reading: Reading[Any], license: License, reasons: Iterable[str]) -> str:
    """Name what an edition rests on in a license as it is now, and why it is to be looked at."""
    cited = reading.context.licenses.get(license.slug)
    body = license.text.body or ""
    sections = {section.key: section for section in license.sections}
    keys = set(cited.sections) if cited else set()
    prefix = f"{license.slug}/"
    terms = {f"{prefix}{term.key}": term for term in license.terms}
    state = {
        "reasons": list(reasons),
        "words": {
            key: body[sections[key].start : sections[key].end]
            for key in sorted(keys & set(sections))
        },
        "sections": {
            key: one.model_dump(mode="json")
            for key, one in sorted(cited_sections(license, keys).items())
        },
        "terms": {
            ref: for_readers(terms[ref]).model_dump(mode="json")
            for ref in sorted(reading.context.terms)
            if ref in terms
        },
    }
    return hashlib.sha256(formats.canonical(state)).hexdigest()
