"""Change the core at single places, and tell which changes no test notices.

    make mutants [SEED=1] [FILES="core/texts core/search/words.py"] [N=10] [JOBS=1] [WIDE=1]
                 [AGAIN=output]

A sample of N changes a file is made, in copies: the files here are never touched. One run of the
core's tests is watched. A change within a function is tried by the tests that call it, the quickest
first; what is outside, or run while modules are imported, by all tests whose imports lead there.
WIDE=1 tries what is left by the tests of services, views and API (minutes each),
WIDE="tests/services/search" by those. AGAIN tries only what survived in an earlier output. A
change that a test notices is caught; so is one that takes many times as long, or that cannot
be imported. What nobody caught is printed: it wants a test, or a reason in
``tests/core/equal_mutants.toml`` why no test could tell the difference. Exit status 1 where less
than GOAL of them were caught.

No example is made smaller where one fails, and a property is tried with the same examples in every
run.
"""

import argparse
import random
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter, deque
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import hypothesis
import pydantic  # noqa: F401  (imported once, for all children)
import rapidfuzz.distance  # noqa: F401
from mutant_recording import Recording
from mutant_trials import (
    CORE,
    TESTS,
    Copy,
    Mutant,
    Stage,
    Stages,
    mirrors,
    reaching,
    try_all,
)
from mutations import is_code, mutations

EQUAL = f"{TESTS}/equal_mutants.toml"
FACES = ("tests/services", "tests/views", "tests/api")
GOAL = 0.95
LEAST = 400
"""So many are tried where no files are named, even if N a file are fewer."""
EXAMPLES = 20


def sample(root: Path, files: Iterable[str], *, seed: str, count: int, least: int) -> list[Mutant]:
    """Draw ``count`` changes of each file, of different lines first, and ``least`` in all."""
    drawn: list[Mutant] = []
    left: list[Mutant] = []
    for file in files:
        source = (root / file).read_text("utf-8")
        shuffled = mutations(source)
        random.Random(f"{seed} {file}").shuffle(shuffled)  # noqa: S311
        seen: Counter[int] = Counter()
        turns = []
        for mutation in shuffled:
            turns.append((seen[mutation.line], len(turns), mutation))
            seen[mutation.line] += 1
        taken = 0
        for _, _, mutation in sorted(turns):
            if taken < count and is_code(mutation.applied_to(source)):
                drawn.append(Mutant(file, mutation))
                taken += 1
            else:
                left.append(Mutant(file, mutation))
    random.Random(seed).shuffle(left)  # noqa: S311
    return drawn + left[: max(0, least - len(drawn))]


def equals(root: Path) -> dict[tuple[str, str, str], str]:
    """Return why changes are judged to be equal, by the names of mutants."""
    path = root / EQUAL
    entries = tomllib.loads(path.read_text("utf-8")).get("equal", []) if path.exists() else []
    return {(entry["file"], entry["line"], entry["change"]): entry["why"] for entry in entries}


def report(mutants: list[Mutant]) -> int:
    """Print how many ended how, room by room; return the exit status."""
    print(f"\n{'':24}{'tried':>8}{'caught':>8}{'equal':>8}{'survived':>10}")
    for room in [*sorted({mutant.room for mutant in mutants}), "all"]:
        ends = Counter(mutant.end for mutant in mutants if room in (mutant.room, "all"))
        print(
            f"{room:24}{ends.total():8}{ends['caught']:8}{ends['equal']:8}{ends['survived']:10}",
            f"{_share(ends):9.1%}",
        )
    print(f"{_share(ends):.1%} caught of those that are not equal; the goal is {GOAL:.0%}")
    return int(_share(ends) < GOAL)


def _share(ends: Counter[str]) -> float:
    telling = ends["caught"] + ends["survived"]
    return ends["caught"] / telling if telling else 1.0


def files_of(root: Path, named: str) -> list[str]:
    """Return the modules of the core, or those named: files or rooms, blanks between."""
    places = [root / CORE / name.removeprefix("guidance/").removeprefix("core/").strip("/")
              for name in named.split()] or [root / CORE]  # fmt: skip
    found = sorted(
        path for place in places for path in ([place] if place.is_file() else place.rglob("*.py"))
    )
    if not found:
        sys.exit(f"There is no module of the core at {named}")
    return [str(path.relative_to(root)) for path in found]


def stages(root: Path, recording: Recording, wide: tuple[str, ...], mutant: Mutant) -> Stages:
    """Return the tests that try what no test within a function caught.

    Those that mirror its file, and all that import it, where it is run while modules are imported.
    """
    tests: list[tuple[str, ...]] = []
    if recording.is_imported(mutant.file, (root / mutant.file).read_text("utf-8"), mutant.mutation):
        near, far = mirrors(root, mutant.file), reaching(root, mutant.file)
        tests = [near, tuple(test for test in far if test not in near)]
    seconds = recording.seconds()
    return deque(
        [*(Stage(some, seconds) for some in tests if some),
         *([Stage(wide, is_wide=True)] if wide else [])]
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--files", default="", help="files or rooms of the core, blanks between")
    parser.add_argument("--count", type=int, default=10, help="changes a file")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--again", type=Path, help="an earlier output: try what survived there")
    parser.add_argument("--wide", default="", help="1, or tests that try what the core's left")
    asked = parser.parse_args()
    hypothesis.settings.register_profile(
        "mutants", deadline=None, max_examples=EXAMPLES, database=None, derandomize=True,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
    )  # fmt: skip

    judged = equals(asked.root)
    mutants = sample(
        asked.root,
        files_of(asked.root, asked.files),
        seed=asked.seed,
        count=asked.count,
        least=0 if asked.files else LEAST,
    )
    if asked.again:
        survived = set(asked.again.read_text("utf-8").splitlines())
        mutants = [mutant for mutant in mutants if f"survived  {mutant}" in survived]
    for mutant in mutants:
        if mutant.name in judged:
            mutant.end = "equal"
            print(f"equal     {mutant}\n            {judged[mutant.name]}")

    def tell(mutant: Mutant) -> None:
        if mutant.end == "survived":
            print(f"survived  {mutant}", flush=True)

    wide = FACES if asked.wide == "1" else tuple(asked.wide.split())
    # Being ended leaves no copies behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    tried = [mutant for mutant in mutants if not mutant.end]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [Copy(asked.root, Path(folder, str(n))) for n in range(asked.jobs)]
        files = sorted({mutant.file for mutant in tried})
        tests = {
            test
            for file in files
            for test in (*mirrors(asked.root, file), *reaching(asked.root, file))
        }

        def swapped(number: int, is_caught: bool, is_imported: bool) -> None:
            mutant = tried[number]
            if is_caught or not (is_imported or wide):
                mutant.end = "caught" if is_caught else "survived"
                tell(mutant)

        recording = copies[0].swap(sorted(tests), tried, asked.jobs, swapped)
        left = [mutant for mutant in tried if not mutant.end]
        print(f"{len(tried) - len(left)} of {len(tried)} tried within functions, "
              f"{time.monotonic() - began:.0f} seconds", flush=True)  # fmt: skip
        try_all(copies, left, partial(stages, asked.root, recording, wide), tell)
    taken = time.monotonic() - began
    status = report(mutants)
    print(f"seed {asked.seed}, {taken:.0f} seconds, {taken / max(1, len(tried)):.1f} a change")
    return status


if __name__ == "__main__":
    sys.exit(main())
