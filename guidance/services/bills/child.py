"""The process that reads one bill: a file comes in, what it lists goes out, and then it ends.

It knows no settings, no secret and no database; memory, time and files are bounded by the system.
It is given the length of the file on a line, then the file. On a line of its own it asks once for
the names in it, bare, and is told on one which licenses of the portal have them.
"""

import json
import os
import resource
import sys
import traceback
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from typing import IO

from guidance.core.bills.items import Bill, Written
from guidance.core.bills.naming import Known, Names
from guidance.core.bills.shapes import Unreadable
from guidance.services.bills.expressions import Meaning, identifiers, meaning_of
from guidance.services.bills.reading import read_bill

Ask = Callable[[list[str]], Iterable[tuple[str, Known]]]
"""Returns the licenses that have some of these names, each with the name."""

MEMORY = 768 * 1024 * 1024
CPU_SECONDS = 8
NICENESS = 5

_LIMITS = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_CPU, CPU_SECONDS),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
)


def bound() -> None:
    """Bound this process, as far as the system can."""
    for limit, most in _LIMITS:
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):  # macOS bounds no memory; the parent bounds the time anyway
            continue
    os.nice(NICENESS)


def answer(content: bytes, ask: Ask) -> dict[str, object]:
    """Return what a file lists, or why it is refused; whatever it holds."""
    try:
        return _read(content, ask)
    except Unreadable as refusal:
        return {"refused": refusal.message, "place": refusal.place}
    except MemoryError:
        return {"refused": "The file takes too much memory to be read.", "place": ""}
    except RecursionError:
        return {"refused": "The file is nested too deep.", "place": ""}
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return {
            "failed": f"{type(error).__name__} in {os.path.basename(last.filename)}:{last.lineno}"
        }


def _read(content: bytes, ask: Ask) -> dict[str, object]:
    bill = read_bill(content)
    meanings = _meanings(bill, ask)
    places = {licenses: place for place, licenses in enumerate(meanings)}
    items = [
        (one.name, one.version, places[one.licenses], str(one.kind), one.only_for, one.is_changed)
        for one in bill.items
    ]
    return {
        "format": bill.format,
        "product": bill.product,
        "says": bill.says,
        "meanings": [asdict(meaning) for meaning in meanings.values()],
        "items": items,
    }


def _meanings(bill: Bill, ask: Ask) -> dict[tuple[Written, ...], Meaning]:
    """Return what the licenses of items mean: first without any of the portal, then with them.

    Only the second time takes in those of which the portal knows a name.
    """
    nobody = Names.of((), identifiers())
    found: dict[tuple[Written, ...], Meaning] = {}
    names: dict[tuple[Written, ...], AbstractSet[str]] = {}
    for licenses in dict.fromkeys(item.licenses for item in bill.items):
        unknown, names[licenses] = nobody.asking()
        found[licenses] = meaning_of(licenses, unknown, bill.named)
    known = Names.by_keys(ask(sorted(frozenset().union(*names.values()))), identifiers())
    for licenses, asked in names.items():
        if not asked.isdisjoint(known.by_name):
            found[licenses] = meaning_of(licenses, known, bill.named)
    return found


def main(given: IO[bytes], told: IO[str]) -> None:
    """Read the length of a file and the file; ask for the names in it; tell what it lists."""

    def tell(what: object) -> None:
        print(json.dumps(what), file=told, flush=True)

    def ask(names: list[str]) -> list[tuple[str, Known]]:
        tell(names)
        return [(key, Known(slug, spdx, ())) for key, slug, spdx in json.loads(given.readline())]

    tell(answer(given.read(int(given.readline())), ask))


if __name__ == "__main__":
    bound()
    main(sys.stdin.buffer, sys.stdout)
