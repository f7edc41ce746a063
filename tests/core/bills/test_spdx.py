"""SPDX in JSON and in lines: the same document, with its relations."""

import pytest

from guidance.core.bills.items import Item, ItemKind, Written
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


def read_lines(*lines):
    text = "\n".join(["SPDXVersion: SPDX-2.3", "PackageName: a", *lines])
    return read_spdx(read_tag_values(text), written_in="tag-value")


@pytest.mark.parametrize("purpose", ["DATA", "LIBRARY"])
def test_package_of_data_is_data(purpose):
    kind = ItemKind.DATA if purpose == "DATA" else ItemKind.PART

    assert read_lines(f"PrimaryPackagePurpose: {purpose}").items == (Item("a", kind=kind),)


def test_packages_are_bounded_on_both_sides(monkeypatch):
    monkeypatch.setattr("guidance.core.bills.spdx.MAX_ITEMS", 2)

    assert len(read_lines("PackageName: b").items) == 2
    with pytest.raises(Unreadable, match="more than 2 packages") as refusal:
        read_lines("PackageName: b", "PackageName: c")
    assert refusal.value.place == "packages"


def test_license_is_explained_by_its_name_and_where_it_stands():
    named = read_lines(
        "LicenseID: LicenseRef-1", "LicenseName: NOASSERTION",
        "LicenseCrossReference: https://example.org/1",
        "LicenseID: LicenseRef-2", "LicenseName: Own", "ExtractedText: <text>Use",
        "LicenseName: it</text>",
    ).named  # fmt: skip

    assert named == {
        "LicenseRef-1": Written("", "https://example.org/1"),
        "LicenseRef-2": Written("Own"),
    }


def test_what_is_said_of_a_license_or_file_is_not_said_of_a_package():
    bill = read_lines(
        "LicenseCrossReference: https://example.org", "LicenseName: MIT",
        "FileName: ./a.c", "PackageVersion: 1.0", "SnippetSPDXID: b", "PackageVersion: 2.0",
        "LicenseID: LicenseRef-1", "LicenseName: Own", "PackageVersion: 3.0",
    )  # fmt: skip

    assert bill.items == (Item("a"),)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<text>MIT</text>", "MIT"),
        ("<text>MIT\nOR ISC</text>", "MIT OR ISC"),
        ("<text>MIT\nOR\nISC</text> or not", "MIT OR ISC"),
    ],
)
def test_text_over_several_lines_is_one_value(written, words):
    bill = read_lines(f"PackageLicenseDeclared: {written}", "PackageVersion: 1.0")

    assert bill.items == (Item("a", "1.0", (Written(words),)),)


def test_lines_are_bounded_on_both_sides(monkeypatch):
    monkeypatch.setattr("guidance.core.bills.tag_values.MAX_PARTS", 2)

    assert read_lines("SPDXID: a").items == (Item("a"),)
    with pytest.raises(Unreadable, match="more than 2 lines"):
        read_lines("SPDXID: a", "PackageVersion: 1.0")
