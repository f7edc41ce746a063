"""Take a publication off the public site, bring it back, and delete drafts of what is not public.

Withdrawing is a state of a publication: its address says so, its editions stay readable.
Whatever is done here holds the draft first, where there still is one, then publications by
number; so it comes before or after a publishing, a recall or a deletion, never between.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.utils import timezone

from guidance.core.documents.cards import FaqCard
from guidance.core.documents.formats import parse
from guidance.models import License, Publication, PublicationKind, ReviewRequest, SavedResult
from guidance.services.drafts.document_to_rows import ROWS, store
from guidance.services.drafts.holding import KINDS, Draft, hold_all, hold_shelves
from guidance.services.editions.readings import current
from guidance.services.people import name_of
from guidance.services.search import index


class NothingToWithdraw(Exception):
    """Raised with a publication that is not public: never published, or withdrawn already."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(str(publication))
        self.publication = publication


class NothingToBringBack(Exception):
    """Raised when a publication is public already, or was withdrawn anew since it was seen."""


class EditionMoved(Exception):
    """Raised when another edition is current than the one that was looked at."""

    def __init__(self, number: int) -> None:
        super().__init__(f"edition {number}")
        self.number = number


class NoSuccessor(Exception):
    """Raised when what readers are to be led to is not public itself."""


class StillPublic(Exception):
    """Raised with the drafts that cannot be deleted, for readers see what was published of them."""

    def __init__(self, drafts: tuple[Draft, ...]) -> None:
        super().__init__("; ".join(map(str, drafts)))
        self.drafts = drafts


class StillNamed(Exception):
    """Raised with a license that cannot be deleted, and the drafts that name it.

    They would be changed with it, unseen by who wrote them.
    """

    def __init__(self, draft: Draft, naming: list[Draft]) -> None:
        super().__init__(f"{draft}: {'; '.join(map(str, naming))}")
        self.draft = draft
        self.naming = naming


@dataclass(frozen=True)
class Leading:
    """What leads readers to a publication as long as it is public.

    ``citing`` are public and name it in what they say; ``succeeded`` are withdrawn and send
    their readers here. ``is_featured``: the first page shows it. ``short_links`` lead to its
    results.
    """

    citing: tuple[Publication, ...]
    succeeded: tuple[Publication, ...]
    is_featured: bool
    short_links: int


def draft_of(publication: Publication) -> Draft | None:
    """Return the draft that a publication was made of, or None where it was deleted (one query)."""
    model: Any = next(model for model, kind in KINDS.items() if kind == publication.kind)
    found: Draft | None = model._default_manager.filter(slug=publication.slug).first()
    return found


def hold_publication(publication: Publication, *others: Publication) -> list[Publication]:
    """Lock a publication after its draft, and others with it; return them as they are now."""
    draft = draft_of(publication)
    if draft is not None:
        hold_all([draft])
    wanted = [one.pk for one in (publication, *others)]
    held = {
        one.pk: one
        for one in Publication.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=wanted)
        .order_by("pk")
    }
    return [held[pk] for pk in wanted]


@transaction.atomic
def withdraw(
    publication: Publication,
    *,
    note: str,
    by: User | None = None,
    reason: str = "",
    successor: Publication | None = None,
    seen: int | None = None,
    at: datetime | None = None,
) -> Publication:
    """Take a publication out of the public site; return it. Its editions stay readable, marked.

    ``note`` is for colleagues, ``reason`` for readers, who are led to ``successor``. ``seen`` is
    the number of the edition that the person looked at. Raises NothingToWithdraw, EditionMoved,
    and NoSuccessor where that is not public, or the publication itself.
    """
    others = [successor] if successor and successor.pk != publication.pk else []
    publication, *held = hold_publication(publication, *others)
    if not publication.is_live:
        raise NothingToWithdraw(publication)
    number = publication.current.number if publication.current else 0
    if seen is not None and seen != number:
        raise EditionMoved(number)
    if successor is not None and not (held and held[0].is_live):
        raise NoSuccessor(str(successor))
    publication.withdrawn_at = at or timezone.now()
    publication.withdrawn_by = by
    publication.withdrawn_by_name = name_of(by) if by else ""
    publication.withdrawn_note = note
    publication.withdrawn_reason = reason
    publication.successor = held[0] if held else None
    publication.save()
    index.remove(publication)
    return publication


