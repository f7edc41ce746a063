"""Kill -9 whoever writes, at random moments, and look after each kill whether all is whole.

Works (`works.py`): publishing a license, an FAQ entry and a tree in turn, importing three
documents at once, `load_packs` over changed packs and into an empty portal, and migrating
from migration 0005 to the newest. Each is killed within the time that it takes on this
machine; what it said was done has to be there. SOAK_SEED repeats a run's moments.
"""

import os
import random
import time
from pathlib import Path
from typing import Any

import django

from tests.soak import works
from tests.soak.counts import Counts
from tests.soak.sites import Place, database_of

SECONDS = 15.0
"""So long each work is begun and killed, over and over."""
OLD = "0005_review_requests"
_EACH = 4
"""Every so many looks all is looked at, else what is new."""


def main() -> None:
    seed = int(os.environ.get("SOAK_SEED") or time.time())
    print(f"SOAK_SEED={seed}")
    counts = Counts(os.environ["SOAK_PART"])
    place = Place(
        os.environ["SOAK_PLACE"], Path(os.environ["SOAK_FOLDER"]), os.environ["SOAK_SERVER"]
    )
    django.setup()
    chance = random.Random(seed)
    _kill_often(counts, "publishing", works.publish, chance, reach=2.5)
    _kill_often(counts, "importing", works.import_three, chance, reach=2.5)
    _kill_often(counts, "loading changed packs", works.load_changed, chance, reach=1.1)
    _kill_migrating(counts, chance)
    _kill_first_load(counts, chance, place)
    counts.keep(Path(os.environ["SOAK_COUNTS"]))


def _kill_often(
    counts: Counts, name: str, work: works.Work, chance: random.Random, *, reach: float
) -> None:
    longest = reach * works.seconds_of(work, f"{name} before")
    kills, said, wrong = 0, 0, []
    known: set[int] = set()
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        told = works.killed(work, f"{name} {kills}", chance.uniform(0, longest))
        found, known = _look(told, known, is_whole=kills % _EACH == 0)
        kills += 1
        said += len(told)
        wrong += found
    wrong += _look([], set(), is_whole=True)[0]
    _tell(counts, name, kills, wrong)
    counts.tell("  things done and told before", said)


def _kill_migrating(counts: Counts, chance: random.Random) -> None:
    """Go back, migrate anew and kill; then let it end, and all is whole."""
    kills, wrong = 0, []
    works.done(_to_old)
    longest = 1.1 * works.seconds_of(works.migrate, "")
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        works.done(_to_old)
        works.killed(works.migrate, "", chance.uniform(0, longest))
        works.done(works.migrate)
        wrong += _look([], set(), is_whole=kills % _EACH == 0)[0]
        kills += 1
    wrong += _look([], set(), is_whole=True)[0]
    _tell(counts, "migrating", kills, wrong)


def _to_old(tell: works.Tell, mark: str) -> None:
    from django.core.management import call_command

    call_command("migrate", "guidance", OLD, verbosity=0)


def _kill_first_load(counts: Counts, chance: random.Random, place: Place) -> None:
    """Kill the first load: nothing is kept of it, and the next one makes the whole."""
    begun = time.monotonic()
    *wrong, whole = works.done(_loading(place, "whole", None))
    took = time.monotonic() - begun
    kills = 0
    end = time.monotonic() + SECONDS
    while time.monotonic() < end or kills < 2:
        *found, now = works.done(_loading(place, "killed", chance.uniform(0, took)))
        kills += 1
        wrong += found
        if now != whole:
            wrong.append("after a kill the next load makes something else")
    place.drop("whole", "killed")
    _tell(counts, "loading for the first time", kills, wrong)
    counts.tell("  documents after the load that followed", len(whole), least=50)


def _loading(place: Place, name: str, after: float | None) -> works.Work:
    """Return what loads into an empty database, killed before if ``after`` says when.

    It tells faults, and last what is there.
    """

    def work(tell: works.Tell, mark: str) -> None:
        from django.db import connection, connections

        from tests.soak.wholeness import faults, fingerprint

        connections.settings["default"].update(database_of(place.fresh(name, of="empty")))
        connection.close()
        connections["default"] = connections.create_connection("default")
        if after is not None:
            finished = "loaded" in works.killed(works.load_first, "", after)
            kept = len(fingerprint())
            connection.close()
            if kept and kept < _shipped():
                tell(f"{kept} documents are kept of a first load")
            if finished and not kept:
                tell("a load was told and is gone")
        works.done(works.load_first)
        for one in faults():
            tell(one)
        tell(sorted([*key, digest] for key, digest in fingerprint().items()))
        connection.close()

    return work


def _shipped() -> int:
    from django.conf import settings

    from guidance.services.intake.packs import read_folder

    return sum(one.kind != "topics" for _file, one in read_folder(settings.PACKS_DIR))


def _look(told: list[Any], known: set[int], *, is_whole: bool) -> tuple[list[str], set[int]]:
    """Return what is not whole, and which editions are known to be right."""

    def look(tell: works.Tell, mark: str) -> None:
        from guidance.models import Edition
        from tests.soak.wholeness import faults

        found = faults(known=known, is_whole=is_whole)
        for one in told:
            if one[0] == "edition":
                digests = Edition.objects.filter(pk=one[1]).values_list("digest", flat=True)
                if list(digests) != [one[2]]:
                    found.append(f"edition {one[1]} was told and is not there")
        found += _torn_imports([one[1] for one in told if one[0] == "imported"])
        tell([found, sorted(known)])

    ((found, seen),) = works.done(look)
    return found, set(seen)


def _torn_imports(told: list[str]) -> list[str]:
    """Return what is wrong where three documents were imported at once."""
    lines = {getattr(row, works.LINES[kind]) for kind, row in works.rows()}
    imported = {line for line in lines if "of import" in line}
    if imported and len(lines) != 1:
        return [f"an import is there by halves: {lines}"]
    return ["an import was told and is gone"] if told and not imported else []


def _tell(counts: Counts, name: str, kills: int, wrong: list[str]) -> None:
    for one in wrong[:10]:
        print("WRONG", one)
    counts.tell(f"kills while {name}", kills, least=2)
    counts.tell("  faults", len(wrong), most=0)


if __name__ == "__main__":
    main()
