"""Hold a draft while it is written: the one lock that every writer takes first.

A form, a part, a bulk action, an import, a restore, a split, `load_packs`, publishing,
confirming, deleting: each holds the document's own row before it reads what it is about to
change, and so holds the document with all its parts. What does not exist yet is held by
its shelf, the place where documents of a kind stand.

Order, so that nobody waits in a circle: shelves before drafts, kinds as in ``KINDS``,
drafts by number. The locks do not stop rows that only point to a draft, such as the
licenses of an FAQ entry. SQLite has one writer at a time and needs no lock of rows.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType

from guidance.models import FaqEntry, License, PublicationKind, Tree

Draft = License | FaqEntry | Tree
D = TypeVar("D", bound=Draft)

KINDS: dict[type[Draft], PublicationKind] = {
    License: PublicationKind.LICENSE,
    FaqEntry: PublicationKind.FAQ,
    Tree: PublicationKind.TREE,
}


class Gone(Exception):
    """Raised where a draft was deleted before it could be held."""


def hold(row: D) -> D:
    """Lock a draft with all its parts until the transaction ends; return it as it is now.

    Raises Gone where it was deleted meanwhile.
    """
    held: Any = type(row)._default_manager.select_for_update(of=("self",), no_key=True)
    found: D | None = held.filter(pk=row.pk).first()
    if found is None:
        raise Gone(str(row))
    return found


def hold_all(rows: Iterable[Draft]) -> list[Draft]:
    """Lock several drafts in the one order; those that are gone are left out."""
    wanted = {(list(KINDS).index(type(row)), row.pk): row for row in rows}
    found: list[Draft] = []
    for _place, row in sorted(wanted.items(), key=lambda one: one[0]):
        held: Any = type(row)._default_manager.select_for_update(of=("self",), no_key=True)
        found += held.filter(pk=row.pk)
    return found


def hold_shelves(models: Iterable[type[Any]]) -> None:
    """Lock the shelves of these kinds: until the transaction ends nobody else puts anything there.

    For whoever makes a draft, a topic or a text that might be made at the same moment.
    """
    kinds = ContentType.objects.get_for_models(*models).values()
    shelves = ContentType.objects.filter(pk__in=[kind.pk for kind in kinds]).order_by("pk")
    list(shelves.select_for_update(no_key=True).values_list("pk", flat=True))
