"""Wordings that ship: loaded where the team has not changed them, part by part."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction

from guidance.core.documents.formats import InvalidDocument, Problem
from guidance.core.wordings.files import Given, repeated
from guidance.core.wordings.lines import Lines, Part
from guidance.models import Wording
from guidance.services.drafts.document_to_rows import ROWS
from guidance.services.drafts.holding import hold_all, hold_shelves
from guidance.services.wordings.keeping import write

NOTE = "Shipped with the portal."
Key = tuple[str, str]
"""A kind and a slug."""


def refuse_wrong(given: Iterable[Given], *, shipped: Collection[Key]) -> None:
    """Raise InvalidDocument where wordings are of no document that ships, or said twice."""
    found = list(given)
    problems = repeated(found)
    for one in found:
        if one.key not in shipped:
            message = f"No document {'/'.join(one.key)} ships."
            advice = "Correct the place, or remove its wordings."
            problems.append(Problem(one.file, "/".join(one.key), None, message, advice))
    if problems:
        raise InvalidDocument(tuple(problems))


def load(given: Iterable[Given], *, shipped: Collection[Key]) -> int:
    """Write what ships now; return of how many documents anything is another (one query if none).

    ``shipped`` are the documents that ship; others keep what came with them once. A part whose
    lines are not those that shipped before is the team's own and stays.
    """
    wanted: dict[Key, dict[Part, Lines]] = defaultdict(dict)
    for one in given:
        wanted[one.key].update({part: lines for part, lines in one.lines.items() if lines})
    held = _shipped_before()
    moved = [key for key in sorted(shipped) if wanted.get(key, {}) != held.get(key, {})]
    return sum(_load(*key, wanted.get(key, {})) for key in moved)


def _shipped_before() -> dict[Key, dict[Part, Lines]]:
    found: dict[Key, dict[Part, Lines]] = defaultdict(dict)
    rows = Wording.objects.exclude(shipped="")
    for kind, slug, part, key, lines in rows.values_list("kind", "slug", "part", "key", "shipped"):
        found[kind, slug][part, key] = tuple(lines.split("\n"))
    return dict(found)


@transaction.atomic
def _load(kind: str, slug: str, ships: dict[Part, Lines]) -> bool:
    drafts = ROWS[kind]._default_manager.filter(slug=slug)
    if not drafts.exists():
        hold_shelves([ROWS[kind]])  # another run may load the same at this moment
    hold_all(drafts)
    now: dict[Part, Lines] = {}
    for row in Wording.objects.filter(kind=kind, slug=slug):
        lines = tuple(row.lines.split("\n")) if row.lines else ()
        is_own = row.lines != row.shipped
        now[row.part, row.key] = lines if is_own else ships.get((row.part, row.key), ())
    wanted = {**{part: lines for part, lines in ships.items() if part not in now}, **now}
    return bool(write(kind, slug, wanted, by=None, note=NOTE, shipped=ships))
