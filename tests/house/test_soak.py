"""The soak's table: what is beyond a bound is said, and ends with 1; its parts are all there."""

import re
from pathlib import Path

import pytest

from tests.soak import counts
from tests.soak.__main__ import PARTS, main
from tests.soak.counts import Count

SOAK = Path(counts.__file__).parent


@pytest.mark.parametrize(
    ("bounds", "value", "is_good"),
    [
        ({}, 9, True),
        ({"most": 0}, 0, True),
        ({"most": 0}, 1, False),
        ({"least": 2}, 2, True),
        ({"least": 2}, 1, False),
        ({"most": 4.0}, 4.01, False),
    ],
)
def test_count_is_wrong_beyond_its_bound(bounds, value, is_good):
    assert Count("races", "lost", value, **bounds).is_good == is_good


@pytest.mark.parametrize(("lost", "status"), [(0, 0), (1, 1)])
def test_report_ends_with_1_where_a_count_is_wrong(lost, status, capsys):
    found = [Count("races", "driven", 12), Count("races", "lost", lost, most=0)]

    assert counts.report(found) == status
    assert ("<-- WRONG" in capsys.readouterr().out) == bool(lost)


def test_counts_are_kept_for_who_began_the_part(tmp_path):
    made = counts.Counts("races")
    made.tell("driven", 12, "pairs", least=10)

    made.keep(tmp_path / "counts.json")

    assert counts.read(tmp_path / "counts.json") == made.all


def test_part_that_is_not_there_is_named(capsys):
    assert main(["rases"]) == 2
    assert "No part is named rases. There are: races, kills" in capsys.readouterr().out


def test_parts_are_the_modules_that_can_be_run():
    run = {
        file.stem
        for file in SOAK.glob("[a-z]*.py")
        if re.search(r'^if __name__ == "__main__":', file.read_text(), re.MULTILINE)
    }

    # What loads is a script beside these, which can be run by itself.
    assert {*run, "load"} == set(PARTS)
