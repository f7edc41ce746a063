"""The synonyms that are in force: those of the team, or of the release where it has none."""

from secrets import randbits

from guidance.core.search import queries
from guidance.core.search.lists import SYNONYMS
from guidance.core.search.names import Names
from guidance.models import SearchStamp, SynonymState

Active = tuple[tuple[tuple[str, ...], bool], ...]
"""Groups of phrases, each with whether all stand for the others; else those for the first only."""

_SHIPPED: Active = tuple((group, True) for group in SYNONYMS)
_kept: tuple[object, Active] = (None, _SHIPPED)
"""The groups that were read last, and the names of the index that they were read beside."""


def active() -> Active:
    """Return the groups by which queries are read now (one query)."""
    groups = SynonymState.objects.order_by("-pk").values_list("groups", flat=True).first()
    if groups is None:
        return _SHIPPED
    return tuple((tuple(one["phrases"]), one["is_both"]) for one in groups)


def parse(raw: str, *, names: Names) -> queries.Query:
    """Read what somebody typed by the synonyms in force (one query where the index is new)."""
    global _kept
    if _kept[0] is not names:
        _kept = names, active()
    return queries.parse(raw, names=names, synonyms=_kept[1])


def tell_workers() -> None:
    """Let every worker look at its index anew, and so read the synonyms beside it (two queries).

    To be called in the transaction that saves them. Where nothing is published, nothing is found.
    """
    stamp = SearchStamp.objects.order_by("pk").first()
    if stamp is not None:
        SearchStamp.objects.filter(pk=stamp.pk).update(stamp=randbits(48))
