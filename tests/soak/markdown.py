"""Search for Markdown that is accepted and yet slow, or makes much of little.

Texts are put together from signs that mean something to Markdown, the slowest are kept and
changed further, and what is refused is cut until it is accepted. SOAK_SEED repeats a
search. Wanted is 250 ms of processor time; machines are noisy, so more than 1 s is wrong.
"""

import os
import random
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

import django

from tests.soak.counts import Counts

SECONDS = 45.0
LONGEST = 20_000
"""Characters: as much as a field takes."""
MOST_SECONDS, MOST_BYTES, WANTED = 1.0, 200 * 1024, 0.25
SIGNS = (
    "`", "``", "```", "*", "**", "***", "_", "__", "___", "[", "](", "][", "]", "![", ")", "(",
    "[a](b)", "[a][b]", "[b]: x\n", "[a]:", "<", ">", "<a@b>", "<a@", "<http://a>", "<a://", "&",
    "&amp;", "&#1;", "\\", "\\\\", "\\`", "#", "# ", "\n", "\n\n", "    ", "\t", "- ", "* ", "+ ",
    "1. ", "> ", "|", "|-|", "-|", "a|", "|\n", "---", "===", "\n---\n", "a", "b c", "  \n", " ",
    '"', "'", '"a"', "~", "!", "@", "://", ":", "é", "\xa0", "😀", "<!--", "-->", "\n    - ",
    "\n> ", "\n# ", "\n* ", "`a`", "**a**", "_a_", "a|b\n-|-\n", "x" * 30, "&" + "a" * 40,
)  # fmt: skip
TIMES = (1, 1, 3, 10, 50, 200, 1000, 5000, 20_000)

Parts = list[tuple[str, int]]
"""Pieces of a text, each with how often it stands there."""


@dataclass(frozen=True)
class Found:
    seconds: float
    size: int
    source: str
    parts: Parts


def main() -> None:
    seed = int(os.environ.get("SOAK_SEED") or time.time())
    print(f"SOAK_SEED={seed}")
    django.setup()
    counts = Counts(os.environ["SOAK_PART"])
    tried, slow, large = search(random.Random(seed), SECONDS)
    slowest = statistics.median(_rendered(slow.source)[0] for _ in range(5))
    print(f"slowest: {slow.source[:80]!r} of {len(slow.source)}; largest: {large.source[:80]!r}")
    counts.tell("accepted texts rendered", tried, least=100)
    counts.tell("slowest, ms of processor time (wanted: 250)", round(slowest * 1000), "ms",
                most=MOST_SECONDS * 1000)  # fmt: skip
    counts.tell("largest HTML", round(large.size / 1024, 1), "KB", most=MOST_BYTES / 1024)
    counts.keep(Path(os.environ["SOAK_COUNTS"]))


def search(chance: random.Random, seconds: float) -> tuple[int, Found, Found]:
    """Return how many texts were accepted, the slowest of them, and the one with most HTML."""
    best: list[Found] = []
    large = Found(0, 0, "", [])
    tried = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        parts = _changed(chance, chance.choice(best).parts) if best and chance.random() < 0.5 \
            else _made(chance)  # fmt: skip
        source = accepted("".join(piece * times for piece, times in parts)[:LONGEST])
        if not source:
            continue
        taken, size = _rendered(source)
        tried += 1
        found = Found(taken, size, source, parts)
        large = max(large, found, key=lambda one: one.size)
        best = sorted([*best, found], key=lambda one: one.seconds, reverse=True)[:12]
    return tried, best[0], large


def accepted(source: str) -> str:
    """Return the text as a form stores it, cut until it is accepted; empty where it never is."""
    from guidance.core.documents.prose import problems_of_prose

    while len(source) > 50:
        stored = "\n".join(line.rstrip() for line in source.strip().split("\n"))
        if not problems_of_prose(stored):
            return stored
        source = source[: int(len(source) * 0.8)]
    return ""


def _rendered(source: str) -> tuple[float, int]:
    """Return seconds of processor time and bytes of HTML; nothing is remembered."""
    from guidance.core.documents.prose import problems_of_prose
    from guidance.services.editions import markdown

    getattr(problems_of_prose, "cache_clear", lambda: None)()
    begun = time.process_time()
    html = markdown._rendered(source)
    return time.process_time() - begun, len(html.encode())


def _made(chance: random.Random) -> Parts:
    return [(_piece(chance, 5), chance.choice(TIMES)) for _ in range(chance.randint(1, 4))]


def _changed(chance: random.Random, parts: Parts) -> Parts:
    """Return a text that is a little different: a piece more, less, longer or oftener."""
    made = list(parts)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(made))
        piece, times = made[at]
        how = chance.randrange(4)
        if how == 0:
            made.insert(at, (_piece(chance, 4), chance.choice(TIMES)))
        elif how == 1 and len(made) > 1:
            made.pop(at)
        elif how == 2:
            made[at] = (piece, chance.choice(TIMES))
        else:
            made[at] = (piece + chance.choice(SIGNS), times)
    return made


def _piece(chance: random.Random, most: int) -> str:
    return "".join(chance.choice(SIGNS) for _ in range(chance.randint(1, most)))


if __name__ == "__main__":
    main()
