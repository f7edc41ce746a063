"""CycloneDX 1.2 to 1.7, also of models: components, their scope, licenses and origins."""

from collections.abc import Iterator

from guidance.core.bills.items import Bill, Item, ItemKind, Written
from guidance.core.bills.shapes import MAX_ITEMS, MAX_LICENSE, Part, Unreadable

VERSIONS = ("1.2", "1.3", "1.4", "1.5", "1.6", "1.7")

_KINDS = {"machine-learning-model": ItemKind.MODEL, "data": ItemKind.DATA}
_SCOPES = {"": "", "required": "", "optional": "optional", "excluded": "excluded"}
_FOR_BUILDING = {
    ("cdx:npm:package:development", "true"): "development",
    ("cdx:composer:package:isdevrequirement", "true"): "development",
    ("cdx:poetry:group", "dev"): "development",
    ("cdx:poetry:package:group", "dev"): "development",
    ("cdx:poetry:group", "test"): "test",
    ("cdx:poetry:package:group", "test"): "test",
    ("cdx:pipenv:category", "develop"): "development",
    ("cdx:pipenv:category", "dev-packages"): "development",
}
"""What generators write of development. Source: the CycloneDX property taxonomy."""
_GROUPS = {"cdx:poetry:group", "cdx:poetry:package:group", "cdx:pipenv:category"}


def read_cyclonedx(bom: Part, *, written_in: str) -> Bill:
    """Read a bill; its own product is named, and not listed unless it is a model."""
    version = bom.words("specVersion")
    if version not in VERSIONS:
        known = f"{VERSIONS[0]} to {VERSIONS[-1]}"
        raise bom.refused(f'must be {known}, not "{version[:20]}"', "specVersion")
    product = bom.part("metadata").part("component")
    found: dict[str, Item] = {}
    if product.words("type") in _KINDS:
        _take(product, found)
    for component in bom.parts("components"):
        _take(component, found)
    return Bill(f"CycloneDX {version} {written_in}", tuple(found.values()), _name(product))


def _take(component: Part, found: dict[str, Item]) -> None:
    """Take a component and all that stands inside it; one with the same reference only once."""
    left = [component]
    while left:
        part = left.pop()
        name = _name(part)
        if not name:
            raise part.refused("is missing", "name")
        reference = part.words("bom-ref") or part.words("purl", most=2_000)
        _keep(found, reference, _item(part, name))
        for key, item in _about_model(part, name):
            _keep(found, key, item)
        left.extend(reversed(list(part.parts("components"))))


def _keep(found: dict[str, Item], reference: str, item: Item) -> None:
    if len(found) >= MAX_ITEMS:
        raise Unreadable(f"The file lists more than {MAX_ITEMS:,} components.", "components")
    found.setdefault(reference or f"\0{len(found)}", item)


def _name(part: Part) -> str:
    group, name = part.words("group"), part.words("name")
    return f"{group}/{name}" if group and name else name


def _item(part: Part, name: str) -> Item:
    scope = part.words("scope")
    if scope not in _SCOPES:
        raise part.refused("must be required, optional or excluded", "scope")
    pedigree = part.part("pedigree")
    is_changed = part.is_true("modified") or any(
        pedigree.list_of(key) for key in ("ancestors", "patches", "commits")
    )
    return Item(
        name=name,
        version=part.words("version"),
        licenses=tuple(_licenses(part)),
        kind=_KINDS.get(part.words("type"), ItemKind.PART),
        only_for=_SCOPES[scope] or _development(part),
        is_changed=is_changed,
    )


def _development(part: Part) -> str:
    """Return what a component is only for, as its properties say; in several groups, for all."""
    reasons = []
    for one in part.parts("properties"):
        name = one.words("name", most=MAX_LICENSE).lower()
        value = one.words("value", most=MAX_LICENSE).lower()
        reason = _FOR_BUILDING.get((name, value), "")
        if name in _GROUPS or reason:
            reasons.append(reason)
    return reasons[0] if reasons and all(reasons) else ""


def _licenses(part: Part) -> Iterator[Written]:
    """Return what is concluded, where somebody did, and else all that is listed."""
    listed = [
        (choice.words("acknowledgement") or named.words("acknowledgement"), written)
        for choice in part.parts("licenses")
        for named in (choice.part("license"),)
        if (written := _written(choice, named))
    ]
    concluded = [written for how, written in listed if how == "concluded"]
    return iter(concluded or [written for _, written in listed])


def _written(choice: Part, named: Part) -> Written | None:
    words = (
        choice.words("expression", most=MAX_LICENSE)
        or named.words("id")
        or named.words("name", most=MAX_LICENSE)
    )
    address = named.words("url", most=2_000)
    if words or address:
        return Written(words, address)
    return Written("a text without a name") if named.held.get("text") else None


def _about_model(part: Part, name: str) -> Iterator[tuple[str, Item]]:
    """Return what a model comes from: the models that it was made of, and the data it learnt."""
    if _KINDS.get(part.words("type")) is not ItemKind.MODEL:
        return
    for ancestor in part.part("pedigree").parts("ancestors"):
        base = _name(ancestor)
        licenses = tuple(_licenses(ancestor)) or (Written(base, is_of_model=True),)
        yield (
            ancestor.words("bom-ref"),
            Item(base, ancestor.words("version"), licenses, ItemKind.MODEL, is_changed=True),
        )
    for data in part.part("modelCard").part("modelParameters").parts("datasets"):
        # A reference is to a component that is listed by itself.
        if title := data.words("name"):
            yield data.words("bom-ref"), Item(title, "", (), ItemKind.DATA, "training")
