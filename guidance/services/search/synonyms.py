"""The synonyms that are in force: those of the team, or of the release where it has none."""

from guidance.core.search import queries
from guidance.core.search.lists import SYNONYMS
from guidance.core.search.names import Names
from guidance.models import SynonymState

Active = tuple[tuple[tuple[str, ...], bool], ...]
"""Groups of phrases, each with whether all stand for the others; else those for the first only."""

_SHIPPED: Active = tuple((group, True) for group in SYNONYMS)
_kept: tuple[object, Active] = (None, _SHIPPED)
"""The state that was read last, by number and time, and what it says."""


def active() -> Active:
    """Return the groups by which queries are read now (one query, two after a change)."""
    global _kept
    newest = SynonymState.objects.order_by("-pk").values_list("pk", "at").first()
    if newest is None:
        return _SHIPPED
    if _kept[0] != newest:
        groups = SynonymState.objects.values_list("groups", flat=True).get(pk=newest[0])
        _kept = newest, tuple((tuple(one["phrases"]), one["is_both"]) for one in groups)
    return _kept[1]


def parse(raw: str, *, names: Names) -> queries.Query:
    """Read what somebody typed by the synonyms that are in force."""
    return queries.parse(raw, names=names, synonyms=active())
