"""Drive every pair of writers, again and again: tests/admin/test_races.py with RACES.

RACES is how often, 2 where it is not given (1 on SQLite, which has one writer at a time).
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from tests.soak.counts import Counts


def main() -> None:
    counts = Counts(os.environ["SOAK_PART"])
    file = Path(os.environ["SOAK_FOLDER"]) / "races.xml"
    times = os.environ.get("RACES") or ("1" if os.environ["SOAK_PLACE"] == "sqlite" else "2")
    command = [
        sys.executable, "-m", "pytest", "-q", "-n", "2", "--tb=short", "-p", "no:cacheprovider",
        f"--junit-xml={file}", "tests/admin/test_races.py",
    ]  # fmt: skip
    given = os.environ | {"RACES": times, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    given["PGOPTIONS"] = f"{given.get('PGOPTIONS', '')} -c synchronous_commit=off"
    subprocess.run(command, env=given)
    suite = next(iter(ElementTree.parse(file).getroot()))  # noqa: S314 - pytest wrote it
    wrong = int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
    counts.tell("pairs of writers driven", int(suite.get("tests", "0")), least=500)
    counts.tell("pairs with something lost, a 5xx, or nobody accepted", wrong, most=0)
    counts.keep(Path(os.environ["SOAK_COUNTS"]))


if __name__ == "__main__":
    main()
