"""What a stack owes, ready to be shown: its parts, what clashes, its duties, what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from guidance.core.documents.editions import CitedLicense, Context
from guidance.core.documents.licenses import License, Term
from guidance.core.stacks.components import Component
from guidance.core.stacks.conflicts import Clash, Level, Rule, Side, Whole, clashes
from guidance.core.stacks.duties import Duty, DutyKind, owed
from guidance.services.editions.readings import Reading
from guidance.services.editions.snapshots import cited_sections
from guidance.services.results.citing import STAGES, CitedTerm, ShownCitation, cite_all
from guidance.services.stacks.addresses import CLOSED, Stack
from guidance.services.stacks.choosing import Part, holdings_of, names_of, parts_of
from guidance.services.stacks.matrix import Opinion, Second, second_opinion
from guidance.services.stacks.shelves import Shelf, Today, shelf_of, today_of
from guidance.services.stacks.words import SHARED

MOST_NAMED = 12
"""Components that a line of a page names; files name all."""


@dataclass(frozen=True)
class ShownOrigin(CitedTerm):
    """A term that a duty was made of, with its clauses, and the components that it is owed for."""

    license: str
    title: str
    components: tuple[Component, ...]

    @property
    def ref(self) -> str:
        return f"{self.license}/{self.term.key}"

    @property
    def named(self) -> tuple[Component, ...]:
        return self.components[:MOST_NAMED]

    @property
    def more(self) -> int:
        return len(self.components) - len(self.named)


@dataclass(frozen=True)
class ShownDuty:
    """A duty with where it comes from.

    Its title is that of its terms where they say the same, else that of what they share.
    """

    duty: Duty
    origins: tuple[ShownOrigin, ...]

    @property
    def title(self) -> str:
        first = self.origins[0].term.title
        return str(SHARED.get(self.duty.name, first)) if self.has_other_words else first

    @property
    def key(self) -> str:
        """Return a name for addresses and ticks: where it was folded, that of what is shared."""
        return self.origins[0].ref

    @property
    def has_other_words(self) -> bool:
        """Tell whether a license asks for it in other words than its title."""
        return len({origin.term.title for origin in self.origins}) > 1


@dataclass(frozen=True)
class ShownSide:
    """One side of a clash: a license, its words and its components."""

    license: str
    title: str
    term: Term | None
    citations: tuple[ShownCitation, ...]
    components: tuple[Component, ...]

    @property
    def named(self) -> tuple[Component, ...]:
        return self.components[:MOST_NAMED]

    @property
    def more(self) -> int:
        return len(self.components) - len(self.named)


@dataclass(frozen=True)
class ShownClash:
    """``second`` is None where the other side is what is wanted, and no license."""

    level: Level
    rule: Rule
    first: ShownSide
    second: ShownSide | None


@dataclass(frozen=True)
class Base:
    """A license that the answer rests on, and how its edition stands now.

    ``today`` is the number of the current edition where it is another, 0 where none is.
    """

    reading: Reading[License]
    today: int

    @property
    def is_current(self) -> bool:
        return bool(self.reading.edition and self.reading.edition.number == self.today)


@dataclass(frozen=True)
class Answer:
    """All that a stack comes to."""

    stack: Stack
    shelf: Shelf
    whole: Whole
    parts: tuple[Part, ...]
    clashes: tuple[ShownClash, ...]
    duties: tuple[ShownDuty, ...]
    seconds: tuple[Second, ...]
    bases: tuple[Base, ...]

    def _of_kind(self, kind: DutyKind) -> tuple[ShownDuty, ...]:
        return tuple(one for one in self.duties if one.duty.kind is kind)

    @cached_property
    def must(self) -> tuple[ShownDuty, ...]:
        return self._of_kind(DutyKind.MUST)

    @cached_property
    def must_not(self) -> tuple[ShownDuty, ...]:
        return self._of_kind(DutyKind.MUST_NOT)

    @cached_property
    def to_know(self) -> tuple[ShownDuty, ...]:
        return self._of_kind(DutyKind.TO_KNOW)

    @cached_property
    def stages(self) -> tuple[tuple[object, tuple[ShownDuty, ...]], ...]:
        """Return what must be done by when it is."""
        sorted_by = ((when, tuple(o for o in self.must if o.duty.when is when)) for when in STAGES)
        return tuple((when, duties) for when, duties in sorted_by if duties)

    @cached_property
    def unknown(self) -> tuple[Part, ...]:
        """Return the components of which it is not said what they ask for."""
        return tuple(part for part in self.parts if part.unknown)

    @cached_property
    def folded(self) -> int:
        """Return how many duties were told less because of folding."""
        told = sum(len(one.origins) for one in self.duties)
        return told - len(self.duties)

    @property
    def conflicts(self) -> tuple[ShownClash, ...]:
        return tuple(one for one in self.clashes if one.level is Level.CONFLICT)

    @property
    def questions(self) -> tuple[ShownClash, ...]:
        return tuple(one for one in self.clashes if one.level is Level.COUNSEL)


@dataclass(frozen=True)
class Pinned:
    """A stack with the editions of today that answer it, and what its names mean today."""

    stack: Stack
    today: Today

    def shelf(self) -> Shelf:
        """Return the editions that answer (one query, or none)."""
        return Shelf(shelf_of(self.stack.editions).readings, known=self.today.slugs)


def pinned_today(stack: Stack) -> Pinned:
    """Return a stack pinned to the current editions that its components and its whole name.

    A query for 500 names; no edition is read.
    """
    names = names_of(stack.components)
    today = today_of({*names, stack.whole})
    slugs = {today.slug_of(name) for name in names} | {stack.whole}
    numbers = {slug: number for slug, number in today.numbers.items() if slug in slugs}
    return Pinned(Stack(stack.components, stack.whole, numbers), today)


def answer_of(stack: Stack, shelf: Shelf, *, today: Mapping[str, int]) -> Answer:
    """Return what a stack owes by the editions of ``shelf`` (no query)."""
    whole = Whole(shelf.license(stack.whole), is_closed=stack.whole == CLOSED)
    parts = parts_of(stack.components, shelf, whole)
    holdings = holdings_of(parts, shelf)
    seconds = _seconds(parts, whole)
    shown = [_clash(one, shelf, seconds) for one in clashes(holdings, whole)]
    held = {holding.license.slug for holding in holdings}
    held |= {whole.license.slug} if whole.license else set()
    return Answer(
        stack=stack,
        shelf=shelf,
        whole=whole,
        parts=parts,
        clashes=tuple(sorted(shown, key=lambda one: tuple(Level).index(one.level))),
        duties=tuple(_duty(one, shelf) for one in owed(holdings)),
        seconds=tuple(seconds.values()),
        bases=tuple(
            Base(shelf.readings[slug], today.get(slug, 0)) for slug in sorted(held)
        ),
    )  # fmt: skip


def _duty(duty: Duty, shelf: Shelf) -> ShownDuty:
    by_term: dict[tuple[str, str], list[Component]] = {}
    for origin in duty.origins:
        by_term.setdefault((origin.license, origin.term.key), []).append(origin.component)
    return ShownDuty(
        duty,
        tuple(
            ShownOrigin(
                term=term,
                citations=_cited(term, license, shelf),
                license=license,
                title=shelf.readings[license].document.short_title,
                components=tuple(by_term[license, term.key]),
            )
            for license, term in duty.terms
        ),
    )


def _cited(term: Term, license: str, shelf: Shelf) -> tuple[ShownCitation, ...]:
    """Return the clauses that a term rests on, in the edition that answers."""
    reading = shelf.readings[license]
    document = reading.document
    cited = CitedLicense(
        title=document.title,
        short_title=document.short_title,
        edition=reading.edition.number if reading.edition else None,
        sections=cited_sections(document, {citation.section for citation in term.citations}),
    )
    context = Context(licenses={license: cited})
    return cite_all(term.citations, context, license=license)


def _seconds(parts: tuple[Part, ...], whole: Whole) -> dict[str, Second]:
    """Return the matrix's opinion on each open source license in an open source whole."""
    found: dict[str, Second] = {}
    if whole.license is None or not whole.license.is_open_source:
        return found
    for part in parts:
        if part.is_for_building or part.way is None:
            continue
        for name in part.way.names:
            second = second_opinion(name.license, whole.license)
            if second and second.part != second.whole:
                found.setdefault(name.license, second)
    return found


def _clash(clash: Clash, shelf: Shelf, seconds: Mapping[str, Second]) -> ShownClash:
    """Return a clash as it is shown; where the matrix denies it, the texts are not so sure."""
    level = clash.level
    if clash.rule is Rule.OTHER_WHOLE:
        of_part = [o for name, o in seconds.items() if shelf.slug_of(name) == clash.first.license]
        if any(second.opinion is not Opinion.NO for second in of_part):
            level = Level.COUNSEL
    second = _side(clash.second, shelf) if clash.second else None
    return ShownClash(level, clash.rule, _side(clash.first, shelf), second)


def _side(side: Side, shelf: Shelf) -> ShownSide:
    cited = _cited(side.term, side.license, shelf) if side.term else ()
    title = shelf.readings[side.license].document.short_title
    return ShownSide(side.license, title, side.term, cited, side.components)
