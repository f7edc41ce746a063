"""The process that reads one bill: a file comes in, what it lists goes out, and then it ends.

It knows no settings, no secret and no database; memory, time and files are bounded by the system.
The first line that it is given names the licenses of the portal, all that follows is the file.
"""

import json
import os
import resource
import sys
import traceback
from dataclasses import asdict

from guidance.core.bills.naming import Known, Names
from guidance.core.bills.shapes import Unreadable
from guidance.services.bills.expressions import Meaning, identifiers, meaning_of
from guidance.services.bills.reading import read_bill

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


def answer(given: bytes) -> dict[str, object]:
    """Return what a file lists, or why it is refused; whatever it holds."""
    head, _, content = given.partition(b"\n")
    known = [Known(slug, spdx, tuple(names)) for slug, spdx, names in json.loads(head)]
    try:
        return _read(content, Names.of(known, identifiers()))
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


def _read(content: bytes, names: Names) -> dict[str, object]:
    bill = read_bill(content)
    places: dict[object, int] = {}
    meanings: list[Meaning] = []
    items = []
    for item in bill.items:
        if item.licenses not in places:
            places[item.licenses] = len(meanings)
            meanings.append(meaning_of(item.licenses, names, bill.named))
        place = places[item.licenses]
        kind, is_changed = str(item.kind), item.is_changed
        items.append((item.name, item.version, place, kind, item.only_for, is_changed))
    return {
        "format": bill.format,
        "product": bill.product,
        "says": bill.says,
        "meanings": [asdict(meaning) for meaning in meanings],
        "items": items,
    }


if __name__ == "__main__":
    bound()
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))
