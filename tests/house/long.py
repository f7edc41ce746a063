"""Which tests `make check` leaves to `make test`: those that took long at the last measure.

``python -m tests.house.long REPORT`` writes their names beside this file; REPORT is what
``pytest --junitxml=REPORT --hypothesis-profile=quick -m "not browser and not slow"`` wrote on a
quiet machine.
"""

import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

LIST = Path(__file__).with_suffix(".txt")
SECONDS = 0.3
"""A test whose cases take so long together is long."""


def is_long(nodeid, names):
    return nodeid.partition("[")[0] in names


def names():
    return frozenset(LIST.read_text("utf-8").split())


def measured(report):
    """Return the seconds that the cases of each test took together, by its name."""
    took = Counter()
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314
        file = case.get("classname").replace(".", "/") + ".py"
        took[f"{file}::{case.get('name').partition('[')[0]}"] += float(case.get("time"))
    return took


if __name__ == "__main__":
    long = (name for name, took in measured(sys.argv[1]).items() if took >= SECONDS)
    LIST.write_text("".join(f"{name}\n" for name in sorted(long)), "utf-8")
