"""What a product is made of: components, each with its license and the way it is used."""

from dataclasses import dataclass
from enum import StrEnum

from guidance.core.documents.licenses import TermUse


class Use(StrEnum):
    """How a component is used; what is only for building is handed to nobody."""

    SHIPPED_SOURCE = "shipped_source"
    SHIPPED_BINARY = "shipped_binary"
    HOSTED = "hosted"
    BUILDING = "building"


@dataclass(frozen=True)
class Component:
    """One part of a product; ``license`` is an expression as somebody wrote it.

    ``is_linked``: it is part of one larger program, and not merely beside it.
    """

    name: str
    version: str
    license: str
    use: Use
    is_changed: bool = False
    is_linked: bool = False


_WAY = {
    Use.SHIPPED_SOURCE: TermUse.SOURCE,
    Use.SHIPPED_BINARY: TermUse.BINARY,
    Use.HOSTED: TermUse.HOSTED,
}
_WAYS = frozenset(_WAY.values())


def is_triggered(uses: tuple[TermUse, ...], component: Component) -> bool:
    """Tell whether a term with these ``uses`` applies to a component as it is used.

    What is only for building triggers nothing. Else the way of handing on (*source*, *binary*,
    *hosted*) has to be among ``uses``, unless none of the three is; and each of *changed* and
    *linked* that is among them has to be true of the component as well: both, where both are.

    >>> tool = Component("tool", "", "MIT", Use.BUILDING, is_changed=True)
    >>> page = Component("page", "", "MIT", Use.HOSTED, is_linked=True)
    >>> is_triggered((), tool), is_triggered((), page)
    (False, True)
    >>> is_triggered((TermUse.SOURCE, TermUse.BINARY), page)
    False
    >>> is_triggered((TermUse.HOSTED, TermUse.CHANGED), page)
    False
    >>> is_triggered((TermUse.LINKED,), page)
    True
    >>> is_triggered((TermUse.CHANGED, TermUse.LINKED), page)
    False
    """
    if component.use is Use.BUILDING:
        return False
    ways = _WAYS.intersection(uses)
    return (
        (not ways or _WAY[component.use] in ways)
        and (TermUse.CHANGED not in uses or component.is_changed)
        and (TermUse.LINKED not in uses or component.is_linked)
    )
