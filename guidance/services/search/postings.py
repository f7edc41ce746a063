"""Which entry holds which terms, and how strongly: arrays that are made once and then only read.

What a term weighs in an entry hangs on that entry alone, by lengths that are fixed here; only
its rarity is counted over all. So an entry that changes changes no other's numbers.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

_SATURATION = 2.0
_RARITY = 0.7
_LONGEST = 4


@dataclass(frozen=True)
class Field:
    """How much a word weighs in a field, its usual length, and how far length counts."""

    weight: float
    usual: float
    by_length: float


FIELDS: Mapping[str, Field] = {
    "title": Field(2.5, 9, 0.4),
    "body": Field(1.0, 60, 0.6),
    "about": Field(0.4, 6, 0.4),
    "also": Field(1.5, 40, 0.5),
}


def impacts(fields: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return what each term of an entry weighs in it, from 0 to a little over 2 (BM25F).

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009.
    """
    found: dict[str, float] = {}
    for name, terms in fields.items():
        how = FIELDS[name]
        length = min(len(terms) / how.usual, _LONGEST)
        scale = how.weight / (1 - how.by_length + how.by_length * length)
        for term, count in Counter(terms).items():
            found[term] = found.get(term, 0.0) + count * scale
    return {
        term: (_SATURATION + 1) * weight / (_SATURATION + weight) for term, weight in found.items()
    }


@dataclass
class Vocabulary:
    """Numbers of terms; they only grow, so that older postings stay right."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number_of(self, term: str) -> int:
        return self.numbers.setdefault(term, len(self.numbers))


class Gathered:
    """Rows to be added, each with its terms and what they weigh.

    As numbers alone: objects take ten times their room, of which a process gives little back.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.terms, self.weights, self.counts = array("i"), array("f"), array("i")

    def add(self, terms: Mapping[str, float]) -> None:
        self.terms.extend(map(self.vocabulary.number_of, terms))
        self.weights.extend(terms.values())
        self.counts.append(len(terms))


@dataclass(frozen=True)
class Postings:
    """For each term the rows that hold it, in order, and what it weighs in each."""

    vocabulary: Vocabulary
    size: int
    terms: Ints
    rows: Ints
    weights: Floats
    starts: NDArray[np.int64]

    @classmethod
    def empty(cls, vocabulary: Vocabulary) -> "Postings":
        return cls.sorted_from(
            vocabulary, 0, np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.float32)
        )

    @classmethod
    def sorted_from(
        cls, vocabulary: Vocabulary, size: int, terms: Ints, rows: Ints, weights: Floats
    ) -> "Postings":
        order = np.lexsort((rows, terms))
        terms = terms[order]
        starts = np.searchsorted(terms, np.arange(len(vocabulary.numbers) + 1))
        return cls(vocabulary, size, terms, rows[order], weights[order], starts)

    def replaced(self, kept: NDArray[np.bool_], added: Gathered) -> "Postings":
        """Return the postings of the rows that are kept, with those added behind them."""
        place = np.cumsum(kept, dtype=np.int32) - 1
        stays = kept[self.rows] if self.size else np.zeros(0, bool)
        first, size = int(kept.sum()), int(kept.sum()) + len(added.counts)
        rows = np.repeat(np.arange(first, size, dtype=np.int32), np.array(added.counts, np.int32))
        return Postings.sorted_from(
            self.vocabulary,
            size,
            np.concatenate([self.terms[stays], np.array(added.terms, np.int32)]),
            np.concatenate([place[self.rows[stays]], rows]).astype(np.int32),
            np.concatenate([self.weights[stays], np.array(added.weights, np.float32)]),
        )

    def _span(self, term: str) -> tuple[int, int]:
        number = self.vocabulary.numbers.get(term, len(self.starts))
        if number + 1 >= len(self.starts):
            return 0, 0
        return int(self.starts[number]), int(self.starts[number + 1])

    def of(self, term: str) -> tuple[Ints, Floats]:
        """Return the rows that hold a term, and what it weighs in each."""
        first, last = self._span(term)
        return self.rows[first:last], self.weights[first:last]

    def count(self, term: str) -> int:
        first, last = self._span(term)
        return last - first

    def rarity(self, term: str) -> float:
        """Return how much it says that a row holds this term; 0 where none does."""
        number = self.vocabulary.numbers.get(term, len(self._rarities))
        return float(self._rarities[number]) if number < len(self._rarities) else 0.0

    def rarities(self, terms: Collection[str]) -> Floats:
        return np.array([self.rarity(term) for term in terms], np.float32)

    @cached_property
    def _rarities(self) -> Floats:
        held = np.diff(self.starts).astype(np.float32)
        return np.where(held > 0, _rarity(self.size, held), 0).astype(np.float32)

    def norms(self) -> Floats:
        """Return the length of each row as a vector of rarities."""
        squares = np.repeat(self._rarities * self._rarities, np.diff(self.starts))
        return np.sqrt(np.bincount(self.rows, squares, self.size)).astype(np.float32)


def _rarity(size: int, held: Floats) -> Floats:
    """Return how much a word says that so many rows hold."""
    return np.asarray(np.log1p((size - held + 0.5) / (held + 0.5)) ** _RARITY, np.float32)
