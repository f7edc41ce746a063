"""Which entries are asked for in each other's words, so that the search may mistake them."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guidance.core.search.words import terms_of

ALIKE = 0.8
"""From here on a wording says nearly what a line of another entry says (1: the same words)."""


@dataclass(frozen=True)
class Entry:
    """What can be asked for: its name here, its title, its words, and the other wordings it has."""

    name: str
    title: str
    wordings: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True)
class Mixed:
    """Two entries that are asked for in each other's words.

    ``fit`` and ``own_fit`` say how much of what their wordings say stands in the other entry,
    and in their own: 0 for no word, 1 for all. ``alike`` are the wordings of the first that
    stand in the second nearly as they are.
    """

    first: str
    second: str
    fit: float
    own_fit: float
    alike: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Held:
    """An entry as it is compared: how often each word stands in it, and each line by its words."""

    times: Counter[str]
    lines: tuple[frozenset[str], ...]
    wordings: tuple[frozenset[str], ...]


def mixed(entries: Iterable[Entry]) -> Iterator[Mixed]:
    """Yield the pairs of entries that are mixed up, the first before the second in this order.

    Those are the pairs of which what the wordings of each say stands rather in the other than in
    their own entry, or of which one holds a wording of the other nearly as it is. A wording is
    never compared with itself. Entries of one call are those that compete: of one kind.
    """
    all_entries = list(entries)
    held = [_held(entry) for entry in all_entries]
    weights = _rarity(held)
    owns = [_own_fit(one, weights) for one in held]
    for at, first in enumerate(held):
        for later, second in enumerate(held[at + 1 :], start=at + 1):
            fit = (_fit(first, second, weights), _fit(second, first, weights))
            own = (owns[at], owns[later])
            alike = tuple(
                line
                for line, words in zip(all_entries[at].wordings, first.wordings, strict=True)
                if any(_likeness(words, other, weights) >= ALIKE for other in second.lines)
            )
            if alike or (fit[0] > own[0] and fit[1] > own[1]):
                names = all_entries[at].name, all_entries[later].name
                yield Mixed(*names, sum(fit) / 2, sum(own) / 2, alike)


def _held(entry: Entry) -> _Held:
    title, body = terms_of(entry.title), terms_of(entry.body)
    wordings = tuple(frozenset(terms_of(line)) for line in entry.wordings)
    times = Counter([*title, *body])
    for words in wordings:
        times.update(words)
    return _Held(times, (frozenset(title), *wordings), wordings)


def _fit(one: _Held, other: _Held, weights: Mapping[str, float]) -> float:
    """Return how much of what the wordings of one say stands in another."""
    shares = [_share(words, other.times, weights, least=1) for words in one.wordings]
    return sum(shares) / len(shares) if shares else 0.0


def _own_fit(one: _Held, weights: Mapping[str, float]) -> float:
    # Each wording is counted in its own entry once, and that is itself.
    shares = [_share(words, one.times, weights, least=2) for words in one.wordings]
    return sum(shares) / len(shares) if shares else 0.0


def _share(
    words: frozenset[str], times: Counter[str], weights: Mapping[str, float], *, least: int
) -> float:
    total = sum(weights[word] for word in words)
    there = sum(weights[word] for word in words if times[word] >= least)
    return there / total if total else 0.0


def _likeness(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    both = one & other
    if not both or 2 * len(both) < len(one):
        return 0.0  # far from alike, as most are
    share = sum(weights[word] for word in both) / sum(weights[word] for word in one | other)
    return round(share, 9)  # four fifths are ALIKE, in whatever order they are added up


def _rarity(held: Iterable[_Held]) -> dict[str, float]:
    """Return what each word weighs: much where few entries have it."""
    having: Counter[str] = Counter()
    number = 0
    for one in held:
        number += 1
        having.update(set(one.times))
    return {word: math.log(1 + number / count) for word, count in having.items()}
