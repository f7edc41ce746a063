"""What differs between two texts, in words.

Text only: what differs between two documents is in ``changes``.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

MAX_CELLS = 2**28
"""Words of the one side times words of the other, up to which a passage is compared.

A comparison takes time of a sixty-fourth and memory of an eighth of these (32 MB).
Passages beyond it (16,000 words and blanks against as many) are first cut at the
words that stand once on either side. Where they have none, all of it is shown as
removed and added.
"""
_MAX_CUTS = 4
"""So often is what was cut, and is still too long, cut again."""

MAX_LOST = 12
"""Characters that may be unchanged between two changes, each four times as long, and be
read as changed with them. Whatever is longer is always shown to be the same."""

_PARAGRAPH = re.compile(r"[^\n]+\n*|\n+")
_WORD = re.compile(r"\s+|[\w'’-]+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """A run of text that both have, that only the old has, or that only the new has."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass
class _Run:
    """A stretch of old tokens and the new ones in their place; equal where ``is_same``."""

    is_same: bool
    old: list[str]
    new: list[str]

    @property
    def weight(self) -> int:
        return max(len("".join(self.old)), len("".join(self.new)))


def compare(old: str, new: str) -> tuple[Change, ...]:
    """Return the changes that lead from ``old`` to ``new``, word by word, in order.

    *same* and *removed* joined are ``old``, *same* and *added* joined are ``new``.
    Nothing is empty, neighbors differ in kind, and what is removed stands before
    what is added in its place. Paragraphs are aligned first, by a longest common
    subsequence, then the words of those that changed. Changes with only blanks
    between them, or with a word that is lost among much that is rewritten, are
    read as one.

    >>> [(change.kind, change.text) for change in compare("You may copy.", "You must copy.")]
    [('same', 'You '), ('removed', 'may'), ('added', 'must'), ('same', ' copy.')]
    """
    runs: list[_Run] = []
    for paragraphs in _aligned(_PARAGRAPH.findall(old), _PARAGRAPH.findall(new)):
        if paragraphs.is_same:
            runs.append(paragraphs)
        else:
            old_words, new_words = (
                _WORD.findall("".join(side)) for side in (paragraphs.old, paragraphs.new)
            )
            runs += _readable(list(_aligned(old_words, new_words)))
    return tuple(_joined(runs))


def apply(changes: Iterable[Change]) -> tuple[str, str]:
    """Return the old and the new text that these changes stand between."""
    changes = tuple(changes)
    old = "".join(change.text for change in changes if change.kind != "added")
    new = "".join(change.text for change in changes if change.kind != "removed")
    return old, new


def _aligned(old: Sequence[str], new: Sequence[str], cuts: int = 0) -> Iterator[_Run]:
    """Yield equal and differing runs of tokens, in turns; an equal one may be empty."""
    head, tail = _equal_ends(old, new)
    old_end, new_end = len(old) - tail, len(new) - tail
    middle = (old[head:old_end], new[head:new_end])
    yield _Run(True, list(old[:head]), list(new[:head]))
    if len(middle[0]) * len(middle[1]) > MAX_CELLS:
        yield from _aligned_in_parts(*middle, cuts)
    else:
        yield from _aligned_middle(*middle)
    yield _Run(True, list(old[old_end:]), list(new[new_end:]))


def _aligned_in_parts(old: Sequence[str], new: Sequence[str], cuts: int) -> Iterator[_Run]:
    """Align what stands between the tokens that stand once on either side, part by part."""
    shared = shared_once(old, new) if cuts < _MAX_CUTS else []
    if not shared:
        yield _Run(False, list(old), list(new))
        return
    same = _Run(True, [], [])
    old_at = new_at = 0
    for old_place, new_place in [*shared, (len(old), len(new))]:
        for run in _aligned(old[old_at:old_place], new[new_at:new_place], cuts + 1):
            if run.is_same:
                same.old += run.old
                same.new += run.new
                continue
            yield same
            same = _Run(True, [], [])
            yield run
        same.old += old[old_place : old_place + 1]
        same.new += new[new_place : new_place + 1]
        old_at, new_at = old_place + 1, new_place + 1
    yield same


