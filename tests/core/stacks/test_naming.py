"""What the parts of a stack call a license, as the table of names keeps it.

Who changes what is expected here writes a migration that fills the table anew.
"""

import pytest

from guidance.core.bills.naming import Known
from guidance.core.stacks.naming import keys_of, plain

GPL = Known("gpl-2-0", "GPL-2.0-only", ("GNU GPL  Version 2", "meta/Straße"))


def test_license_is_called_by_all_its_names_and_versions():
    assert sorted(keys_of(GPL)) == [
        "gnu gpl version 2", "gpl-2-0", "gpl-2.0", "gpl-2.0+", "gpl-2.0-only", "gpl-2.0-or-later",
        "meta/strasse",
    ]  # fmt: skip


def test_bills_call_it_so_bare():
    assert sorted(GPL.keys) == ["gnu gpl 2", "gpl 2 0", "gpl 2 only", "meta strasse"]


def test_license_without_an_identifier_has_its_own_names_alone():
    assert sorted(keys_of(Known("own", "", ("Ours",)))) == ["ours", "own"]


@pytest.mark.parametrize("name", ["MIT License", " mit\tLICENSE\n", "Mit  license"])
def test_name_is_plain_without_capitals_and_blanks(name):
    assert plain(name) == "mit license"