@transaction.atomic
def bring_back(publication: Publication, *, seen: datetime | None = None) -> Publication:
    """Show a withdrawn publication again, with the edition that was current.

    ``seen`` is when it was withdrawn, as the person saw it. Raises NothingToBringBack.
    """
    (publication,) = hold_publication(publication)
    at = publication.withdrawn_at
    if at is None or (seen is not None and seen != at):
        raise NothingToBringBack(str(publication))
    publication.clear_withdrawal()
    publication.save()
    reading = current(publication.kind, publication.slug)
    if reading is not None:
        index.index(publication, reading.document, reading.context)
    return publication


@transaction.atomic
def draft_again(publication: Publication, *, by: User) -> tuple[Draft, bool]:
    """Make a draft of the last edition where it was deleted; return it, and whether it was made.

    Raises InvalidDocument where the edition names a text, topic or license that is not held
    any more.
    """
    edition = publication.editions.latest("number")
    hold_shelves([ROWS[publication.kind]])
    if (draft := draft_of(publication)) is not None:
        return draft, False
    stored = store(parse(edition.document), file=str(edition), by=by)
    assert stored is not None  # noqa: S101 - only topics have no row
    return stored, True


@transaction.atomic
def delete_drafts(drafts: list[Draft]) -> None:
    """Delete drafts with all their parts; what was published of them stays readable, withdrawn.

    Raises StillPublic with those that readers see, StillNamed with the first that others name;
    and then none is deleted. One that is gone already is passed over.
    """
    held = hold_all(drafts)
    if public := tuple(draft for draft in held if is_public(draft)):
        raise StillPublic(public)
    for draft in held:
        if naming := [other for other in naming_of(draft) if other not in held]:
            raise StillNamed(draft, naming)
    for draft in held:
        requests = ReviewRequest.objects.of_draft(KINDS[type(draft)], draft.pk)
        requests.standing().update(closed_at=timezone.now())
        draft.delete()


def naming_of(draft: Draft) -> list[Draft]:
    """Return the FAQ entries and questionnaires whose drafts name a license (two queries)."""
    if not isinstance(draft, License):
        return []
    return [*draft.faq_entries.all(), *draft.trees.all()]


def is_public(draft: Draft) -> bool:
    """Tell whether readers see what was published of a draft (one query)."""
    live = Publication.objects.live().of_kind(KINDS[type(draft)])
    return live.filter(slug=draft.slug).exists()


def orphans() -> QuerySet[Publication]:
    """Return what is public though its draft is gone, so that nobody can correct it (one query)."""
    drafts = [
        When(kind=kind, then=Exists(model._default_manager.filter(slug=OuterRef("slug"))))
        for model, kind in KINDS.items()
    ]
    return (
        Publication.objects.live()
        .with_cards()
        .annotate(has_draft=Case(*drafts, default=Value(True)))
    ).filter(has_draft=False)


def leading_to(publication: Publication) -> Leading:
    """Return what leads to a publication (at most four queries)."""
    live = Publication.objects.live().exclude(pk=publication.pk).with_cards()
    names = {
        PublicationKind.LICENSE: "current__context__licenses__has_key",
        PublicationKind.FAQ: "current__context__related__has_key",
    }
    name = names.get(PublicationKind(publication.kind))
    card = publication.card
    is_featured = not isinstance(card, FaqCard) or card.is_featured
    results = SavedResult.objects.shown().filter(edition__publication=publication)
    return Leading(
        citing=tuple(live.filter(**{name: publication.slug})) if name else (),
        succeeded=tuple(
            Publication.objects.filter(
                successor=publication, withdrawn_at__isnull=False
            ).with_cards()
        ),
        is_featured=is_featured,
        short_links=results.count() if publication.kind == PublicationKind.TREE else 0,
    )
