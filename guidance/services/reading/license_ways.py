"""The ways to read a license: with its notes folded or open, its text alone, or some clauses only.

A way is in the address alone; what an address says that is no way is taken for nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext

from guidance.core.definitions.words import DEFINES, Definition
from guidance.core.documents.licenses import License, Policy, PolicySection
from guidance.core.texts.highlights import Clause
from guidance.services.reading.license_parts import LicensePage
from guidance.services.reading.resting import Resting, name_of_clause

Notes = Literal["", "open", "none"]
_LONGEST = 4_000


@dataclass(frozen=True)
class Way:
    """How a license is read: ``notes`` folded (""), open or not at all; ``only`` these clauses.

    ``only`` are keys in the order of the text; empty for the whole.
    """

    notes: Notes = ""
    only: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """Return the one written form of it, "" for the way that a license is read else."""
        fields = {"notes": self.notes, "only": ",".join(self.only)}
        given = {name: value for name, value in fields.items() if value}
        return "?" + urlencode(given, safe=",") if given else ""


def way_in(query: Mapping[str, str], license: License) -> Way:
    """Read the way from an address; names that the license does not have are left out."""
    asked = query.get("notes", "")
    notes: Notes = "open" if asked == "open" else "none" if asked == "none" else ""
    wanted = set(query.get("only", "")[:_LONGEST].split(","))
    keys = (
        *(section.key for section in license.sections),
        *(item.key for policy in license.policies for item in policy.sections),
    )
    return Way(notes, tuple(key for key in keys if key in wanted))


@dataclass(frozen=True)
class Row:
    """A clause as it is shown; or, where ``clause`` is None, how many are left out here."""

    clause: Clause | None = None
    name: str = ""
    resting: Resting | None = None
    meanings: tuple[Definition, ...] = ()
    left: int = 0

    @property
    def of_edition(self) -> tuple[str, Resting | None]:
        """By what a clause is told from the others: its key, and what is not of its edition."""
        return (self.clause.section.key if self.clause else "", self.resting)


def rows_of(page: LicensePage, way: Way, resting: Mapping[str, Resting]) -> tuple[Row, ...]:
    """Return the clauses to show; of those left out, a row for each stretch of them.

    What leads into a clause is shown with it: 1 and 1.b with 1.b.v.
    """
    wanted = _with_those_above(way.only)
    return tuple(_rows(page, wanted, resting))


def _rows(
    page: LicensePage, wanted: frozenset[str], resting: Mapping[str, Resting]
) -> Iterator[Row]:
    left = 0
    for clause in page.clauses:
        section = clause.section
        if wanted and section.key not in wanted:
            left += 1
            continue
        if left:
            yield Row(left=left)
            left = 0
        yield Row(
            clause=clause,
            name=name_of_clause(section.key, section.label, section.heading),
            resting=resting.get(section.key),
            meanings=page.meanings[section.key],
        )
    if left:
        yield Row(left=left)


class PolicyRow(NamedTuple):
    """An item of an incorporated policy, as ``Row`` for clauses."""

    item: PolicySection
    name: str
    resting: Resting | None


class ShownPolicy(NamedTuple):
    policy: Policy
    rows: tuple[PolicyRow, ...]

    @property
    def of_edition(self) -> tuple[str, tuple[tuple[str, Resting | None], ...]]:
        """By what it is told from others: its slug, its items, and what is not of its edition."""
        return (self.policy.slug, tuple((row.item.key, row.resting) for row in self.rows))


def shown_policies(
    license: License, way: Way, resting: Mapping[str, Resting]
) -> tuple[ShownPolicy, ...]:
    """Return the policies with the items to show; without those of which none is shown."""
    wanted = _with_those_above(way.only)
    shown = (
        ShownPolicy(
            policy,
            tuple(
                PolicyRow(item, gettext("item %s") % item.key, resting.get(item.key))
                for item in policy.sections
                if not wanted or item.key in wanted
            ),
        )
        for policy in license.policies
    )
    return tuple(one for one in shown if one.rows or not wanted)


def _with_those_above(keys: Sequence[str]) -> frozenset[str]:
    """Return keys with those of the sections that hold them; definitions are held by none.

    >>> sorted(_with_those_above(["1.b.v", "def.meta"]))
    ['1', '1.b', '1.b.v', 'def.meta']
    """
    found = set(keys)
    for key in keys:
        parts = [] if key.startswith(DEFINES) else key.split(".")
        found |= {".".join(parts[:end]) for end in range(1, len(parts))}
    return frozenset(found)
