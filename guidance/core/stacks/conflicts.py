"""What cannot be kept together: two licenses, or a license and what is wanted for the whole.

Only what terms say is compared, term against term. Where they do not decide: ask counsel.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from guidance.core.documents.licenses import License, Term, TermKind
from guidance.core.stacks.components import Component, is_triggered
from guidance.core.stacks.duties import Holding, order_of
from guidance.core.stacks.names import (
    LIMITS_ON_USE,
    NO_FURTHER_RESTRICTIONS,
    NO_OTHER_LICENSE,
    NON_COMMERCIAL,
    SAME_LICENSE,
    UNDER,
    role_of,
)


class Level(StrEnum):
    """How sure a clash is: the texts say so, or they leave it open."""

    CONFLICT = "conflict"
    COUNSEL = "counsel"


class Rule(StrEnum):
    """Why it clashes."""

    CLOSED_WHOLE = "closed-whole"
    OTHER_WHOLE = "other-whole"
    PART_STAYS = "part-stays"
    TWO_WHOLES = "two-wholes"
    LIMITED_IN_FREE = "limited-in-free"
    SOLD = "sold"


@dataclass(frozen=True)
class Whole:
    """What is wanted for the product as a whole: a license, or to keep it closed, or neither."""

    license: License | None = None
    is_closed: bool = False


@dataclass(frozen=True)
class Side:
    """A license with the term that clashes, and the components that it comes from."""

    license: str
    term: Term | None
    components: tuple[Component, ...] = ()


@dataclass(frozen=True)
class Clash:
    """``second`` is None where it clashes with what is wanted, and with no license."""

    level: Level
    rule: Rule
    first: Side
    second: Side | None = None


@dataclass(frozen=True)
class _Role:
    side: Side
    is_said: bool

    @property
    def level(self) -> Level:
        return Level.CONFLICT if self.is_said else Level.COUNSEL

    @property
    def is_linked(self) -> bool:
        return any(component.is_linked for component in self.side.components)


_Roles = Mapping[str, _Role]


def clashes(holdings: Iterable[Holding], whole: Whole) -> tuple[Clash, ...]:
    """Return what clashes, conflicts first; the same however the components are listed."""
    licenses: dict[str, License] = {}
    under: dict[str, set[Component]] = {}
    for held in holdings:
        licenses[held.license.slug] = held.license
        under.setdefault(held.license.slug, set()).add(held.component)
    roles = {
        slug: _roles(licenses[slug], sorted(under[slug], key=order_of)) for slug in sorted(under)
    }
    found = [clash for slug in roles for clash in _with_whole(licenses[slug], roles[slug], whole)]
    for one, other in combinations(roles, 2):
        found += _between(licenses[one], roles[one], licenses[other], roles[other])
    return tuple(sorted(found, key=lambda clash: tuple(Level).index(clash.level)))


def _roles(license: License, components: list[Component]) -> _Roles:
    """Return the first term of each role that one of the components triggers."""
    found: dict[str, _Role] = {}
    for term in license.terms:
        role = role_of(term)
        if role is None or role.name in found:
            continue
        if by := tuple(one for one in components if is_triggered(term.uses, one)):
            found[role.name] = _Role(Side(license.slug, term, by), role.is_said)
    return found


def _with_whole(license: License, roles: _Roles, whole: Whole) -> Iterator[Clash]:
    same = roles.get(SAME_LICENSE)
    if whole.is_closed:
        if same:
            yield Clash(same.level, Rule.CLOSED_WHOLE, same.side)
        if sold := roles.get(NON_COMMERCIAL):
            yield Clash(Level.COUNSEL, Rule.SOLD, sold.side)
    wanted = whole.license
    if wanted is None or wanted.slug == license.slug:
        return
    if same and not _lets(license, wanted):
        other = _side_of(wanted, SAME_LICENSE, NO_FURTHER_RESTRICTIONS)
        yield Clash(same.level, Rule.OTHER_WHOLE, same.side, other)
    stays = _first(roles, NO_OTHER_LICENSE, NON_COMMERCIAL, LIMITS_ON_USE)
    if stays:
        level = Level.CONFLICT if wanted.is_open_source else Level.COUNSEL
        other = _side_of(wanted, NO_FURTHER_RESTRICTIONS, SAME_LICENSE)
        yield Clash(level, Rule.PART_STAYS, stays.side, other)


def _between(one: License, ones: _Roles, other: License, others: _Roles) -> Iterator[Clash]:
    first, second = ones.get(SAME_LICENSE), others.get(SAME_LICENSE)
    if first and second and not _lets(one, other) and not _lets(other, one):
        yield Clash(_level(first, second), Rule.TWO_WHOLES, first.side, second.side)
    for same, free, bound in ((first, ones, others), (second, others, ones)):
        limit = _first(bound, NON_COMMERCIAL, LIMITS_ON_USE)
        if same and limit:
            said = free.get(NO_FURTHER_RESTRICTIONS, same)
            yield Clash(_level(same, limit), Rule.LIMITED_IN_FREE, said.side, limit.side)


def _level(one: _Role, other: _Role) -> Level:
    """Return how sure it is that two terms meet: only what is part of one program surely does."""
    is_sure = one.is_said and other.is_said and one.is_linked and other.is_linked
    return Level.CONFLICT if is_sure else Level.COUNSEL


def _first(roles: _Roles, *names: str) -> _Role | None:
    return next((roles[name] for name in names if name in roles), None)


def _side_of(license: License, *names: str) -> Side:
    """Return the side of the license that is wanted, with its term on the matter, if it has one."""
    terms = {role.name: term for term in reversed(license.terms) if (role := role_of(term))}
    return Side(license.slug, next((terms[name] for name in names if name in terms), None))


def _lets(license: License, other: License) -> bool:
    """Tell whether a license permits expressly that a whole with it is under the other one."""
    name = f"{UNDER}{other.slug}"
    return any(term.kind is TermKind.PERMISSION and term.same_as == name for term in license.terms)
