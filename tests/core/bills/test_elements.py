"""XML: entities are refused before they grow, and each refusal has its line."""

import pytest

from guidance.core.bills.cyclonedx_xml import bill_of
from guidance.core.bills.elements import read_xml
from guidance.core.bills.shapes import MAX_DEPTH, Unreadable

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE bom [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<bom>&b;</bom>"""
OUTSIDE = b'<!DOCTYPE bom SYSTEM "http://example.org/bom.dtd"><bom/>'


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (LAUGHS, "line 2, column 15"),
        (OUTSIDE, "line 1, column 50"),
        (b"<bom>\n<a></bom>", "line 2, column 6"),
        (b"<bom>&a;</bom>", "line 1, column 6"),
        (b'<?xml version="1.0" encoding="nothing"?><bom/>', "line 1"),
        (b"<a>" * (MAX_DEPTH + 1), f"line 1, column {MAX_DEPTH * 3 + 1}"),
    ],
)
def test_broken_xml_is_refused_with_the_place(content, place):
    with pytest.raises(Unreadable) as refusal:
        read_xml(content)

    assert refusal.value.place == place


def test_depth_is_bounded_on_both_sides():
    assert read_xml(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH).name == "a"


@pytest.mark.parametrize(
    "content",
    [
        b"<a><b/><c/><d/></a>",
        b'<a one="1" two="2" three="3"/>',
        b'<a><b one="1"/><c/></a>',
    ],
)
def test_elements_and_attributes_are_bounded_together_on_both_sides(monkeypatch, content):
    monkeypatch.setattr("guidance.core.bills.elements.MAX_PARTS", 4)
    assert read_xml(content).name == "a"
    monkeypatch.setattr("guidance.core.bills.elements.MAX_PARTS", 3)

    with pytest.raises(Unreadable, match="more than 3 values") as refusal:
        read_xml(content)
    assert refusal.value.place.startswith("line 1, column ")


def test_words_of_an_element_are_its_own_without_what_stands_around_them():
    root = read_xml(b"\n<a> one &amp;\n two <b>not these</b>!</a>\n")

    assert root.words == "one &\n two !"


@pytest.mark.parametrize(
    "content", [b"<project/>", b'<bom xmlns="http://cyclonedx.org/schema/bom/x"/>']
)
def test_other_documents_are_refused(content):
    with pytest.raises(Unreadable) as refusal:
        bill_of(read_xml(content))

    assert refusal.value.place == "line 1"
