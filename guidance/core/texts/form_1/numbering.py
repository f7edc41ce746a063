"""Where an enumerated paragraph stands: ``a.`` after ``1.`` is 1.a, ``(ii)`` after it 1.a.ii.

Normalized text has no indentation, so the place of a number follows from its style and
from the numbers before it. A number that fits nowhere is not an enumerator.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from guidance.core.texts.form_1 import headings

MAX_DEPTH = 9
_GAP = 3
"""How many numbers may be missing in a list before it is not that list any more."""

_ENUMERATOR = re.compile(
    r"(?:(?P<word>Section|Article|§)\s?(?P<number>\d{1,3})\s*(?:[.:]|--?|–|—|$)"
    r"|(?P<multi>\d{1,3}(?:\.\d{1,3}){1,4})(?:[.:)]+(?=\s|$)|(?=\s))"
    r"|(?P<open>\(?)(?:(?P<digits>\d{1,3})|(?P<letters>[a-z]|[A-Z]|[ivxl]{1,6}|[IVXL]{1,6}))"
    r"(?P<close>[.)])(?=\s|$|(?<=\d\.)(?-i:[A-Z])))\s*",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Level:
    """One number of the way down to a clause: in 1.b.v the levels are 1, b and v."""

    kind: str
    style: str
    ordinal: int
    written: str
    path: tuple[int, ...] = ()
    is_headed: bool = False


@dataclass(slots=True)
class Numbering:
    """The numbers on the way to the clause last met."""

    levels: list[Level] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Return the clause as lawyers write it, such as 1.b.v; empty where there is none."""
        words: list[str] = []
        for level in self.levels:
            words = [level.written] if len(level.path) > 1 else [*words, level.written]
        return ".".join(words)

    @property
    def depth(self) -> int:
        """Return how deep the clause is, 0 for a top clause."""
        paths = [len(level.path) for level in self.levels if len(level.path) > 1]
        below = next((i for i, level in enumerate(self.levels[::-1]) if len(level.path) > 1), 0)
        return min(MAX_DEPTH, paths[-1] - 1 + below if paths else max(0, len(self.levels) - 1))

    def place(self, paragraph: str) -> int | None:
        """Move to the clause that ``paragraph`` begins; None where it begins none.

        Returns the length of the enumerator with the blanks after it.
        """
        match = _ENUMERATOR.match(paragraph)
        if not match:
            return None
        if match["multi"]:
            found = self._multi(match["multi"])
        elif match["word"]:
            found = self._top(match["number"])
        else:
            style = match["open"] + match["close"]
            is_headed = bool(headings.heading(paragraph[match.end() :]))
            found = self._single(_readings(match["digits"] or match["letters"], style, is_headed))
        return match.end() if found else None

    def _top(self, written: str) -> bool:
        level = Level("section", "", int(written), written, (int(written),))
        if self.levels and self.levels[0].kind != "section":
            return False
        self.levels = [level]
        return True

    def _multi(self, written: str) -> bool:
        path = tuple(map(int, written.split(".")))
        level = Level("multi", "", path[-1], written, path)
        for index in range(len(self.levels) - 1, -1, -1):
            if self.levels[index].path != path[:-1]:
                continue
            following = self.levels[index + 1 : index + 2]
            last = following[0].ordinal if following and following[0].kind == "multi" else 0
            if not last < path[-1] <= last + _GAP:
                return False
            self.levels = [*self.levels[: index + 1], level]
            return True
        is_next = not self.levels or (self.levels[0].path and path[0] > self.levels[0].path[0])
        if len(path) != 2 or path[-1] not in ((1,) if self.levels else (0, 1)) or not is_next:
            return False
        self.levels = [level]
        return True

    def _single(self, readings: list[Level]) -> bool:
        levels = self.levels
        for is_sibling in (_follows, None, _follows_after_gap, _follows_in_other_style):
            if is_sibling is None:
                if any(self._opens(reading) for reading in readings):
                    return True
                continue
            siblings = [
                (index, reading)
                for index in range(len(levels) - 1, -1, -1)
                for reading in readings
                if is_sibling(levels[index], reading)
            ]
            if siblings:
                # 3. after 2. and after 2.2: the one that has a heading, or none, as this has.
                alike = [
                    pair for pair in siblings if levels[pair[0]].is_headed is pair[1].is_headed
                ]
                index, reading = (alike or siblings)[0]
                self.levels = [*levels[:index], reading]
                return True
        return False

    def _opens(self, reading: Level) -> bool:
        """Begin a list below the last clause, or again where a list of that style has run."""
        if not self.levels:
            is_first = reading.ordinal in range(4) if reading.kind == "digits" else False
            if not is_first and reading.ordinal != 1:
                return False
            self.levels = [reading]
            return True
        if reading.ordinal != 1:
            return False
        last = self.levels[-1]
        if len(self.levels) > 1 and (last.kind, last.style) == (reading.kind, reading.style):
            self.levels = [*self.levels[:-1], reading]
            return True
        if len(self.levels) >= MAX_DEPTH:
            return False
        child = Level(reading.kind, reading.style, 1, reading.written, (), reading.is_headed)
        self.levels = [*self.levels, child]
        return True


def _follows(level: Level, reading: Level) -> bool:
    return _same_style(level, reading) and reading.ordinal == level.ordinal + 1


def _follows_after_gap(level: Level, reading: Level) -> bool:
    is_certain = reading.kind != "roman"
    is_near = level.ordinal < reading.ordinal <= level.ordinal + _GAP
    return is_certain and _same_style(level, reading) and is_near


def _follows_in_other_style(level: Level, reading: Level) -> bool:
    return level.kind == reading.kind and reading.ordinal == level.ordinal + 1


def _same_style(level: Level, reading: Level) -> bool:
    return (level.kind, level.style) == (reading.kind, reading.style)


def _readings(written: str, style: str, is_headed: bool) -> list[Level]:
    """Return what an enumerator can mean: ``i`` is the ninth letter and the first numeral."""
    if written.isdigit():
        return [Level("digits", style, int(written), written, (int(written),), is_headed)]
    case = "upper" if written.isupper() else "lower"
    readings = []
    if len(written) == 1:
        ordinal = ord(written.lower()) - ord("a") + 1
        readings.append(Level(f"letter-{case}", style, ordinal, written, (), is_headed))
    if (value := _roman(written.lower())) is not None:
        kind = "roman" if case == "lower" else "roman-upper"
        readings.append(Level(kind, style, value, written, (), is_headed))
    return readings


def _roman(written: str) -> int | None:
    if not set(written) <= set(_ROMAN):
        return None
    values = [_ROMAN[letter] for letter in written] + [0]
    return sum(-value if value < after else value for value, after in pairwise(values))
