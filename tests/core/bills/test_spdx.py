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


@pytest.mark.parametrize(
    ("relation", "only_for"),
    [
        ("DEPENDENCY_OF app", ""),
        ("RUNTIME_DEPENDENCY_OF app", ""),
        ("CONTAINED_BY app", ""),
        ("PACKAGE_OF app", ""),
        ("OTHER app", "test"),
        ("CONTAINS app", "test"),
        ("BUILD_TOOL_OF app", "building"),
    ],
)
def test_package_is_handed_on_where_one_relation_says_so(relation, only_for):
    lines = ("SPDXVersion: SPDX-2.3\nPackageName: a\nSPDXID: a\n"
             f"Relationship: a TEST_TOOL_OF app\nRelationship: a {relation}")  # fmt: skip

    bill = read_spdx(read_tag_values(lines), written_in="tag-value")

    assert bill.items == (Item("a", only_for=only_for),)


def test_package_is_handed_on_where_the_product_holds_it():
    lines = ("SPDXVersion: SPDX-2.3\nPackageName: a\nSPDXID: a\n"
             "Relationship: a TEST_TOOL_OF app\nRelationship: app {} a")  # fmt: skip

    def only_for(kind):
        document = read_tag_values(lines.format(kind))
        return read_spdx(document, written_in="tag-value").items[0].only_for

    assert (only_for("CONTAINS"), only_for("DYNAMIC_LINK"), only_for("OTHER")) == ("", "", "test")


@pytest.mark.parametrize(
    "relation", ["SPDXRef-DOCUMENT DESCRIBES a", "a DESCRIBED_BY SPDXRef-DOCUMENT"]
)
def test_described_package_is_the_product(relation):
    lines = ("SPDXVersion: SPDX-2.3\nPackageName: kiosk\nSPDXID: a\nPackageName: left-pad\n"
             f"SPDXID: b\nRelationship: {relation}")  # fmt: skip

    bill = read_spdx(read_tag_values(lines), written_in="tag-value")

    assert (bill.product, bill.items) == ("kiosk", (Item("left-pad"),))


@pytest.mark.parametrize(("blanks", "is_found"), [(9_988, True), (9_989, False)])
def test_only_the_beginning_is_looked_through_for_tags(blanks, is_found):
    assert is_tag_value("\n" * blanks + "SPDXVersion: SPDX-2.3") is is_found
