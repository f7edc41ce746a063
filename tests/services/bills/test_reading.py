"""Any bytes are read or refused: each format by its content, ten broken files by their places."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.bills.shapes import Unreadable
from guidance.services.bills import reading
from guidance.services.bills.reading import MAX_BYTES, read_bill
from tests.core.bills.files import (
    LOCK,
    MODEL,
    MODEL_CARD,
    MODEL_IN_XML,
    SPDX,
    SPDX_IN_LINES,
    component,
    cyclonedx,
)

CHECKER = {"left-pad@1.0": {"licenses": "MIT"}}
TABLE = b"Name,Version,License\r\nleft-pad,1.0,MIT\r\n"
FILES = {
    "CycloneDX 1.6 JSON": json.dumps(MODEL).encode(),
    "CycloneDX 1.6 XML": MODEL_IN_XML,
    "SPDX 2.3 JSON": json.dumps(SPDX).encode(),
    "SPDX 2.3 tag-value": SPDX_IN_LINES,
    "package lock 3": json.dumps(LOCK).encode(),
    "license-checker JSON": json.dumps(CHECKER).encode(),
    "a list in JSON": b'[{"Name": "left-pad", "License": "MIT"}]',
    "a table in CSV": TABLE,
    "requirements of pip": b"django==5.2\n",
    "model card": MODEL_CARD,
}


def with_license(license):
    return json.dumps(cyclonedx(component(), component(licenses=[license]))).encode()


BROKEN = [
    (b'{"bomFormat": "CycloneDX",\n "specVersion" "1.6"}', "line 2, column 16"),
    (json.dumps(cyclonedx(specVersion="1.0")).encode(), "specVersion"),
    (json.dumps(cyclonedx({"type": "library"})).encode(), "components[0].name"),
    (json.dumps(cyclonedx(component(), 7)).encode(), "components[1]"),
    (with_license({"license": {"id": 5}}), "components[1].licenses[0].license.id"),
    (json.dumps(cyclonedx(component(scope="perhaps"))).encode(), "components[0].scope"),
    (json.dumps(SPDX | {"packages": [{"SPDXID": "a"}]}).encode(), "packages[0].name"),
    (MODEL_IN_XML.replace(b"</group>", b"</grp>", 1), "line 6, column 23"),
    (SPDX_IN_LINES.replace(b"PackageName: both", b"both"), "line 16"),
    (b"---\nlicense: [mit\n---\n", "line 3, column 1"),
    (b"---\na: &a [1]\nb: *a\n---\n", "line 3"),
    (b"Name,License\nleft-pad\n", "line 2"),
    (b"django\n\xff\n", "line 2"),
]


@pytest.mark.parametrize("format", FILES)
def test_format_is_told_by_what_stands_in_the_file(format):
    assert read_bill(FILES[format]).format == format


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("format", [*list(FILES)[:1], *list(FILES)[2:]])
def test_marks_of_other_encodings_are_read(format, encoding):
    content = FILES[format].decode().encode(encoding)

    assert read_bill(content).items == read_bill(FILES[format]).items


@pytest.mark.parametrize(("content", "place"), BROKEN)
def test_broken_file_is_refused_with_the_place(content, place):
    with pytest.raises(Unreadable) as refusal:
        read_bill(content)

    assert refusal.value.place == place


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04", "The file is packed, as zip programs and Excel write it; unpack it first."),
        (b"\x1f\x8b\x08", "The file is packed, as gzip writes it; unpack it first."),
        (b"[]", "The file lists no components."),
        (b'{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}',
         "is not read: SPDX 3 and JSON-LD; save it as SPDX 2.3"),
        (b'{"a": 1}', f"The file is JSON, but none of what is read here: {reading.FORMATS}."),
    ],
)  # fmt: skip
def test_what_is_no_bill_is_refused_by_what_it_is(content, message):
    with pytest.raises(Unreadable) as refusal:
        read_bill(content)

    assert refusal.value.message == message


def test_size_is_bounded_on_both_sides():
    assert len(read_bill(b"django\n" + b" " * (MAX_BYTES - 7)).items) == 1
    with pytest.raises(Unreadable, match="larger than 10 MB"):
        read_bill(b"django\n" + b" " * (MAX_BYTES - 6))


@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    _read_or_refused(content)


@given(data=st.data())
def test_mutated_files_are_read_or_refused(data):
    content = bytearray(data.draw(st.sampled_from(list(FILES.values()))))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        length = data.draw(st.sampled_from([0, 1, 2, 30]))
        pieces = [b"", b"null", b"[", b"{", b'"', b"\0", b"\xff", b"NaN", b"<", b"&a;", b"1e999",
                  b'"\\ud800"', b"*a", b"\n"]  # fmt: skip
        new = data.draw(st.one_of(st.sampled_from(pieces), st.binary(max_size=4)))
        content[start : start + length] = new
    _read_or_refused(bytes(content))


def _read_or_refused(content):
    refused = ""
    try:
        bill = read_bill(content)
    except Unreadable as refusal:
        refused = str(refusal)
    shown = [refused] if refused else [item.name for item in bill.items]
    assert shown != []
    assert "".join(shown).encode() != b""  # a page can show it
