"""SPDX 2.2 and 2.3: packages with their licenses, and by what they are related to the product."""

from guidance.core.bills.items import Bill, Item, ItemKind, Written
from guidance.core.bills.shapes import MAX_ITEMS, MAX_LICENSE, Part, Unreadable

_UNSAID = ("", "NOASSERTION")
_NOT_HANDED_ON = {
    "DEV_DEPENDENCY_OF": "development",
    "DEV_TOOL_OF": "development",
    "BUILD_DEPENDENCY_OF": "building",
    "BUILD_TOOL_OF": "building",
    "TEST_DEPENDENCY_OF": "test",
    "TEST_TOOL_OF": "test",
    "TEST_OF": "test",
    "TEST_CASE_OF": "test",
    "OPTIONAL_DEPENDENCY_OF": "optional",
    "PROVIDED_DEPENDENCY_OF": "provided by others",
}
_HANDED_ON_FROM = {"DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF", "CONTAINED_BY", "PACKAGE_OF"}
_HANDED_ON_TO = {"CONTAINS", "DEPENDS_ON", "STATIC_LINK", "DYNAMIC_LINK", "DISTRIBUTION_ARTIFACT"}


def read_spdx(document: Part, *, written_in: str) -> Bill:
    """Read a document; where it describes one of several packages, that is the product."""
    version = document.words("spdxVersion")
    if version not in ("SPDX-2.2", "SPDX-2.3"):
        raise document.refused(f'must be SPDX-2.2 or SPDX-2.3, not "{version[:20]}"', "spdxVersion")
    packages = document.list_of("packages")
    if len(packages) > MAX_ITEMS:
        raise Unreadable(f"The file lists more than {MAX_ITEMS:,} packages.", "packages")
    related, described = _relations(document)
    named = dict(_explained(one) for one in document.parts("hasExtractedLicensingInfos"))
    product, items = "", []
    for package in document.parts("packages"):
        name = package.words("name")
        if not name:
            raise package.refused("is missing", "name")
        if {package.words("SPDXID")} == described and len(packages) > 1:
            product = name
        else:
            items.append(_item(package, name, related))
    return Bill(f"{version.replace('-', ' ')} {written_in}", tuple(items), product, named)


def _relations(document: Part) -> tuple[dict[str, set[str]], set[str]]:
    """Return for each element why it is not handed on ("" where it is), and those described."""
    described = set(document.all_words("documentDescribes"))
    related: dict[str, set[str]] = {}
    for one in document.parts("relationships"):
        this, kind = one.words("spdxElementId"), one.words("relationshipType")
        other = one.words("relatedSpdxElement")
        if kind == "DESCRIBES":
            described.add(other)
        elif kind == "DESCRIBED_BY":
            described.add(this)
        elif kind in _NOT_HANDED_ON:
            related.setdefault(this, set()).add(_NOT_HANDED_ON[kind])
        elif kind in _HANDED_ON_FROM:
            related.setdefault(this, set()).add("")
        elif kind in _HANDED_ON_TO:
            related.setdefault(other, set()).add("")
    return related, described


def _explained(one: Part) -> tuple[str, Written]:
    address = next(one.all_words("seeAlsos"), "")
    name = one.words("name", most=MAX_LICENSE)
    return one.words("licenseId"), Written("" if name in _UNSAID else name, address)


def _item(package: Part, name: str, related: dict[str, set[str]]) -> Item:
    ways = related.get(package.words("SPDXID"), {""})  # "" is the least: one such way is enough
    concluded = package.words("licenseConcluded", most=MAX_LICENSE)
    declared = package.words("licenseDeclared", most=MAX_LICENSE)
    words = declared if concluded in _UNSAID else concluded
    is_data = package.words("primaryPackagePurpose") == "DATA"
    return Item(
        name=name,
        version=package.words("versionInfo"),
        licenses=() if words in _UNSAID else (Written(words),),
        kind=ItemKind.DATA if is_data else ItemKind.PART,
        only_for=min(ways),
    )
