"""SPDX in JSON and in lines: the same document, with its relations."""

import pytest

from guidance.core.bills.items import Item, Written
from guidance.core.bills.shapes import Part, Unreadable
from guidance.core.bills.spdx import read_spdx
from guidance.core.bills.tag_values import is_tag_value, read_tag_values
from tests.core.bills.files import SPDX, SPDX_IN_LINES

ITEMS = (
    Item("left-pad", "1.0", (Written("MIT"),)),
    Item("tests-only", "", (Written("ISC"),), only_for="test"),
    Item("both", "", (Written("LicenseRef-1 OR MIT"),)),
)
NAMED = {"LicenseRef-1": Written("Apache License 2.0")}


@pytest.mark.parametrize(
    "document", [Part(SPDX), read_tag_values(SPDX_IN_LINES.decode())], ids=["json", "lines"]
)
def test_packages_are_listed_by_their_relations(document):
    bill = read_spdx(document, written_in="JSON")

    assert (bill.items, bill.product, bill.named) == (ITEMS, "kiosk", NAMED)


def test_only_package_is_listed_though_it_is_described():
    bill = read_spdx(Part({**SPDX, "packages": SPDX["packages"][:1]}), written_in="JSON")

    assert [item.name for item in bill.items] == ["kiosk"]


def test_lines_are_told_by_their_first_tag():
    assert is_tag_value("# made by hand\nSPDXVersion: SPDX-2.3")
    assert not is_tag_value("django==5.2  # SPDXVersion:")


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("SPDXVersion: SPDX-2.3\nPackageName: a\nnothing", "line 3"),
        ("SPDXVersion: SPDX-2.3\nPackageComment: <text>a\n", "line 2"),
        ("SPDXVersion: SPDX-2.3\nRelationship: a b", "line 2"),
        ("SPDXVersion: SPDX-2.3\nPackageName: ", "line 2"),
        ("SPDXVersion: SPDX-3.0", "line 1"),
    ],
)
def test_broken_lines_are_refused_by_their_number(lines, place):
    with pytest.raises(Unreadable) as refusal:
        read_spdx(read_tag_values(lines), written_in="tag-value")

    assert refusal.value.place == place
