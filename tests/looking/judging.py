"""What html-validate and Lighthouse say, asked of their own programs."""

import json
import statistics
import subprocess
from dataclasses import dataclass
from typing import Any

from tests.looking.kinds import Kind
from tests.looking.places import TOOLS

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RATIO = 1.10
"""The most that the largest paint of a page may take, beside an empty page."""


def validated(pages: dict[str, str]) -> list[str]:
    """Return what html-validate finds, one line each."""
    found = _told("validate.mjs", pages)
    return [str(one) for one in json.loads(found)]


@dataclass(frozen=True)
class Look:
    """What Lighthouse says of a page: medians of milliseconds, scores, and audits not passed."""

    kind: Kind
    paint: float
    empty: float
    ratio: float
    scores: dict[str, int]
    short: dict[str, list[str]]

    @property
    def row(self) -> str:
        scores = "".join(f"{self._score(name):>6}" for name in CATEGORIES)
        return f"{self.kind.name:<34}{self.paint:>8.0f}{self.empty:>8.0f}{self.ratio:>8.2f}{scores}"

    @property
    def misses(self) -> list[str]:
        found = [
            f"{self.kind.name}: {name} {self.scores[name]}: {', '.join(self.short[name])}"
            for name in CATEGORIES
            if self.scores[name] < 100 and self._is_asked(name)
        ]
        if self.ratio > RATIO:
            found.append(f"{self.kind.name}: largest paint {self.ratio:.2f} × an empty page")
        return found

    def _is_asked(self, category: str) -> bool:
        return category != "seo" or self.kind.is_indexed

    def _score(self, category: str) -> str:
        return str(self.scores[category]) if self._is_asked(category) else "-"


def looked_at(site: str, chromium: str, kind: Kind, path: str, rounds: int) -> Look:
    """Let Lighthouse look at a page several times, each time right after an empty one."""
    pages = [{"name": kind.name, "path": path}] * rounds
    asked = {"site": site, "chromium": chromium, "pages": pages}
    told = [json.loads(line) for line in _told("look.mjs", asked).splitlines()]
    scores: dict[str, list[dict[str, Any]]] = {
        name: [one["scores"][name] for one in told] for name in CATEGORIES
    }
    return Look(
        kind=kind,
        paint=statistics.median(one["paint"] for one in told),
        empty=statistics.median(one["empty"] for one in told),
        ratio=statistics.median(one["paint"] / one["empty"] for one in told),
        scores={
            name: round(statistics.median(one["score"] for one in given))
            for name, given in scores.items()
        },
        short={
            name: sorted({audit for one in given for audit in one["missed"]})
            for name, given in scores.items()
        },
    )


def _told(program: str, asked: object) -> str:
    return subprocess.run(
        ["node", program], cwd=TOOLS, input=json.dumps(asked), text=True, check=True,
        stdout=subprocess.PIPE,
    ).stdout  # fmt: skip
