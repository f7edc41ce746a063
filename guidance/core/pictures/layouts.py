"""Place boxes in rows, one below the other, so that the links between them are easy to follow.

The boxes' rows are given, and every link leads to a lower row. Only places are
worked out here: what a box is, and how it is drawn, is told elsewhere. Source: Sugiyama,
Tagawa, Toda, "Methods for Visual Understanding of Hierarchical System Structures" (1981).
"""

import itertools
from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

SWEEPS = 8
"""So often the rows are ordered, and then moved, by their neighbours above and below."""


@dataclass(frozen=True, slots=True)
class Box:
    """A thing to place: its row, and how far it reaches to both sides of where links meet it.

    Boxes of one ``chain``, one in a row, are bends of a link; they are kept in line.
    """

    key: str
    row: int
    left: float
    right: float
    chain: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the next row; the heavier it is, the straighter it is drawn."""

    source: str
    target: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The x at which links meet each box, the leftmost edge being 0, and the width of it all."""

    places: Mapping[str, float]
    width: float


def lay_out(boxes: Sequence[Box], links: Iterable[Link], *, gap: float) -> Layout:
    """Order the boxes of each row and place them, at least ``gap`` apart.

    The same boxes and links, in the same order, give the same layout.

    >>> ask = Box("ask", 0, 50, 50)
    >>> yes, no = Box("yes", 1, 50, 50), Box("no", 1, 50, 50)
    >>> dict(lay_out([ask, yes, no], [Link("ask", "yes"), Link("ask", "no")], gap=20).places)
    {'ask': 110.0, 'yes': 50.0, 'no': 170.0}
    """
    if not boxes:
        return Layout({}, 0.0)
    rows: _Rows = [[] for _ in range(1 + max(box.row for box in boxes))]
    for box in boxes:
        rows[box.row].append(box)
    above: _Near = {box.key: [] for box in boxes}
    below: _Near = {box.key: [] for box in boxes}
    for link in links:
        below[link.source].append((link.target, link.weight))
        above[link.target].append((link.source, link.weight))
    rows = _ordered(rows, above, below)
    places = _straightened(rows, _placed(rows, above, below, gap), gap)
    edge = min(places[box.key] - box.left for box in boxes)
    places = {key: round(place - edge, 2) for key, place in places.items()}
    return Layout(places, max(places[box.key] + box.right for box in boxes))


_Rows = list[list[Box]]
_Near = dict[str, list[tuple[str, int]]]
"""Neighbours in the next row, each with the weight of the link."""


def _ordered(rows: _Rows, above: _Near, below: _Near) -> _Rows:
    """Order each row by where its neighbours stand; of all that was tried, the fewest crossings."""
    best, fewest = rows, _crossings(rows, below)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        is_down = sweep % 2 == 0
        near = above if is_down else below
        rows = [list(row) for row in rows]
        for at in _sweep(len(rows), is_down=is_down):
            places = {box.key: place for row in rows for place, box in enumerate(row)}
            rows[at] = _by_neighbours(rows[at], near, places)
        if (found := _crossings(rows, below)) < fewest:
            best, fewest = rows, found
    return best


def _sweep(count: int, *, is_down: bool) -> range:
    return range(1, count) if is_down else range(count - 2, -1, -1)


def _by_neighbours(row: list[Box], near: _Near, places: Mapping[str, int]) -> list[Box]:
    def wish(box: Box) -> float:
        around = [places[key] for key, _ in near[box.key]]
        return sum(around) / len(around) if around else places[box.key]

    return sorted(row, key=wish)


def _crossings(rows: _Rows, below: _Near) -> int:
    """Count the pairs of links that cross between neighbouring rows."""
    total = 0
    for upper, lower in itertools.pairwise(rows):
        places = {box.key: place for place, box in enumerate(lower)}
        seen: list[int] = []
        for box in upper:
            targets = sorted(places[key] for key, _ in below[box.key])
            total += sum(len(seen) - bisect_right(seen, target) for target in targets)
            for target in targets:
                insort(seen, target)
    return total


def _placed(rows: _Rows, above: _Near, below: _Near, gap: float) -> dict[str, float]:
    """Move each row towards its neighbours, back and forth, keeping its order."""
    places: dict[str, float] = {}
    for row in rows:
        places |= _spread(row, [(0.0, 1)] * len(row), gap)
    for near in (above, below) * SWEEPS:
        for at in _sweep(len(rows), is_down=near is above):
            wishes = [
                (
                    _middle(near[box.key], places, places[box.key]),
                    max((weight for _, weight in near[box.key]), default=1) ** 2,
                )
                for box in rows[at]
            ]
            places |= _spread(rows[at], wishes, gap)
    return places


def _middle(near: list[tuple[str, int]], places: Mapping[str, float], otherwise: float) -> float:
    """Return the weighted median, so that one far neighbour does not bend a straight way."""
    half = sum(weight for _, weight in near) / 2
    around = sorted((places[key], weight) for key, weight in near)
    passed = 0
    for at, (place, weight) in enumerate(around):
        passed += weight
        if passed == half:
            return (place + around[at + 1][0]) / 2
        if passed > half:
            return place
    return otherwise


def _straightened(rows: _Rows, places: dict[str, float], gap: float) -> dict[str, float]:
    """Bring the bends of each chain into one line, where what stands beside them leaves room."""
    chains: dict[str, list[tuple[str, float, float]]] = {}
    for row in rows:
        for at, box in enumerate(row):
            if box.chain:
                before, after = row[max(at - 1, 0)], row[min(at + 1, len(row) - 1)]
                low = places[before.key] + before.right + gap + box.left
                high = places[after.key] - after.left - gap - box.right
                room = (low if before is not box else -inf, high if after is not box else inf)
                chains.setdefault(box.chain, []).append((box.key, *room))
    straight = dict(places)
    for bends in chains.values():
        low, high = max(bend[1] for bend in bends), min(bend[2] for bend in bends)
        if low <= high:
            wish = places[bends[-1][0]]
            straight |= {key: min(max(wish, low), high) for key, _, _ in bends}
    return straight


def _spread(row: list[Box], wishes: Sequence[tuple[float, int]], gap: float) -> dict[str, float]:
    """Place a row as near to its weighted wishes as its order and the gaps allow, least squares.

    Source: isotonic regression by pooling adjacent violators.
    """
    offsets, offset = [], 0.0
    for at, box in enumerate(row):
        offset += row[at - 1].right + gap + box.left if at else 0.0
        offsets.append(offset)
    pools: list[tuple[float, float, int]] = []
    for (wish, wanted), offset in zip(wishes, offsets, strict=True):
        pool = (wish - offset, float(wanted), 1)
        while pools and pools[-1][0] >= pool[0]:
            value, weight, count = pools.pop()
            both = weight + pool[1]
            pool = ((value * weight + pool[0] * pool[1]) / both, both, count + pool[2])
        pools.append(pool)
    values = [value for value, _, count in pools for _ in range(count)]
    return {
        box.key: value + offset for box, value, offset in zip(row, values, offsets, strict=True)
    }
