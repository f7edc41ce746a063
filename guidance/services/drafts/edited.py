"""Which drafts of a kind say something else than their edition, asked in few queries.

A draft that was saved since is a candidate; whether it says something else is found by
comparing documents, for one that was restored, or saved as it was, says the same. What was
found is remembered until the draft is saved again or published.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Max

from guidance.core.documents import formats
from guidance.core.documents.formats import InvalidDocument
from guidance.core.walking.memories import Memory
from guidance.models import Edition, FaqEntry, License, Publication, Tree
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.drafts.rows_to_document import document_of, read_ahead

D = TypeVar("D", License, FaqEntry, Tree)

_DATED: dict[type[Any], tuple[str, ...]] = {
    License: ("annotations", "terms"),
    FaqEntry: (),
    Tree: ("questions", "outcomes", "cases"),
}
"""Parts that say when they were saved; with the others their draft is saved."""
_TITLE = {License: ("title",), FaqEntry: ("question",), Tree: ("title",)}
_AT_ONCE = 100
"""Drafts that are read whole at once."""

_differs: Memory[bool] = Memory(5_000)


@dataclass(frozen=True)
class Standing(Generic[D]):
    """The drafts of a kind that say something else than their edition, and those without one."""

    edited: list[D]
    unpublished: list[D]


def standing_of(model: type[D]) -> Standing[D]:
    """Sort the drafts of a kind, read without their texts.

    Two queries and one for each kind of dated part; a few more for each hundred drafts that
    were saved since they were published or compared.
    """
    published = Publication.objects.filter(kind=KINDS[model], current__isnull=False)
    editions = {
        slug: (pk, at)
        for slug, pk, at in published.values_list("slug", "current", "current__published_at")
    }
    drafts: Any = model._default_manager.only("slug", *_TITLE[model], "updated_at")
    rows: dict[int, D] = {row.pk: row for row in drafts}
    saved = last_saved(model, rows)
    keys = {
        pk: (model, pk, saved[pk], editions[row.slug][0])
        for pk, row in rows.items()
        if row.slug in editions and saved[pk] > editions[row.slug][1]
    }
    unknown = [pk for pk, key in keys.items() if _differs.get(key) is None]
    found = dict(_compared(model, {pk: keys[pk][-1] for pk in unknown}))
    for pk, is_other in found.items():
        _differs.keep(keys[pk], is_other)
    edited = [rows[pk] for pk, key in keys.items() if found.get(pk, _differs.get(key))]
    return Standing(edited, [row for row in rows.values() if row.slug not in editions])


def last_saved(model: type[Any], rows: dict[int, Any]) -> dict[int, datetime]:
    """Return by number when drafts of a kind were saved last, or a part that says when."""
    newest = {pk: row.updated_at for pk, row in rows.items()}
    for part in _DATED[model]:
        related = model._meta.get_field(part)
        times = related.related_model._default_manager.values_list(related.field.name)
        for pk, at in times.annotate(at=Max("updated_at")).order_by():
            if pk in newest:  # made since the drafts were read
                newest[pk] = max(newest[pk], at)
    return newest


def _compared(model: type[Any], editions: dict[int, int]) -> Iterator[tuple[int, bool]]:
    """Yield drafts by number, and whether each says something else than that edition."""
    for some in _batches(list(editions)):
        numbers = [editions[pk] for pk in some]
        said = dict(Edition.objects.filter(pk__in=numbers).values_list("pk", "document"))
        for row in read_ahead(model._default_manager.filter(pk__in=some)):
            yield row.pk, _says(row) != said.get(editions[row.pk])


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _says(row: Draft) -> dict[str, Any] | None:
    try:
        return formats.as_data(document_of(row))
    except InvalidDocument:
        return None
