"""Questions that ask for the very number that a query states: opened with it filled in."""

from dataclasses import dataclass
from decimal import Decimal

from guidance.core.search.amounts import may_state, stated_in
from guidance.core.search.queries import Query
from guidance.models import SearchEntry, SearchKind
from guidance.services.search.memory import Entry, Index


@dataclass(frozen=True)
class Filled:
    """A number of the query, written into the question that asks for it."""

    words: str
    unit: str
    url: str


def filled(row: SearchEntry, query: Query) -> Filled | None:
    """Return the number that the query states, where the question asks for such a one."""
    kept = row.shown
    if "tree" not in kept:
        return None
    written = stated_in(query.text, counting=(row.title, kept["unit"], row.also))
    if not written.isdigit() or int(written) < Decimal(kept["least"] or 0):
        return None
    url = f"/check/{kept['tree']}/?{row.key}={written}"
    return Filled(f"{int(written):,}", str(kept["unit"]), url)


def questions_for(query: Query, index: Index) -> list[Entry]:
    """Return the questions that ask for a number that the query states (a query, where it does)."""
    if not may_state(query.text):
        return []
    rows = SearchEntry.objects.filter(kind=SearchKind.QUESTION, shown__has_key="tree")
    found = [index.row_of.get(row.pk) for row in rows.order_by("pk") if filled(row, query)]
    asking = [index.entries[place] for place in found if place is not None]
    return [
        one for one in asking if not query.scope or not set(query.scope).isdisjoint(one.licenses)
    ]
