"""Corrections of what ships, for teams that have their own: shown, taken over, set aside.

What is taken over goes into the draft and is published by nobody; that remains a person's.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from pydantic import BaseModel

from guidance.core.documents import formats
from guidance.core.documents.corrections import (
    Correction,
    TextWithSections,
    corrections,
    taken_over,
)
from guidance.core.documents.editions import Publishable
from guidance.core.documents.formats import InvalidDocument
from guidance.core.walking.memories import Memory
from guidance.models import CorrectionAnswer, ShippedDocument
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.edited import last_saved
from guidance.services.drafts.holding import KINDS, Draft, hold
from guidance.services.drafts.rows_to_document import document_of, read_ahead
from guidance.services.editions.readings import document_in
from guidance.services.people import name_of
from guidance.services.publishing.acts import DraftChanged
from guidance.services.publishing.shipped import last_shipped, shipped_editions


class NoReason(Exception):
    """Raised where somebody keeps their own words and does not say why."""


@dataclass(frozen=True)
class Beside:
    """What ships beside a draft: the documents, what is to be decided, and what was answered.

    ``ours`` is None where the rows make no document: then nothing can be compared.
    ``before`` is what shipped when ours was made from it, None where nobody knows; ``answered``
    are by item what shipped when it was answered last. ``answers`` are newest first.
    """

    shipped: ShippedDocument
    now: Publishable
    before: Publishable | None
    ours: Publishable | None
    answered: Mapping[str, Publishable]
    corrections: tuple[Correction, ...]
    answers: tuple[CorrectionAnswer, ...]

    @property
    def is_waiting(self) -> bool:
        return self.ours is None or bool(self.corrections)

    @property
    def without_conflict(self) -> tuple[Correction, ...]:
        """Those that give up no word of the team."""
        return tuple(one for one in self.corrections if not one.meets_ours)

    @property
    def kept(self) -> tuple[CorrectionAnswer, ...]:
        """Where the team keeps its own; what ships has not changed there since."""
        open_places = {one.place for one in self.corrections}
        return tuple(
            one for one in self.answers if not one.is_taken and one.place not in open_places
        )

    def before_at(self, place: str) -> Publishable | None:
        """Return the document in which an item shipped before."""
        return self.answered.get(place, self.before)

    def at(self, places: Collection[str]) -> tuple[Correction, ...]:
        return tuple(one for one in self.corrections if one.place in places)


def beside(row: Draft, document: Publishable | None = None) -> Beside | None:
    """Return what ships beside a draft, or None (one query; five more where something does).

    ``document`` is that of the draft, where it is read already.
    """
    kind = KINDS[type(row)]
    shipped = ShippedDocument.objects.current().filter(kind=kind, slug=row.slug).first()
    return _beside([(row, document)], [shipped])[row.pk] if shipped else None


def drafts_with_corrections() -> list[Draft]:
    """Return the drafts beside which something ships that is to be looked at.

    One query where nothing is; else a few for each kind, and what was found is remembered.
    """
    noted = ShippedDocument.objects.current().order_by("kind", "slug")
    shipped = {(one.kind, one.slug): one.pk for one in noted.defer("document")}
    if not shipped:
        return []
    bases = last_shipped(list(shipped))
    answered = CorrectionAnswer.objects.order_by().values_list("shipped__kind", "shipped__slug")
    last = {(kind, slug): pk for kind, slug, pk in answered.annotate(Max("pk"))}
    found: list[Draft] = []
    for model, kind in KINDS.items():
        slugs = [slug for one, slug in shipped if one == kind]
        if slugs:
            drafts: Any = model._default_manager.filter(slug__in=slugs)
            rows = {row.pk: row for row in drafts}
            saved = last_saved(model, rows)
            keys = {}
            for pk, row in rows.items():
                key = (kind.value, row.slug)
                keys[pk] = (*key, pk, saved[pk], shipped[key], bases.get(key), last.get(key))
            found += _waiting(model, rows, keys)
    return found


_is_waiting: Memory[bool] = Memory(5_000)


def _waiting(model: Any, rows: dict[int, Any], keys: dict[int, Any]) -> list[Draft]:
    unknown = [pk for pk, key in keys.items() if _is_waiting.get(key) is None]
    known: dict[int, bool] = {}
    if unknown:
        slugs = [rows[pk].slug for pk in unknown]
        noted = ShippedDocument.objects.current().filter(kind=KINDS[model], slug__in=slugs)
        drafts: Any = read_ahead(model._default_manager.filter(pk__in=unknown))
        for pk, found in _beside([(row, None) for row in drafts], noted).items():
            known[pk] = found.is_waiting
            _is_waiting.keep(keys[pk], found.is_waiting)
    return [row for pk, row in rows.items() if known.get(pk, _is_waiting.get(keys[pk]))]


def _beside(
    drafts: Iterable[tuple[Any, Publishable | None]], noted: Iterable[ShippedDocument]
) -> dict[int, Beside]:
    """Return what ships beside drafts of one kind, by their numbers (three queries)."""
    shipped = {one.slug: one for one in noted}
    kind = next((one.kind for one in shipped.values()), "")
    bases = shipped_editions([(kind, slug) for slug in shipped])
    given: dict[str, dict[str, CorrectionAnswer]] = {}
    ours = CorrectionAnswer.objects.filter(shipped__kind=kind, shipped__slug__in=shipped)
    for answer in ours.select_related("shipped"):  # newest first
        given.setdefault(answer.shipped.slug, {}).setdefault(answer.place, answer)
    found = {}
    for row, document in drafts:
        if (one := shipped.get(row.slug)) is not None:
            base = bases.get((kind, row.slug))
            before = document_in(base) if base else None
            answers = given.get(row.slug, {})
            found[row.pk] = _compared(document or _read(row), one, before, answers)
    return found


def _compared(
    ours: Publishable | None,
    shipped: ShippedDocument,
    before: Publishable | None,
    answers: dict[str, CorrectionAnswer],
) -> Beside:
    now = _document_in(shipped)
    answered = {place: _document_in(answer.shipped) for place, answer in answers.items()}
    found = corrections(ours, now, before, answered) if ours is not None else ()
    return Beside(shipped, now, before, ours, answered, found, tuple(answers.values()))


_documents: Memory[Any] = Memory(64)


def _document_in(shipped: ShippedDocument) -> Any:
    """Return what a row holds, parsed once; it never changes."""
    return _documents.of(shipped.digest, lambda: formats.parse(shipped.document))


def _read(row: Draft) -> Publishable | None:
    try:
        return document_of(row)
    except InvalidDocument:
        return None


def look_of(found: Sequence[Correction]) -> str:
    """Name what a person is shown of corrections: the items, ours, as they shipped, as they ship.

    >>> look_of([]) == look_of([Correction("title", "A", "A", "B", False)])
    False
    """
    shown = [
        [one.place, _plain(one.ours), _plain(one.before), _plain(one.now), one.meets_ours]
        for one in found
    ]
    return hashlib.sha256(json.dumps(shown, sort_keys=True, default=str).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, TextWithSections):
        return [value.text.digest, _plain(value.sections)]
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


@transaction.atomic
def take_over(
    row: Draft, *, places: Collection[str], seen: str, by: User
) -> tuple[Draft, tuple[Correction, ...]]:
    """Write items into the draft as they ship; return its row and what was taken over.

    ``seen`` is the look of just these corrections. Raises DraftChanged where one of them is
    another by now or needs no answer any more, Gone where the draft was deleted, and
    InvalidDocument where the draft with them is no document, or names what is not here.
    """
    row = hold(row)
    found, chosen = _chosen(row, places, seen)
    if found.ours is None:
        raise DraftChanged(str(row))
    wanted = taken_over(found.ours, found.now, [one.place for one in chosen])
    stored = store(formats.parse(formats.as_data(wanted)), file=str(row), by=by)
    assert stored is not None  # noqa: S101 - only topics have no row
    _keep_answers(found, chosen, by=by, is_taken=True)
    return stored, chosen


@transaction.atomic
def set_aside(row: Draft, *, place: str, seen: str, reason: str, by: User) -> Correction:
    """Keep ours against what ships, with a reason, until that item ships in other words.

    Raises NoReason, and DraftChanged and Gone as ``take_over`` does.
    """
    if not reason.strip():
        raise NoReason(place)
    row = hold(row)
    found, chosen = _chosen(row, [place], seen)
    _keep_answers(found, chosen, by=by, is_taken=False, reason=reason.strip())
    return chosen[0]


def _chosen(
    row: Draft, places: Collection[str], seen: str
) -> tuple[Beside, tuple[Correction, ...]]:
    found = beside(row)
    chosen = found.at(places) if found else ()
    if found is None or not chosen or look_of(chosen) != seen:
        raise DraftChanged(str(row))
    return found, chosen


def _keep_answers(
    found: Beside, chosen: Iterable[Correction], *, by: User, is_taken: bool, reason: str = ""
) -> None:
    now = timezone.now()
    CorrectionAnswer.objects.bulk_create(
        CorrectionAnswer(
            shipped=found.shipped,
            place=one.place,
            is_taken=is_taken,
            reason=reason,
            by=by,
            by_name=name_of(by),
            at=now,
        )
        for one in chosen
    )
