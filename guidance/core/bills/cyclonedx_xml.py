"""CycloneDX in XML, brought into the shape that it has in JSON, with the line of each part."""

import re

from guidance.core.bills.elements import Element
from guidance.core.bills.shapes import Lined, Part, Unreadable

_NAMESPACE = re.compile(r"http://cyclonedx\.org/schema/bom/(\d\.\d{1,2})\Z")


def bill_of(root: Element) -> Part:
    """Return a file's root as JSON would have it, or raise Unreadable where it is another's."""
    known = _NAMESPACE.match(root.namespace)
    if root.name != "bom" or known is None:
        found = f"<{root.name[:40]}> of {root.namespace[:80] or 'no namespace'}"
        raise Unreadable(f"must be a <bom> of CycloneDX, not {found}", f"line {root.line}")
    metadata = root.child("metadata")
    product = metadata.child("component") if metadata else None
    bom = _lined(root, specVersion=known[1])
    bom["components"] = [_component(one) for one in root.below("components")]
    if product:
        bom["metadata"] = _lined(product, component=_component(product))
    return Part(bom)


def _lined(element: Element, /, **held: object) -> Lined:
    lined = Lined(held)
    lined.line = element.line
    return lined


def _words_in(element: Element) -> dict[str, object]:
    return {child.name: child.words for child in element.children}


def _component(element: Element) -> Lined:
    found = _lined(element, **_words_in(element))
    for key in ("type", "bom-ref"):
        found[key] = element.attributes.get(key)
    found["licenses"] = [_choice(one) for one in element.below("licenses")]
    found["components"] = [_component(one) for one in element.below("components")]
    found["properties"] = [
        _lined(one, name=one.attributes.get("name"), value=one.words)
        for one in element.below("properties")
    ]
    if pedigree := element.child("pedigree"):
        found["pedigree"] = _lined(
            pedigree,
            ancestors=[_component(one) for one in pedigree.below("ancestors")],
            patches=[_lined(one) for one in pedigree.below("patches")],
            commits=[_lined(one) for one in pedigree.below("commits")],
        )
    if card := element.child("modelCard"):
        parameters = card.child("modelParameters")
        found["modelCard"] = _lined(
            card,
            modelParameters=_lined(
                card,
                datasets=[
                    _data(one) for one in (parameters.below("datasets") if parameters else ())
                ],
            ),
        )
    return found


def _choice(element: Element) -> Lined:
    how = element.attributes.get("acknowledgement")
    if element.name == "expression":
        return _lined(element, expression=element.words, acknowledgement=how)
    return _lined(element, license=_lined(element, **_words_in(element)), acknowledgement=how)


def _data(element: Element) -> Lined:
    name = element.child("name")
    return _lined(element, name=name.words if name else None)
