"""Where a numbered paragraph stands: ``a.`` after ``1.`` is 1.a, ``(ii)`` after it 1.a.ii.

Normalized text has no indentation but where nothing else tells the level, so the place of a
number follows from its style, from the numbers before it, and where it can mean two things,
from those after it. A number of
several levels says itself where it stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guidance.core.texts.form_2.marks import Mark, Reading, piece

MAX_DEPTH = 9
_GAP = 3
"""How many numbers may be missing in a list before it is not plainly that list any more."""
_TO_ANOTHER = re.compile(r"(?:and|or|to|through)\s+[0-9]")
"""2.1 or 2.2: what follows a number that is only named."""
_AHEAD = 60
"""How many marks are looked ahead to tell a numeral from a letter."""


@dataclass(frozen=True, slots=True)
class Level:
    """One number of the way down to a clause: in 1.b.v the levels are 1, b and v."""

    kind: str
    style: str
    ordinal: int
    written: str
    added: str = ""
    indent: int = 0
    shape: int = 0
    """Its words: 0 without a heading, 1 with one, 2 nothing but one."""


@dataclass(slots=True)
class Numbering:
    """The numbers on the way to the clause last met."""

    levels: list[Level] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Return the clause as lawyers write it, such as 1.b.v; empty where there is none."""
        return ".".join(level.written for level in self.levels)

    @property
    def depth(self) -> int:
        """Return how deep the clause is, 0 for a top clause and for one such as 2.0."""
        written = [level.written for level in self.levels]
        is_top = len(written) == 2 and written[1] == "0"
        return 0 if is_top else min(MAX_DEPTH, max(0, len(self.levels) - 1))

    def place(
        self,
        mark: Mark,
        ahead: Sequence[Mark] = (),
        *,
        words: str = "",
        shape: int = 0,
        is_led: bool = False,
    ) -> bool:
        """Move to the clause that ``mark`` begins; False where it begins none.

        ``words`` are those after the mark, ``ahead`` the marks that follow, ``shape`` is
        that of a level. ``is_led``: a list below the clause before is awaited, since it ends
        in a colon, is a heading only, or nothing stands between it and this.
        """
        if len(mark.path) > 1:
            return self._path(mark, words)
        if mark.word:
            return self._word(mark)
        return self._one(mark, ahead, words, shape=shape, is_led=is_led)

    def begins_anew(self, mark: Mark) -> bool:
        """Say whether the mark is a first one that goes on with no list that is open."""
        if len(mark.path) > 1:
            return mark.path[0] == "1" and mark.path[1] in ("0", "1", "a", "A")
        if not any(reading.ordinal in (0, 1) for reading in mark.readings):
            return False
        return not any(
            _follows(level, reading, mark) for level in self.levels for reading in mark.readings
        )

    def _word(self, mark: Mark) -> bool:
        reading = mark.readings[0]
        level = Level("word", mark.word, reading.ordinal, mark.path[0], reading.added)
        same = [
            i for i, one in enumerate(self.levels) if (one.kind, one.style) == ("word", mark.word)
        ]
        if same:
            self.levels = [*self.levels[: same[0]], level]
        elif self.levels and self.levels[0].kind == "word" and reading.ordinal == 1:
            self.levels = [self.levels[0], level]
        else:
            self.levels = [level]
        return True

    def _path(self, mark: Mark, words: str) -> bool:
        path = mark.path[: MAX_DEPTH + 1]
        old = [level.written.lower() for level in self.levels]
        new = [written.lower() for written in path]
        is_sentence = words[:1].islower() and not mark.style
        if is_sentence and (
            _TO_ANOTHER.match(words) or new[-1] == "0" or not self._is_next(new, old)
        ):
            return False
        levels = []
        for index, written in enumerate(path):
            if index < len(old) and old[: index + 1] == new[: index + 1]:
                levels.append(self.levels[index])
                continue
            reading = piece(written)
            levels.append(Level(reading.kind, "path", reading.ordinal, written, reading.added))
        self.levels = levels
        return True

    def _is_next(self, new: list[str], old: list[str]) -> bool:
        """Say whether a path goes on from where we are: 1.2 after 1.1 and after 1.1.a."""
        parent, last = new[:-1], piece(new[-1])
        if old[: len(parent)] == parent:
            if len(old) == len(parent):
                return last.ordinal in (0, 1)
            return 0 < last.ordinal - self.levels[len(parent)].ordinal <= _GAP or (
                bool(last.added) and last.ordinal == self.levels[len(parent)].ordinal
            )
        top = piece(new[0]).ordinal
        is_later = not self.levels or top == self.levels[0].ordinal + 1
        return is_later and last.ordinal in (0, 1)

    def _one(
        self, mark: Mark, ahead: Sequence[Mark], words: str, *, shape: int, is_led: bool
    ) -> bool:
        readings = _likeliest(mark, ahead, self.levels)
        if self._sibling(mark, readings, _follows, shape):
            return True
        if mark.is_doubtful and not _goes_on(mark, readings, ahead):
            return False
        for reading in readings:
            if self._opens(mark, reading, shape=shape, is_led=is_led):
                return True
        for is_sibling in (_follows_after_gap, _follows_in_other_style):
            if self._sibling(mark, readings, is_sibling, shape):
                return True
        is_sentence = words[:1].islower() and mark.path[0].isdigit() and mark.style == "."
        if mark.is_doubtful or is_sentence:
            return False
        return self._strays(mark, readings, shape)

    def _sibling(
        self, mark: Mark, readings: Sequence[Reading], is_sibling: object, shape: int
    ) -> bool:
        siblings = [
            (index, reading)
            for index in range(len(self.levels) - 1, -1, -1)
            for reading in readings
            if is_sibling(self.levels[index], reading, mark)  # type: ignore[operator]
        ]
        if not siblings:
            return False
        # 3. after 2. and after 2.2: the one that has a heading, or none, as this has.
        shapes = [self.levels[index].shape for index, _reading in siblings]
        alike = [pair for pair, its in zip(siblings, shapes, strict=True) if its == shape]
        similar = [pair for pair, its in zip(siblings, shapes, strict=True) if its and shape]
        index, reading = (alike or similar or siblings)[0]
        self.levels = [*self.levels[:index], _level(mark, reading, shape)]
        return True

    def _opens(self, mark: Mark, reading: Reading, *, shape: int, is_led: bool) -> bool:
        """Begin a list below the last clause, or again where a list of that style has run."""
        level = _level(mark, reading, shape)
        if not self.levels:
            if reading.ordinal > (3 if reading.kind in ("digits", "cjk") else 1):
                return False
            self.levels = [level]
            return True
        if reading.ordinal > 1:
            return False
        last = self.levels[-1]
        if not is_led and len(self.levels) > 1 and _is_of(last, reading.kind, mark):
            self.levels = [*self.levels[:-1], level]
            return True
        if len(self.levels) >= MAX_DEPTH:
            return False
        self.levels = [*self.levels, level]
        return True

    def _strays(self, mark: Mark, readings: Sequence[Reading], shape: int) -> bool:
        """Place a number that fits nowhere: in the list of its style, else below the clause."""
        for index in range(len(self.levels) - 1, -1, -1):
            for reading in readings:
                level = self.levels[index]
                if _is_of(level, reading.kind, mark) and (
                    reading.ordinal >= level.ordinal or index
                ):
                    self.levels = [*self.levels[:index], _level(mark, reading, shape)]
                    return True
        if len(self.levels) >= MAX_DEPTH:
            return False
        self.levels = [*self.levels, _level(mark, readings[0], shape)]
        return True


