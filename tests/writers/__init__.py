"""All who write to one document, each as a person does it: look at a page, then send its form.

`PAIRS` are every two of them that can look at the document as it stands in one state, by
kind; so each pair says who, on what, and how that stands before either writes.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations_with_replacement

from tests.writers.beside import BESIDE
from tests.writers.common import DRAFTS, Writer, state_for
from tests.writers.folders import FOLDERS
from tests.writers.forms import FORMS
from tests.writers.many import MANY
from tests.writers.public import PUBLIC
from tests.writers.whole import MAKERS, WHOLE
from tests.writers.workshop import WORKSHOP

WRITERS = (*FORMS, *WORKSHOP, *WHOLE, *FOLDERS, *PUBLIC, *MANY, *BESIDE)


@dataclass(frozen=True)
class Pair:
    kind: str
    state: str
    one: Writer
    other: Writer

    def __str__(self) -> str:
        names = f"{self.one.name}-{self.other.name}".replace(" ", "_")
        return f"{self.kind}-{self.state}-{names}"


def pairs_of(kind: str) -> list[Pair]:
    """Return every two writers of a kind of document that can meet, each pair once."""
    return [
        Pair(kind, state, one, other)
        for group in (WRITERS, MAKERS)
        for one, other in combinations_with_replacement([w for w in group if kind in w.kinds], 2)
        if (state := state_for(one, other))
    ]


PAIRS = [pair for kind in DRAFTS for pair in pairs_of(kind)]


def each_once(pairs: list[Pair]) -> list[Pair]:
    """Return every two writers once, each writer on each kind of document if that can be."""
    meetings: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        meetings.setdefault((pair.one.name, pair.other.name), []).append(pair)
    chosen: list[Pair] = []
    met: Counter[tuple[str, str]] = Counter()
    for on_kinds in sorted(meetings.values(), key=len):
        best = min(on_kinds, key=lambda pair: sum(bool(met[who]) for who in _whom(pair)))
        chosen.append(best)
        met.update(_whom(best))
    return chosen


def _whom(pair: Pair) -> list[tuple[str, str]]:
    return [(pair.kind, pair.one.name), (pair.kind, pair.other.name)]


def some_of(pairs: list[Pair], count: int) -> list[Pair]:
    """Return ``count`` pairs in which as many of the writers as can be are met, of each kind."""
    chosen: list[Pair] = []
    met: set[tuple[str, str]] = set()
    left = list(pairs)

    def worth(pair: Pair) -> tuple[int, int, bool, int]:
        names = {pair.one.name, pair.other.name}
        return (
            len(names - {name for _, name in met}),
            len({(pair.kind, name) for name in names} - met),
            len(names) > 1,
            -sum(other.kind == pair.kind for other in chosen),
        )

    while left and len(chosen) < count:
        best = max(left, key=worth)
        left.remove(best)
        chosen.append(best)
        met |= {(best.kind, best.one.name), (best.kind, best.other.name)}
    return chosen
