"""What `bench.py` found beside its goals: one table, and the same as JSON below docs/benchmarks."""

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Figure:
    """A figure with its goal, which is the least or the most that it should be; or none."""

    name: str
    value: float
    unit: str
    least: float | None = None
    most: float | None = None

    @property
    def goal(self) -> str:
        if self.least is not None:
            return f"≥ {self.least:g}"
        return f"≤ {self.most:g}" if self.most is not None else ""

    @property
    def verdict(self) -> str:
        if not self.goal:
            return ""
        too_small = self.least is not None and self.value < self.least
        too_large = self.most is not None and self.value > self.most
        return "missed" if too_small or too_large else "reached"


def tell(figures: list[Figure], database: str, taken: float) -> Path:
    """Print the table with the seconds it has taken, write the JSON, and return where."""
    commit = _commit()
    cores = os.cpu_count()
    load = os.getloadavg()[0]
    print(f"\ncommit {commit}, {cores} cores, {database}, load {load:.1f}, {taken:,.0f} s\n")
    for one in figures:
        value = f"{one.value:,.0f}" if one.value >= 100 else f"{one.value:.2f}"
        print(f"{one.name:<72}{value:>10} {one.unit:<10}{one.goal:>8}  {one.verdict}")
    now = datetime.now(UTC)
    place = ROOT / "docs" / "benchmarks" / f"{now:%Y-%m-%d}-{database}-{commit}.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "commit": commit,
        "at": f"{now:%Y-%m-%dT%H:%MZ}",
        "cores": cores,
        "load": round(load, 1),
        "seconds": round(taken),
        "python": platform.python_version(),
        "database": database,
        "figures": [asdict(one) | {"verdict": one.verdict} for one in figures],
    }
    place.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return place


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    found = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.strip() or "unknown"
