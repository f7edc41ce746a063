"""Write other wordings beside a draft: compared with what was shown, logged, restorable.

They take effect at once: what the search knows of the publication is written anew in the same
transaction. Whoever writes holds the draft first, then the publication, as publishing does.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guidance.core.documents import formats
from guidance.core.documents.editions import Publishable
from guidance.core.wordings.files import FIELD, Given, as_data
from guidance.core.wordings.lines import Lines, Part, Wordings, differences, spot_of
from guidance.models import Publication, Wording, WordingState
from guidance.services.drafts.holding import KINDS, Draft, hold
from guidance.services.editions.readings import current
from guidance.services.people import name_of
from guidance.services.search import index
from guidance.services.search.wordings import wordings_of

Differences = dict[Part, tuple[Lines, Lines]]
"""What was taken away from each part, and what was added."""


class Overtaken(Exception):
    """Raised with what stands now in the parts that two people have written."""

    def __init__(self, now: Mapping[Part, Lines]) -> None:
        super().__init__(", ".join("/".join(part) for part in now))
        self.now = dict(now)


class WordingsMoved(Exception):
    """Raised where the wordings are not those that were looked at."""


def stamp(lines: Lines) -> str:
    """Return a short name of just these lines."""
    return sha256("\n".join(lines).encode()).hexdigest()[:12]


def look_of(wordings: Wordings) -> str:
    """Return a name of all wordings of a document."""
    parts = (f"{'/'.join(part)}\n{stamp(wordings[part])}" for part in sorted(wordings))
    return sha256("\n".join(parts).encode()).hexdigest()


@transaction.atomic
def save(
    row: Draft, given: Mapping[Part, Lines], *, by: User, shown: Mapping[Part, str], note: str = ""
) -> Differences:
    """Write the parts that somebody changed; return what differs now.

    ``shown`` are the stamps of what each part said when it was looked at: what was not touched
    keeps what stands there now. Raises Overtaken where a part was touched here and by another
    meanwhile, and then writes nothing; Gone where the draft was deleted.
    """
    row = hold(row)
    now = wordings_of(KINDS[type(row)], row.slug)
    wanted, met = dict(now), {}
    for part, lines in given.items():
        there = now.get(part, ())
        before = shown.get(part, "")
        if lines == there or stamp(lines) == before:
            continue
        if stamp(there) != before:
            met[part] = there
        wanted[part] = lines
    if met:
        raise Overtaken(met)
    return put(row, wanted, by=by, note=note)


@transaction.atomic
def add(row: Draft, part: Part, line: str, *, by: User, note: str = "") -> Differences:
    """Add one wording to a part, where it does not have it yet."""
    row = hold(row)
    now = wordings_of(KINDS[type(row)], row.slug)
    lines = now.get(part, ())
    if line.casefold() in {one.casefold() for one in lines}:
        return {}
    return put(row, {**now, part: (*lines, line)}, by=by, note=note)


@transaction.atomic
def take(given: Given, row: Draft, *, by: User) -> Differences:
    """Write what a file says; parts that it leaves out stay, but where it says all there is."""
    row = hold(row)
    now = {} if given.is_whole else wordings_of(*given.key)
    return put(row, {**now, **given.lines}, by=by, note=f"Imported from {given.file}."[:300])


@transaction.atomic
def restore(row: Draft, state: WordingState, *, by: User, seen: str) -> Differences:
    """Let the wordings be again what they were; raises WordingsMoved where they moved on since."""
    row = hold(row)
    if seen != look_of(wordings_of(KINDS[type(row)], row.slug)):
        raise WordingsMoved(str(row))
    said = wordings_in(state)
    return put(row, said, by=by, note=f"Restored what was saved as number {state.pk}.")


def wordings_in(state: WordingState) -> dict[Part, Lines]:
    return {spot_of(one["of"]).inside: tuple(one["also"]) for one in state.wordings}


def states_of(row: Draft) -> Any:
    """Return all states of a draft's wordings, the newest first (no query yet)."""
    return WordingState.objects.filter(kind=KINDS[type(row)], slug=row.slug)


