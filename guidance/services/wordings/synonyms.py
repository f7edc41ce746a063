"""Synonyms as the team edits them: all groups at once, kept with who and when, tried first."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guidance.core.search.lists import SYNONYMS
from guidance.core.wordings.synonyms import Group, Groups
from guidance.models import FaqEntry, SynonymState, Wording
from guidance.services.drafts.holding import hold_shelves
from guidance.services.people import name_of
from guidance.services.search.finding import first_hits, titles_of
from guidance.services.search.synonyms import Active, tell_workers

MOST_TRIED = 300
"""So many queries are tried before saving; more would keep who looks waiting."""


class SynonymsMoved(Exception):
    """Raised where somebody else has saved synonyms since they were looked at."""


@dataclass(frozen=True)
class InForce:
    """The groups that stand; ``number`` is 0 where they are those of the release."""

    number: int
    groups: Groups


@dataclass(frozen=True)
class Moved:
    """A query whose first hits, each with title and address, are others with other synonyms."""

    query: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]


def in_force() -> InForce:
    """Return the groups by which queries are read now (one query)."""
    state = SynonymState.objects.first()
    if state is None:
        return InForce(0, tuple(Group(phrases) for phrases in SYNONYMS))
    return InForce(state.pk, groups_in(state))


def groups_in(state: SynonymState) -> Groups:
    return tuple(
        Group(tuple(one["phrases"]), one["is_both"], one.get("why", "")) for one in state.groups
    )


def new_in_release(groups: Groups) -> Groups:
    """Return the groups of the release that are not among these as they ship."""
    ours = {frozenset(one.phrases) for one in groups}
    return tuple(Group(phrases) for phrases in SYNONYMS if frozenset(phrases) not in ours)


@transaction.atomic
def save(groups: Groups, *, by: User, seen: int, note: str = "") -> SynonymState | None:
    """Let these be the groups from now on; None where they are so already.

    ``seen`` is the number of those that were looked at; raises SynonymsMoved where others stand.
    """
    hold_shelves([SynonymState])
    now = in_force()
    if now.number != seen:
        raise SynonymsMoved(str(now.number))
    if now.groups == groups:
        return None
    state = SynonymState.objects.create(
        at=timezone.now(),
        by=by,
        by_name=name_of(by),
        note=note,
        groups=[asdict(one) | {"phrases": list(one.phrases)} for one in groups],
    )
    tell_workers()
    return state


def differences(old: Groups, new: Groups) -> tuple[list[str], list[str]]:
    """Return the groups that go and those that come, as they are written."""
    gone = [str(one) for one in old if one not in new]
    return gone, [str(one) for one in new if one not in old]


def as_active(groups: Groups) -> Active:
    return tuple((one.phrases, one.is_both) for one in groups)


def preview(old: Groups, new: Groups, queries: Iterable[str]) -> list[Moved]:
    """Return the queries whose first hits other groups change (three queries). Nothing is saved."""
    tried = list(queries)[:MOST_TRIED]
    before = first_hits(tried, as_active(old))
    after = first_hits(tried, as_active(new))
    moved = [one for one in zip(tried, before, after, strict=True) if one[1] != one[2]]
    titles = titles_of(pk for _query, was, comes in moved for pk in (*was, *comes))
    return [
        Moved(query, _titled(was, titles), _titled(comes, titles)) for query, was, comes in moved
    ]


def _titled(
    pks: tuple[int, ...], titles: dict[int, tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    return tuple(titles[pk] for pk in pks if pk in titles)


def queries_to_try(changed: Groups) -> list[str]:
    """Return what is known of how people ask, first what has a phrase that changed (3 queries).

    Titles of FAQ entries, other wordings, and the phrases themselves.
    """
    phrases = list(dict.fromkeys(phrase for group in changed for phrase in group.phrases))
    known = list(FaqEntry.objects.values_list("question", flat=True))
    for lines in Wording.objects.exclude(lines="").order_by("pk").values_list("lines", flat=True):
        known += lines.split("\n")
    said = [f" {' '.join(query.casefold().split())} " for query in known]
    near = [
        query
        for query, words in zip(known, said, strict=True)
        if any(phrase in words for phrase in phrases)
    ]
    return list(dict.fromkeys([*phrases, *near, *known]))[:MOST_TRIED]
