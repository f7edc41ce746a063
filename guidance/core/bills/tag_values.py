"""SPDX as lines of tags and values, brought into the shape that it has in JSON."""

import re
from collections.abc import Iterator

from guidance.core.bills.shapes import MAX_PARTS, Lined, Part, Unreadable

_LINE = re.compile(r"([A-Za-z][A-Za-z0-9]*):[ \t]*(.*)")
_OF_PACKAGE = {
    "SPDXID": "SPDXID",
    "PackageVersion": "versionInfo",
    "PackageLicenseConcluded": "licenseConcluded",
    "PackageLicenseDeclared": "licenseDeclared",
    "PrimaryPackagePurpose": "primaryPackagePurpose",
}
_RELATION = re.compile(r"(\S+)\s+(\S+)\s+(\S+)\Z")
_OPENS, _CLOSES = "<text>", "</text>"


def is_tag_value(text: str) -> bool:
    return re.search(r"^SPDXVersion:", text[:10_000], re.MULTILINE) is not None


def read_tag_values(text: str) -> Part:
    """Return the document that lines say, or raise Unreadable with the line.

    >>> read_tag_values("SPDXVersion: SPDX-2.3\\nPackageName: a\\nnothing").words("name")
    Traceback (most recent call last):
    guidance.core.bills.shapes.Unreadable: line 3: is not "Tag: value"
    """
    packages: list[object] = []
    explained: list[object] = []
    relations: list[object] = []
    document = _lined(1)
    now = document
    for number, tag, value in _pairs(text):
        if tag == "SPDXVersion":
            document["spdxVersion"] = value
        elif tag == "PackageName":
            now = _lined(number, name=value)
            packages.append(now)
        elif tag in ("FileName", "SnippetSPDXID"):
            now = _lined(number)  # what follows is about a file, which is no package
        elif tag == "LicenseID":
            now = _lined(number, licenseId=value)
            explained.append(now)
        elif tag == "LicenseName" and "licenseId" in now:
            now["name"] = value
        elif tag == "LicenseCrossReference" and "licenseId" in now:
            now["seeAlsos"] = [value]
        elif tag == "Relationship":
            relations.append(_relation(number, value))
        elif "name" in now and "licenseId" not in now and tag in _OF_PACKAGE:
            now[_OF_PACKAGE[tag]] = value
    document["packages"] = packages
    document["relationships"] = relations
    document["hasExtractedLicensingInfos"] = explained
    return Part(document)


def _pairs(text: str) -> list[tuple[int, str, str]]:
    """Return each tag with its line and value; a text over several lines is one value."""
    if text.count("\n") > MAX_PARTS:
        raise Unreadable(f"The file holds more than {MAX_PARTS:,} lines.")
    pairs = []
    lines = iter(enumerate(text.split("\n"), start=1))
    for number, line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.match(line)
        if match is None:
            raise Unreadable('is not "Tag: value"', f"line {number}")
        tag, value = match[1], match[2].strip()
        if value.startswith(_OPENS):
            value = _whole_text(value.removeprefix(_OPENS), lines, number)
        pairs.append((number, tag, value))
    return pairs


def _whole_text(first: str, lines: Iterator[tuple[int, str]], number: int) -> str:
    pieces = [first]
    while _CLOSES not in pieces[-1]:
        following = next(lines, None)
        if following is None:
            raise Unreadable(f"{_OPENS} is not closed", f"line {number}")
        pieces.append(following[1])
    pieces[-1] = pieces[-1].partition(_CLOSES)[0]
    return "\n".join(pieces)


def _relation(number: int, value: str) -> Lined:
    match = _RELATION.match(value)
    if match is None:
        raise Unreadable("must name two elements and what is between them", f"line {number}")
    this, kind, other = match.groups()
    return _lined(number, spdxElementId=this, relationshipType=kind, relatedSpdxElement=other)


def _lined(number: int, **held: object) -> Lined:
    lined = Lined(held)
    lined.line = number
    return lined
