"""Run the parts of the soak one after the other, and print what all of them counted.

    python -m tests.soak [PART ...]

Parts: races, kills, packs, markdown, files, greedy, stopping, outages, load. Those that write
run on SQLite and, where scripts/services.sh has found one, on PostgreSQL. Exit status 1 where a
count is beyond its bound, or a part did not end well.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.soak import counts
from tests.soak.sites import ROOT, Place, environment, prepare

ON_BOTH = ("races", "kills", "packs", "greedy", "stopping")
ONCE = ("markdown", "files")
LOAD = ROOT / "scripts" / "soak_load.py"
ON_POSTGRES = ("outages",)
PARTS = ("races", "kills", "packs", "markdown", "files", "greedy", "stopping", "outages", "load")
_VARIANTS = {"packs": ("unchanged", "changed")}
_OWN_DATABASE = ("races", *ONCE)
"""Parts that need none of the prepared databases."""


def main(wanted: list[str]) -> int:
    if unknown := [part for part in wanted if part not in PARTS]:
        print(f"No part is named {', '.join(unknown)}. There are: {', '.join(PARTS)}.")
        return 2
    chosen = [part for part in PARTS if part in (wanted or PARTS)]
    found: list[counts.Count] = []
    begun = time.monotonic()
    os.environ["SOAK_ID"] = str(os.getpid())  # in the names of databases
    with tempfile.TemporaryDirectory(prefix="guidance-soak-") as name:
        for place in _places(Path(name)):
            parts = ON_BOTH if place.kind == "sqlite" else (*ON_BOTH, *ON_POSTGRES)
            found += _on(place, [part for part in chosen if part in parts])
        for part in chosen:
            if part in ONCE:
                found += _run(part, Path(name), environment(f"sqlite:///{name}/none.sqlite3"))
        if "load" in chosen:
            found += _load()
    status = counts.report(found)
    print(f"{(time.monotonic() - begun) / 60:.1f} minutes")
    return status


def _places(folder: Path) -> list[Place]:
    (folder / "sqlite").mkdir()
    (folder / "postgres").mkdir()
    places = [Place("sqlite", folder / "sqlite")]
    url = ROOT / ".local" / "postgres-url"
    if url.is_file() and (server := url.read_text().strip()):
        places.append(Place("postgres", folder / "postgres", server))
    else:
        print("!!! SKIPPED on PostgreSQL: no server was found and none could be started.")
    return places


def _on(place: Place, parts: list[str]) -> list[counts.Count]:
    """Run parts on one kind of database, each on copies of its own."""
    found = []
    if any(part not in _OWN_DATABASE for part in parts):
        print(f"==> Preparing {place.kind}", flush=True)
        prepare(place)
    try:
        works = [(part, variant) for part in parts for variant in _VARIANTS.get(part, ("",))]
        for part, variant in works:
            wanted = "full" if part not in _OWN_DATABASE else ""
            url = place.fresh(part, of=wanted)
            given = environment(
                url, SOAK_PLACE=place.kind, SOAK_SERVER=place.server, SOAK_VARIANT=variant
            )
            name = f"{part} {variant}".strip()
            found += _run(part, place.folder, given, label=f"{name}/{place.kind}")
            place.drop(part)
    finally:
        place.drop(*parts, "full", "empty")
    return found


def _run(part: str, folder: Path, given: dict[str, str], *, label: str = "") -> list[counts.Count]:
    """Run a part in a process of its own; one that does not end well is a wrong count."""
    label = label or part
    file = folder / f"{part}.json"
    file.unlink(missing_ok=True)
    print(f"==> {label}", flush=True)
    given = given | {"SOAK_PART": label, "SOAK_COUNTS": str(file), "SOAK_FOLDER": str(folder)}
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-m", f"tests.soak.{part}"], cwd=ROOT, env=given)
    took = counts.Count(label, "took", round(time.monotonic() - begun), "s")
    if done.returncode or not file.is_file():
        return [counts.Count(label, "did not end well", 1, most=0), took]
    return [*counts.read(file), took]


def _load() -> list[counts.Count]:
    """Run the script that loads the portal as a busy day would, where there is one."""
    if not LOAD.is_file():
        print("!!! SKIPPED load: there is no scripts/soak_load.py.")
        return []
    print("==> load/sqlite", flush=True)
    done = subprocess.run([sys.executable, str(LOAD)], cwd=ROOT, env=dict(os.environ))
    return [counts.Count("load/sqlite", "bounds broken (its own lines above)", done.returncode,
                         most=0)]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