def with_wordings(document: Publishable) -> dict[str, Any]:
    """Return a draft's document as files hold it, with the other wordings that it has beside it."""
    found = as_data(document.kind, document.slug, wordings_of(document.kind, document.slug))
    data = formats.as_data(document)
    return {**data, FIELD: found} if found else data


def put(row: Draft, wanted: Wordings, *, by: User | None, note: str = "") -> Differences:
    """Let these be all wordings of a draft that is held; return what differs now."""
    return write(KINDS[type(row)], row.slug, wanted, by=by, note=note)


def write(
    kind: str,
    slug: str,
    wanted: Wordings,
    *,
    by: User | None,
    note: str = "",
    shipped: Wordings | None = None,
) -> Differences:
    """Write all wordings under an address, in the transaction of whoever holds its draft.

    ``shipped`` are those that come with the portal, where it is they that are written.
    """
    rows = {(row.part, row.key): row for row in Wording.objects.filter(kind=kind, slug=slug)}
    before = {part: tuple(row.lines.split("\n")) for part, row in rows.items() if row.lines}
    wanted = {part: lines for part, lines in wanted.items() if lines}
    changed = differences(before, wanted)
    parts = set(changed) | (set(rows) | set(shipped) if shipped is not None else set())
    new: list[Wording] = []
    old: list[Wording] = []
    for part in sorted(parts):
        row = rows.get(part) or Wording(kind=kind, slug=slug, part=part[0], key=part[1])
        row.lines = "\n".join(wanted.get(part, ()))
        if shipped is not None:
            row.shipped = "\n".join(shipped.get(part, ()))
        (old if row.pk else new).append(row)
    Wording.objects.bulk_create(row for row in new if row.lines or row.shipped)
    Wording.objects.bulk_update([row for row in old if row.lines or row.shipped], _WRITTEN)
    empty = [row.pk for row in old if not (row.lines or row.shipped)]
    if empty:
        Wording.objects.filter(pk__in=empty).delete()
    if changed:
        _keep_state(kind, slug, before, wanted, by=by, note=note)
        _index_anew(kind, slug)
    return changed


_WRITTEN = ["lines", "shipped"]


def _keep_state(
    kind: str, slug: str, before: Wordings, wanted: Wordings, *, by: User | None, note: str
) -> None:
    states = WordingState.objects.filter(kind=kind, slug=slug)
    if before and not states.exists():
        # What stood there before any state was kept can be restored too.
        _state(kind, slug, before, by=None, note="")
    _state(kind, slug, wanted, by=by, note=note)


def _state(kind: str, slug: str, said: Wordings, *, by: User | None, note: str) -> None:
    WordingState.objects.create(
        kind=kind,
        slug=slug,
        at=timezone.now(),
        by=by,
        by_name=name_of(by) if by else "",
        note=note,
        wordings=as_data(kind, slug, said),
    )


def _index_anew(kind: str, slug: str) -> None:
    """Let the search know the new wordings of what is public under an address."""
    held = Publication.objects.select_for_update(of=("self",)).filter(kind=kind, slug=slug)
    publication = held.first()
    if publication is None or not publication.is_live:
        return
    reading = current(publication.kind, publication.slug)
    if reading is not None:
        index.index(publication, reading.document, reading.context)


def rename(kind: str, old: str, new: str) -> None:
    """Let wordings follow a draft that gets another address, which nobody has published yet."""
    if old and old != new and not Wording.objects.filter(kind=kind, slug=new).exists():
        Wording.objects.filter(kind=kind, slug=old).update(slug=new)
        for state in WordingState.objects.filter(kind=kind, slug=old):
            state.slug = new
            said = wordings_in(state)
            state.wordings = as_data(kind, new, said)
            state.save()