def _level(mark: Mark, reading: Reading, shape: int) -> Level:
    written = mark.path[0]
    return Level(
        reading.kind, mark.style, reading.ordinal, written, reading.added, mark.level, shape
    )


def _is_of(level: Level, kind: str, mark: Mark) -> bool:
    return (level.kind, level.style, level.indent) == (kind, mark.style, mark.level)


def _follows(level: Level, reading: Reading, mark: Mark) -> bool:
    if not _is_of(level, reading.kind, mark):
        return False
    if reading.added:
        return reading.ordinal == level.ordinal and reading.added > level.added
    return reading.ordinal == level.ordinal + 1


def _follows_after_gap(level: Level, reading: Reading, mark: Mark) -> bool:
    is_certain = not reading.kind.startswith("roman")
    is_near = level.ordinal < reading.ordinal <= level.ordinal + _GAP
    return is_certain and _is_of(level, reading.kind, mark) and is_near


def _follows_in_other_style(level: Level, reading: Reading, mark: Mark) -> bool:
    if level.indent != mark.level:
        return False
    if reading.added:
        return level.kind == reading.kind and reading.ordinal == level.ordinal
    kinds = {level.kind, reading.kind}
    is_alike = len(kinds) == 1 or kinds == {"word", "digits"}
    return is_alike and reading.ordinal == level.ordinal + 1


def _likeliest(mark: Mark, ahead: Sequence[Mark], levels: Sequence[Level]) -> list[Reading]:
    """Return the readings, the likelier first: the one whose next number comes first."""
    readings = list(mark.readings)
    if len(readings) < 2:
        return readings
    fitting = [one for one in readings if any(_follows(level, one, mark) for level in levels)]
    if (
        len(fitting) == 1
        and fitting[0].ordinal != 1
        and not any(one.ordinal == 1 for one in readings)
    ):
        return [*fitting, *(one for one in readings if one not in fitting)]
    readings.sort(key=lambda one: (one not in fitting, one.ordinal != 1))
    for later in ahead[:_AHEAD]:
        if later.style != mark.style:
            continue
        if later.path == mark.path and fitting:
            return fitting  # (i) before another (i) is the letter, and that the numeral
        for one in readings:
            wanted = replace(one, ordinal=one.ordinal + 1)
            if wanted in later.readings and (one in fitting or one.ordinal == 1 or not fitting):
                return [one]
    return [*fitting, *(one for one in readings if one not in fitting)]


def _goes_on(mark: Mark, readings: Sequence[Reading], ahead: Sequence[Mark]) -> bool:
    if ahead and ahead[0].path[:-1] == mark.path:
        return True  # 1 without a mark, over 1.1
    return any(
        replace(one, ordinal=one.ordinal + 1) in later.readings
        for one in readings
        for later in ahead[:_AHEAD]
        if later.style == mark.style
    )
