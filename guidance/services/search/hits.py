"""What a result shows: its words marked, and in an answering search all that it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from guidance.core.search.matches import Run, mark, opening, snippet
from guidance.core.search.queries import Query
from guidance.models import Recall, SearchEntry, SearchKind
from guidance.services.search.filling import Filled, filled
from guidance.services.search.memory import Entry
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
    names: Mapping[str, str],
    *,
    is_answering: bool,
) -> tuple[Result, ...]:
    """Read what is shown of these entries (one query, none where there are none)."""
    if not hits:
        return ()
    recalled = Recall.objects.filter(edition__current_of=OuterRef("publication"))
    pks = [one.pk for lead, others in hits.items() for one in (lead, *others)]
    rows = SearchEntry.objects.filter(pk__in=pks).defer("about", "names", "subject")
    by_pk = rows.annotate(is_recalled=Exists(recalled)).in_bulk()
    return tuple(
        _result(
            by_pk[lead.pk],
            query,
            names,
            is_answering=is_answering,
            alike=[by_pk[one.pk] for one in others if one.pk in by_pk],
        )
        for lead, others in hits.items()
        if lead.pk in by_pk
    )


def _result(
    row: SearchEntry,
    query: Query,
    names: Mapping[str, str],
    *,
    is_answering: bool,
    alike: Sequence[SearchEntry] = (),
) -> Result:
    shown = read(row.shown) if is_answering else Shown()
    return Result(
        kind=SearchKind(row.kind),
        licenses=tuple((slug, names.get(slug, slug)) for slug in row.licenses.split()),
        key=row.key,
        label=row.label,
        title=mark(row.title, query),
        snippet=_answer(row, shown, query),
        url=row.url,
        is_recalled=bool(getattr(row, "is_recalled", False)),
        shown=shown,
        filled=filled(row, query) if is_answering else None,
        alike=tuple(_result(one, query, names, is_answering=False) for one in alike),
    )


def _answer(row: SearchEntry, shown: Shown, query: Query) -> tuple[Run, ...]:
    """Return what it answers; what begins with that shows its beginning, the rest its middle."""
    if shown.answer:
        return snippet(shown.answer, query, length=_WHOLE)
    piece = opening if row.kind in _OPENING else snippet
    return piece(row.body.replace("\n", " "), query)