def shared_once(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of tokens that stand once on either side, as many as are in one order.

    Source: the patience diff of Bram Cohen.
    """
    once = [{token for token, count in Counter(side).items() if count == 1} for side in (old, new)]
    tokens = once[0] & once[1]
    places = {token: place for place, token in enumerate(new)}
    pairs = [(place, places[token]) for place, token in enumerate(old) if token in tokens]
    ends: list[int] = []  # of the orders of each length the least last place in ``new``
    chain: list[int] = []  # the pair that ends it
    before: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(chain[length - 1] if length else None)
        ends[length : length + 1] = [place]
        chain[length : length + 1] = [number]
    ordered: list[tuple[int, int]] = []
    last = chain[-1] if chain else None
    while last is not None:
        ordered.append(pairs[last])
        last = before[last]
    return ordered[::-1]


def _aligned_middle(old: Sequence[str], new: Sequence[str]) -> Iterator[_Run]:
    """Align by a longest common subsequence."""
    if not old and not new:
        return
    numbers: dict[str, int] = {}
    left, right = ([numbers.setdefault(token, len(numbers)) for token in s] for s in (old, new))
    changed = _Run(False, [], [])
    for code in LCSseq.opcodes(left, right):
        gone, come = old[code.src_start : code.src_end], new[code.dest_start : code.dest_end]
        if code.tag != "equal":
            changed.old += gone
            changed.new += come
            continue
        if changed.old or changed.new:
            yield changed
            changed = _Run(False, [], [])
        yield _Run(True, list(gone), list(come))
    if changed.old or changed.new:
        yield changed


def _readable(runs: list[_Run]) -> list[_Run]:
    """Merge changes that are read as one, until there are none left."""
    while True:
        kept: list[_Run] = []
        for run in runs:
            kept.append(run)
            if len(kept) >= 3 and _is_read_as_one(*kept[-3:]):
                left, gap, right = kept[-3:]
                left.old += gap.old + right.old  # in place: copying each time is quadratic
                left.new += gap.new + right.new
                del kept[-2:]
        if len(kept) == len(runs):
            return [part for run in kept for part in _trimmed(run)]
        runs = kept


def _is_read_as_one(left: _Run, gap: _Run, right: _Run) -> bool:
    if left.is_same or right.is_same or not gap.is_same:
        return False
    is_replaced = bool(left.old or right.old) and bool(left.new or right.new)
    size = len("".join(gap.old).strip())
    if not is_replaced or size > MAX_LOST:
        return False
    return size == 0 or 4 * size <= min(left.weight, right.weight)


def _trimmed(run: _Run) -> Iterator[_Run]:
    """Give back what merging has drawn into both ends of a change though it is equal."""
    if run.is_same:
        yield run
        return
    head, tail = _equal_ends(run.old, run.new)
    old_end, new_end = len(run.old) - tail, len(run.new) - tail
    yield _Run(True, run.old[:head], run.new[:head])
    yield _Run(False, run.old[head:old_end], run.new[head:new_end])
    yield _Run(True, run.old[old_end:], run.new[new_end:])


def _equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many tokens are equal at the start, and how many of the others at the end."""
    shorter, head, tail = min(len(old), len(new)), 0, 0
    while head < shorter and old[head] == new[head]:
        head += 1
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _joined(runs: Iterable[_Run]) -> Iterator[Change]:
    """Yield changes with neighbors of one kind made one."""
    same, removed, added = "", "", ""
    for run in runs:
        if not run.old and not run.new:
            continue
        if run.is_same:
            yield from _written("", removed, added)
            same, removed, added = same + "".join(run.old), "", ""
        else:
            yield from _written(same, "", "")
            same = ""
            removed += "".join(run.old)
            added += "".join(run.new)
    yield from _written(same, removed, added)


def _written(same: str, removed: str, added: str) -> Iterator[Change]:
    if same:
        yield Change("same", same)
    if removed:
        yield Change("removed", removed)
    if added:
        yield Change("added", added)
