"""Which licenses hold for a component: what its expression lets one choose, and what was chosen.

Where nobody chose, it is the way with the fewest conflicts, then the fewest duties. No query.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from guidance.core.stacks.components import Component, Use
from guidance.core.stacks.conflicts import Level, Whole, clashes
from guidance.core.stacks.duties import Holding, owed
from guidance.core.stacks.expressions import Name, ways
from guidance.services.stacks.expressions import Unreadable, names_in, read_expression
from guidance.services.stacks.shelves import Shelf


@dataclass(frozen=True)
class Way:
    """Licenses that hold together: the names that are known here, with their slugs, and the rest.

    ``exceptions`` are named in the expression, and not covered: they may take duties away.
    """

    names: tuple[Name, ...]
    slugs: tuple[str, ...]
    unknown: tuple[str, ...]
    exceptions: tuple[str, ...]
    duties: int

    def __str__(self) -> str:
        return " AND ".join(map(str, self.names))


@dataclass(frozen=True)
class Part:
    """A component as its stack shows it. ``chosen`` is the way that counts, from 1.

    ``is_unreadable``: its license is no expression. ``ways`` is then empty.
    """

    component: Component
    ways: tuple[Way, ...]
    chosen: int = 0
    is_unreadable: bool = False

    @property
    def is_for_building(self) -> bool:
        return self.component.use is Use.BUILDING

    @property
    def way(self) -> Way | None:
        return self.ways[self.chosen - 1] if self.ways else None

    @property
    def is_chosen(self) -> bool:
        """Tell whether its reader chose; else the portal did."""
        return bool(self.component.choice)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """Return the licenses that are named here and not known: of what is handed on."""
        if self.is_for_building:
            return ()
        if self.way is None:
            return (self.component.license,)
        return self.way.unknown

    @property
    def others(self) -> tuple[tuple[int, Way], ...]:
        """Return the ways that could be chosen instead, by their numbers."""
        return tuple((at, way) for at, way in enumerate(self.ways, 1) if at != self.chosen)


def names_of(components: Iterable[Component]) -> set[str]:
    """Return the names of all licenses that stand in components, chosen or not."""
    found = set()
    for written in {component.license for component in components}:
        try:
            found |= {name.license for name in names_in(read_expression(written))}
        except Unreadable:
            continue
    return found


def parts_of(components: Iterable[Component], shelf: Shelf, whole: Whole) -> tuple[Part, ...]:
    """Return components with the licenses that hold for them, in their order."""
    memory: dict[Component, Part] = {}
    found = []
    for component in components:
        alike = replace(component, name="", version="")
        if alike not in memory:
            memory[alike] = _part(alike, shelf, whole)
        found.append(replace(memory[alike], component=component))
    return tuple(found)


def holdings_of(parts: Iterable[Part], shelf: Shelf) -> list[Holding]:
    return [
        Holding(part.component, shelf.readings[slug].document)
        for part in parts
        if part.way and not part.is_for_building
        for slug in part.way.slugs
    ]


def _part(component: Component, shelf: Shelf, whole: Whole) -> Part:
    try:
        offered = ways(read_expression(component.license))
    except Unreadable:
        return Part(component, (), is_unreadable=True)
    found: list[tuple[Way, tuple[bool, int, int]]] = []
    for names in offered:
        known = {name: shelf.slug_of(name.license) for name in names}
        slugs = tuple(dict.fromkeys(slug for slug in known.values() if slug))
        held = [Holding(component, shelf.readings[slug].document) for slug in slugs]
        unknown = tuple(name.license for name, slug in known.items() if not slug)
        exceptions = tuple(name.exception for name in names if name.exception)
        duties = len(owed(held))
        sure = sum(clash.level is Level.CONFLICT for clash in clashes(held, whole))
        way = Way(names, slugs, unknown, exceptions, duties)
        found.append((way, (bool(unknown), sure, duties)))
    # An "or later" that nobody wrote terms for is no choice that could be told from the others.
    told = [one for one in found if one[0].slugs or len(found) == 1] or found[:1]
    best = min(range(len(told)), key=lambda at: told[at][1])
    chosen = component.choice if 1 <= component.choice <= len(told) else best + 1
    return Part(component, tuple(way for way, _order in told), chosen)
