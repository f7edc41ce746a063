"""Charts of bars: where each stands, for counts that are given. No axis and no words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

Part = tuple[str, float]
"""How a bar looks, and how long it is."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle, measured from the upper left corner; ``look`` is the name of its part."""

    look: str
    x: float
    y: float
    width: float
    height: float


def stacked(
    parts: Sequence[Part], *, longest: float, width: float, height: float
) -> tuple[Bar, ...]:
    """Return the parts of one lying bar, end to end; one of ``longest`` fills the width.

    >>> [(bar.x, bar.width) for bar in stacked([("a", 1), ("b", 3)], longest=8, width=80, height=9)]
    [(0.0, 10.0), (10.0, 30.0)]
    """
    scale = width / longest if longest else 0
    ends = accumulate((length for _, length in parts), initial=0.0)
    return tuple(
        Bar(look, round(begin * scale, 2), 0.0, round(length * scale, 2), height)
        for (look, length), begin in zip(parts, ends, strict=False)
        if length
    )


def columns(groups: Iterable[Sequence[Part]], *, width: float, height: float) -> tuple[Bar, ...]:
    """Return standing bars, group by group with a gap between; the highest fills the height.

    >>> [(bar.x, bar.y, bar.height) for bar in columns([[("a", 1)], [("a", 4)]], width=8, height=8)]
    [(0.5, 6.0, 2.0), (4.5, 0.0, 8.0)]
    """
    groups = list(groups)
    highest = max((length for group in groups for _, length in group), default=0)
    if not highest:
        return ()
    room = width / len(groups)
    bars = []
    for place, group in enumerate(groups):
        begin = place * room + room / 8
        for beside, (look, length) in enumerate(group):
            if length:
                each, tall = room * 0.75 / len(group), height * length / highest
                x, y = round(begin + beside * each, 2), round(height - tall, 2)
                bars.append(Bar(look, x, y, round(each, 2), round(tall, 2)))
    return tuple(bars)
