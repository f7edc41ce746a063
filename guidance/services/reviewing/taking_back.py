"""Take one noted change of a draft back: a field, or a whole thing that came or went."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from guidance.core.documents import formats
from guidance.core.histories.fields import with_former
from guidance.models import DraftChange
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.holding import KINDS, Draft, hold
from guidance.services.drafts.rows_to_document import document_of


class MovedOn(Exception):
    """Raised where what a change made stands there no more, or the change is not there."""


@transaction.atomic
def take_back(row: Draft, number: int, index: int, *, by: User) -> Draft:
    """Let a draft say again what it said before one change, if nobody has changed that since.

    Raises MovedOn, Gone, and InvalidDocument where the draft would make no document.
    """
    row = hold(row)
    mine = DraftChange.objects.filter(kind=KINDS[type(row)], draft=row.pk, pk=number).first()
    if mine is None or not 0 <= index < len(mine.changes):
        raise MovedOn(str(row))
    document: dict[str, Any] = formats.as_data(document_of(row))
    if not with_former(document, mine.changes[index]):
        raise MovedOn(str(row))
    stored = store(formats.parse(document), file=str(row), by=by)
    assert stored is not None  # noqa: S101 - only topics have no row
    return stored
