"""One list of what is owed for all components: duties with their origins, what is one told once."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from guidance.core.documents.licenses import License, Term, TermKind, TermWhen
from guidance.core.stacks.components import Component, is_triggered
from guidance.core.stacks.names import LICENSE_COPY, OF_ONE_LICENSE

_STAGES = (TermWhen.BEFORE_RELEASE, TermWhen.AT_DISTRIBUTION, TermWhen.ALWAYS, TermWhen.TO_KNOW)


class DutyKind(StrEnum):
    MUST = "must"
    MUST_NOT = "must-not"
    TO_KNOW = "to-know"


@dataclass(frozen=True)
class Holding:
    """A component with one of the licenses that hold for it."""

    component: Component
    license: License


@dataclass(frozen=True)
class Origin:
    """Where a duty comes from: a term of a license that a component is under."""

    component: Component
    license: str
    term: Term


@dataclass(frozen=True)
class Duty:
    """What one has to do, or leave, or know, once: whoever asks for it.

    ``name`` tells it from others. ``when`` is the earliest time that one of its terms names.
    ``origins`` are never empty, and in one order however the components were listed.
    """

    name: str
    kind: DutyKind
    when: TermWhen
    origins: tuple[Origin, ...]

    @cached_property
    def components(self) -> tuple[Component, ...]:
        return tuple(sorted({one.component for one in self.origins}, key=order_of))

    @cached_property
    def terms(self) -> tuple[tuple[str, Term], ...]:
        """Return the terms that it was made of, each once, with their licenses."""
        found = {(one.license, one.term.key): one.term for one in self.origins}
        return tuple((license, term) for (license, _key), term in found.items())

    @property
    def is_folded(self) -> bool:
        """Tell whether several components ask for it."""
        return len(self.components) > 1


def order_of(component: Component) -> tuple[str, str, str, str, bool, bool, int]:
    """Return what components are put in order by: all that tells them apart."""
    return (
        component.name,
        component.version,
        component.license,
        component.use,
        component.is_changed,
        component.is_linked,
        component.choice,
    )


def name_of(term: Term, license: str) -> str:
    """Return the name under which a term is one duty with those of other licenses.

    It is the name that the team gave it; of a copy of the license, its topic; else topic and key,
    for keys are given alike where licenses ask alike. Words that fulfil one license only, and what
    a license asks for itself, stay with that license.
    """
    is_copy = term.topic == LICENSE_COPY and term.kind is TermKind.CONDITION
    name = term.same_as or (LICENSE_COPY if is_copy else f"{term.topic}/{term.key}")
    if term.fulfilment and not term.same_as:
        return f"{license}:{name}"
    is_own = term.same_as in OF_ONE_LICENSE or term.topic in OF_ONE_LICENSE
    return f"{license}:{name}" if is_own else name


def kind_of(term: Term) -> DutyKind | None:
    """Return what of a list a term stands in; None for what is merely permitted."""
    if term.kind is TermKind.PERMISSION:
        return None
    if term.when is TermWhen.TO_KNOW:
        return DutyKind.TO_KNOW
    return DutyKind.MUST if term.kind is TermKind.CONDITION else DutyKind.MUST_NOT


def owed(holdings: Iterable[Holding]) -> tuple[Duty, ...]:
    """Return what is owed for all of them: first what must be done, by when it is."""
    found: dict[tuple[DutyKind, str], dict[tuple[Component, str, str], Origin]] = {}
    for holding in holdings:
        slug = holding.license.slug
        for term in holding.license.terms:
            kind = kind_of(term)
            if kind is not None and is_triggered(term.uses, holding.component):
                origin = Origin(holding.component, slug, term)
                same = found.setdefault((kind, name_of(term, slug)), {})
                same[holding.component, slug, term.key] = origin
    duties = [
        Duty(name, kind, _earliest(same.values()), tuple(sorted(same.values(), key=_order)))
        for (kind, name), same in found.items()
    ]
    return tuple(sorted(duties, key=_place))


def _order(origin: Origin) -> tuple[object, ...]:
    return (origin.license, origin.term.key, *order_of(origin.component))


def _earliest(origins: Iterable[Origin]) -> TermWhen:
    return min((one.term.when or TermWhen.ALWAYS for one in origins), key=_STAGES.index)


def _place(duty: Duty) -> tuple[int, int, int, str]:
    """Return where in the list a duty stands: what most ask for comes first of its stage."""
    kinds = tuple(DutyKind)
    return kinds.index(duty.kind), _STAGES.index(duty.when), -len(duty.components), duty.name
