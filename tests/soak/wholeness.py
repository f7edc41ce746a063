"""Look whether a database is whole: editions, current pointers, search rows, references, drafts.

Needs Django set up; asks the database at hand and writes nothing.
"""

from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.db import connection

from guidance.core.documents import formats
from guidance.core.documents.cards import read_card
from guidance.core.documents.editions import Context
from guidance.models import Edition, FaqEntry, License, Publication, SearchEntry, Tree
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.editions.snapshots import snapshot_of
from guidance.services.search.entries import entries_of

_FIELDS = ("kind", "licenses", "key", "label", "title", "body", "url",
           "is_titled", "about", "also", "names")  # fmt: skip


def faults(*, known: set[int] | None = None, is_whole: bool = True) -> list[str]:
    """Return in words all that is not whole.

    Editions whose numbers are ``known`` to be right are not looked at again, for they never
    change; what is looked at is added. If not ``is_whole``, search rows are looked at for
    what is new only, and drafts not at all.
    """
    known = set() if known is None else known
    passed = set() if is_whole else set(known)
    found = [*_references(), *_editions(known), *_search(passed)]
    return [*found, *_drafts()] if is_whole else found


def fingerprint() -> dict[tuple[str, str], str]:
    """Return the digest of what is current, by kind and slug."""
    found = Publication.objects.filter(current__isnull=False)
    return {(kind, slug): digest for kind, slug, digest in
            found.values_list("kind", "slug", "current__digest")}  # fmt: skip


def _references() -> Iterator[str]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for check in ("integrity_check", "foreign_key_check"):
                for found in cursor.execute(f"PRAGMA {check}").fetchall():
                    if found != ("ok",):
                        yield f"{check}: {found}"
    else:
        connection.check_constraints()
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:
        yield "migrations are missing"


def _editions(known: set[int]) -> Iterator[str]:
    for edition in Edition.objects.select_related("publication").exclude(pk__in=known):
        document: Any = formats.parse(edition.document)
        snapshot = snapshot_of(document, Context.model_validate(edition.context))
        same = {
            "digest": snapshot.digest == edition.digest,
            "html": snapshot.html == edition.html,
            "card": snapshot.card == read_card(edition.publication.kind, edition.card),
        }
        yield from (f"{edition}: {name} is another" for name in same if not same[name])
        known.add(edition.pk)
    numbers: dict[int, list[tuple[int, int]]] = {}
    for pk, publication, number in Edition.objects.values_list("pk", "publication", "number"):
        numbers.setdefault(publication, []).append((number, pk))
    for row in Publication.objects.all():
        made = sorted(numbers.get(row.pk, []))
        if [number for number, _pk in made] != list(range(1, len(made) + 1)):
            yield f"{row}: its editions are {made}"
        if made and row.current_id != made[-1][1]:
            yield f"{row}: not the last edition is current"
        if not made:
            yield f"{row}: has no edition"


def _search(passed: set[int]) -> Iterator[str]:
    """Tell where search rows are others than those of the current edition, but for ``passed``."""
    stands: dict[int, list[tuple[Any, ...]]] = {}
    for pk, *values in SearchEntry.objects.values_list("publication", *_FIELDS):
        stands.setdefault(pk, []).append(tuple(map(str, values)))
    for row in Publication.objects.select_related("current").filter(current__isnull=False):
        edition: Any = row.current
        if edition.pk in passed:
            stands.pop(row.pk, None)
            continue
        document: Any = formats.parse(edition.document)
        entries = entries_of(row, document, Context.model_validate(edition.context))
        wanted = [tuple(str(getattr(one, name)) for name in _FIELDS) for one in entries]
        is_there = sorted(stands.pop(row.pk, [])) == sorted(wanted)
        if row.withdrawn_at is None and not is_there:
            yield f"{row}: the search says something else"
    yield from (f"search rows of publication {pk}, which is not public" for pk in stands)


def _drafts() -> Iterator[str]:
    models: tuple[Any, ...] = (License, FaqEntry, Tree)
    for model in models:
        for row in model.objects.all():
            try:
                document_of(row)
            except formats.InvalidDocument as error:
                yield f"draft {row}: {error}"
