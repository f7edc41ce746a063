"""What a result shows: its words marked, and in an answering search all that it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guidance.core.search.matches import Run, mark, opening, snippet
from guidance.core.search.queries import Query
from guidance.models import SearchEntry, SearchKind
from guidance.services.search.filling import Filled, filled
from guidance.services.search.memory import Entry, Index
from guidance.services.search.shown import Shown, read

_OPENING = frozenset({SearchKind.FAQ, SearchKind.TREE, SearchKind.LICENSE})
_WHOLE = 900
"""Signs; a longer answer is cut where it says most of what was asked."""


@dataclass(frozen=True)
class Result:
    """One thing found; ``url`` leads to the very thing, ``licenses`` are (slug, name).

    ``is_recalled``: it stands in an edition that was found to be wrong. ``alike`` say the same,
    of another kind.
    """

    kind: SearchKind
    licenses: tuple[tuple[str, str], ...]
    key: str
    label: str
    title: tuple[Run, ...]
    snippet: tuple[Run, ...]
    url: str
    is_recalled: bool = False
    shown: Shown = field(default_factory=Shown)
    filled: Filled | None = None
    alike: tuple["Result", ...] = ()


def results_of(
    hits: Mapping[Entry, Sequence[Entry]],
    query: Query,
    index: Index,
    *,
    is_answering: bool,
) -> tuple[Result, ...]:
    """Return what is shown of these entries (one query, none where all are in memory)."""
    kept = _kept_of([one for lead, others in hits.items() for one in (lead, *others)], index)

    def result(entry: Entry, others: Sequence[Entry], *, is_answering: bool) -> Result:
        row, shown = kept[entry]
        shown = shown if is_answering else Shown()
        return Result(
            kind=SearchKind(row.kind),
            licenses=tuple((slug, index.short_names.get(slug, slug)) for slug in entry.licenses),
            key=row.key,
            label=row.label,
            title=mark(row.title, query),
            snippet=_answer(row, shown, query),
            url=row.url,
            is_recalled=entry.publication in index.recalled,
            shown=shown,
            filled=filled(row, query) if is_answering else None,
            alike=tuple(result(one, (), is_answering=False) for one in others if one in kept),
        )

    return tuple(
        result(lead, others, is_answering=is_answering)
        for lead, others in hits.items()
        if lead in kept
    )


_Key = tuple[int, int]
_memory: dict[_Key, tuple[SearchEntry, Shown]] = {}
_MEMORY_SIZE = 2_000


def _kept_of(entries: Sequence[Entry], index: Index) -> dict[Entry, tuple[SearchEntry, Shown]]:
    """Return what these entries show; a row stands for ever under its number and its stamp."""
    keys = {one: (one.pk, index.stamps[one.publication]) for one in entries}
    found = {one: _memory[key] for one, key in keys.items() if key in _memory}
    missing = [one for one in entries if one not in found]
    if missing:
        rows = SearchEntry.objects.defer("about", "names", "subject")
        by_pk = rows.in_bulk([one.pk for one in missing])
        if len(_memory) + len(by_pk) > _MEMORY_SIZE:
            _memory.clear()
        for one in missing:
            if row := by_pk.get(one.pk):
                found[one] = _memory[keys[one]] = row, read(row.shown)
    return found


def _answer(row: SearchEntry, shown: Shown, query: Query) -> tuple[Run, ...]:
    """Return what it answers; what begins with that shows its beginning, the rest its middle."""
    if shown.answer:
        return snippet(shown.answer, query, length=_WHOLE)
    piece = opening if row.kind in _OPENING else snippet
    return piece(row.body.replace("\n", " "), query)
