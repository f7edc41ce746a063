"""What the search knows: written when something is published, withdrawn or indexed anew.

Only current editions are indexed, and never a draft.
"""

from secrets import randbits

from django.db import transaction

from guidance.core.documents.editions import Context, Publishable
from guidance.models import Edition, Publication, SearchEntry, SearchStamp
from guidance.services.editions import readings
from guidance.services.search.entries import add_wordings, entries_of
from guidance.services.search.wordings import wordings_of


@transaction.atomic
def index(
    publication: Publication,
    document: Publishable,
    context: Context,
    *,
    entries: list[SearchEntry] | None = None,
) -> None:
    """Replace what the search knows of this publication.

    ``entries`` are those of this document, where they have been made before.
    """
    remove(publication)
    wordings = wordings_of(publication.kind, publication.slug)
    if entries is None:
        entries = list(entries_of(publication, document, context, wordings=wordings))
    else:
        add_wordings(entries, wordings)  # as they stand now, with the publication held
    for entry in entries:
        entry.publication = publication
    SearchEntry.objects.bulk_create(entries, batch_size=100)
    SearchStamp.objects.create(publication=publication, stamp=randbits(48))


@transaction.atomic
def remove(publication: Publication) -> None:
    """Forget what the search knows of this publication."""
    SearchEntry.objects.filter(publication=publication).delete()
    SearchStamp.objects.filter(publication=publication).delete()


def rebuild() -> int:
    """Index all current editions anew; return how many entries there are now.

    Each publication by itself and held, so that the index never says what was replaced or
    withdrawn while this ran, and nobody waits for more than one of them.
    """
    for pk in Publication.objects.order_by("pk").values_list("pk", flat=True):
        _index_anew(pk)
    return SearchEntry.objects.count()


@transaction.atomic
def _index_anew(pk: int) -> None:
    held = Publication.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if held is None:
        return
    remove(held)
    edition = (
        Edition.objects.filter(current_of=held, current_of__withdrawn_at__isnull=True)
        .with_marks()
        .first()
    )
    if edition is not None:
        reading = readings.read(edition)
        index(held, reading.document, reading.context)
