"""What a part of the soak counted: lines of a table, each with the bound that it is held to."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Count:
    """A number of a part. It is wrong above ``most`` or below ``least``, where these are given."""

    part: str
    what: str
    value: float
    unit: str = ""
    most: float | None = None
    least: float | None = None

    @property
    def is_good(self) -> bool:
        over = self.most is not None and self.value > self.most
        under = self.least is not None and self.value < self.least
        return not over and not under

    @property
    def bound(self) -> str:
        if self.most is not None:
            return f"at most {_written(self.most)}"
        return f"at least {_written(self.least)}" if self.least is not None else ""


class Counts:
    """The counts of one part, said as they come; ``keep`` writes them for who began the part."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.all: list[Count] = []

    def tell(
        self,
        what: str,
        value: float,
        unit: str = "",
        *,
        most: float | None = None,
        least: float | None = None,
    ) -> None:
        count = Count(self.part, what, value, unit, most, least)
        self.all.append(count)
        print(line_of(count), flush=True)

    def keep(self, file: Path) -> None:
        file.write_text(json.dumps([asdict(count) for count in self.all]))


def read(file: Path) -> list[Count]:
    return [Count(**count) for count in json.loads(file.read_text())]


def line_of(count: Count) -> str:
    mark = "" if count.is_good else "  <-- WRONG"
    value = f"{_written(count.value)} {count.unit}".strip()
    return f"{count.part:<24} {count.what:<58} {value:>14}  {count.bound}{mark}"


def report(counts: list[Count]) -> int:
    """Print all as a table; return the exit status: 1 where one is beyond its bound."""
    print("\n" + "=" * 116)
    for count in counts:
        print(line_of(count))
    wrong = [count for count in counts if not count.is_good]
    print("=" * 116)
    print(f"{len(counts)} counts, {len(wrong)} wrong", file=sys.stderr if wrong else sys.stdout)
    return int(bool(wrong))


def _written(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,.3g}"
