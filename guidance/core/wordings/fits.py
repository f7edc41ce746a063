"""Which entry a wording fits best by its words: its own, or one that stands near."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guidance.core.search.synonyms import COMMON_WORDS
from guidance.core.search.words import fold, stem

MARGIN = 1.15
"""So much better another entry must fit: near neighbours share most of their words."""

Vector = Mapping[str, float]


@dataclass(frozen=True)
class Entry:
    """What can be asked for: its name here, its title, and the other wordings it has."""

    name: str
    title: str
    wordings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stray:
    """A wording that fits another entry better than the one that it was written for."""

    wording: str
    own: str
    other: str
    own_fit: float
    other_fit: float


def strays(entries: Iterable[Entry]) -> Iterator[Stray]:
    """Yield the wordings that fit another entry better, in the order of the entries.

    A wording is compared with titles and with all other wordings, never with itself; of each
    entry its nearest counts. Entries of one call are those that compete: of one kind.
    """
    all_entries = list(entries)
    lines = [(one.name, line) for one in all_entries for line in (one.title, *one.wordings)]
    weights = _rarity(words_of(line) for _name, line in lines)
    vectors = [_vector(words_of(line), weights) for _name, line in lines]
    holding: dict[str, list[int]] = defaultdict(list)
    for at, vector in enumerate(vectors):
        for word in vector:
            holding[word].append(at)
    at = 0
    for entry in all_entries:
        at += 1  # its title
        for line in entry.wordings:
            best = _nearest(at, vectors, holding, lines)
            own = best.pop(entry.name, 0.0)
            other = max(best, key=lambda name: (best[name], name), default="")
            if other and best[other] > own * MARGIN and best[other] > 0:
                yield Stray(line, entry.name, other, own, best[other])
            at += 1


def _nearest(
    at: int,
    vectors: list[Vector],
    holding: Mapping[str, list[int]],
    lines: list[tuple[str, str]],
) -> dict[str, float]:
    """Return how well a line fits each entry that shares a word with it."""
    near: dict[int, float] = defaultdict(float)
    for word, weight in vectors[at].items():
        for other in holding[word]:
            near[other] += weight * vectors[other][word]
    best: dict[str, float] = {}
    for other, fit in near.items():
        if other != at:
            name = lines[other][0]
            best[name] = max(fit, best.get(name, 0.0))
    return best


def words_of(line: str) -> list[str]:
    """Return the words of a line by which it is compared: stems, without the common ones."""
    return [stem(word) for word in fold(line).split() if word not in COMMON_WORDS]


def _rarity(lines: Iterable[list[str]]) -> dict[str, float]:
    held: Counter[str] = Counter()
    number = 0
    for words in lines:
        number += 1
        held.update(set(words))
    return {word: math.log(1 + number / count) for word, count in held.items()}


def _vector(words: list[str], weights: Mapping[str, float]) -> Vector:
    raw = {word: weights[word] for word in words}
    length = math.sqrt(sum(weight * weight for weight in raw.values()))
    return {word: weight / length for word, weight in raw.items()} if length else {}
