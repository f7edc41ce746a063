"""The form of a stack: rows of components, and what is wanted for the whole; without script."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from guidance.core.documents.fields import storable
from guidance.core.stacks.components import Component, Use
from guidance.services.stacks.addresses import MAX_NAME, MAX_VERSION, Stack
from guidance.services.stacks.expressions import MAX_EXPRESSION, Unreadable, read_expression
from guidance.services.stacks.words import USES
from guidance.views.stacks.wanted import NOTHING, Wanted, line

MAX_ROWS = 60
FIRST_ROWS = 3
MORE_ROWS = 3
_LENGTHS = {"name": MAX_NAME, "version": MAX_VERSION, "license": MAX_EXPRESSION}


@dataclass(frozen=True)
class Row:
    """One component as it stands in the form; ``errors`` by the names of fields."""

    number: int
    name: str = ""
    version: str = ""
    license: str = ""
    use: str = Use.SHIPPED_BINARY
    is_changed: bool = False
    is_linked: bool = False
    choice: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.version or self.license)

    @property
    def component(self) -> Component:
        return Component(
            name=self.name,
            version=self.version,
            license=self.license,
            use=Use(self.use),
            is_changed=self.is_changed,
            is_linked=self.is_linked,
            choice=self.choice,
        )


@dataclass(frozen=True)
class StackForm:
    """``problem`` is what is wrong with the form as a whole, ``unnamed`` with the whole's name."""

    rows: tuple[Row, ...]
    wanted: Wanted = NOTHING
    problem: str = ""
    unnamed: str = ""

    @property
    def uses(self) -> Mapping[Use, Promise]:
        return USES

    @property
    def has_errors(self) -> bool:
        return bool(self.problem or self.unnamed) or any(row.errors for row in self.rows)

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= MAX_ROWS

    @property
    def stack(self) -> Stack:
        """Return what is asked; only of a form without errors."""
        components = tuple(row.component for row in self.rows if not row.is_empty)
        return Stack(components, self.wanted.whole)


def blank(stack: Stack) -> StackForm:
    """Return the form with a stack in it, and empty rows to go on with."""
    rows = [
        Row(
            number,
            one.name,
            one.version,
            one.license,
            one.use,
            one.is_changed,
            one.is_linked,
            one.choice,
        )
        for number, one in enumerate(stack.components[:MAX_ROWS])
    ]
    wanted = max(FIRST_ROWS, len(rows) + 1)
    return _filled(StackForm(tuple(rows), Wanted(stack.whole)), wanted)


def with_more(form: StackForm) -> StackForm:
    return _filled(form, len(form.rows) + MORE_ROWS)


def without(form: StackForm, number: int) -> StackForm:
    """Return the form without one row, the others counted anew."""
    kept = [row for row in form.rows if row.number != number]
    rows = tuple(replace(row, number=at) for at, row in enumerate(kept))
    return _filled(replace(form, rows=rows), FIRST_ROWS)


def _filled(form: StackForm, wanted: int) -> StackForm:
    rows = list(form.rows)
    rows += [Row(number) for number in range(len(rows), min(wanted, MAX_ROWS))]
    return replace(form, rows=tuple(rows))


def posted(given: Any, wanted: Wanted) -> StackForm:
    """Return the form as it was sent; nothing is judged yet."""
    numbers = [number for number in range(MAX_ROWS) if f"name-{number}" in given]
    rows = tuple(
        Row(
            number=at,
            name=line(given.get(f"name-{number}", "")),
            version=line(given.get(f"version-{number}", "")),
            license=line(given.get(f"license-{number}", "")),
            use=_use(given.get(f"use-{number}", "")),
            is_changed=f"changed-{number}" in given,
            is_linked=f"linked-{number}" in given,
            choice=_choice(given.get(f"choice-{number}", "")),
        )
        for at, number in enumerate(numbers)
    )
    return StackForm(rows, wanted)


def checked(form: StackForm) -> StackForm:
    """Return the form with what is wrong with it, each at its field."""
    rows = tuple(row if row.is_empty else replace(row, errors=_errors(row)) for row in form.rows)
    problem = ""
    if all(row.is_empty for row in form.rows):
        problem = _("Name at least one part of your product.")
    return replace(form, rows=rows, problem=problem, unnamed=form.wanted.error)


def _errors(row: Row) -> dict[str, str]:
    found = {}
    for name, most in _LENGTHS.items():
        words = getattr(row, name)
        if len(words) > most:
            found[name] = _("At most %s characters.") % most
        elif "~" in words:
            found[name] = _("The sign ~ cannot be part of it.")
        elif problem := _unstorable(words):
            found[name] = problem
    if not row.name:
        found["name"] = _("Say what this part is called, such as tokenlib.")
    if not row.license:
        found["license"] = _("Write its license, such as MIT; write unknown where you cannot tell.")
    elif "license" not in found:
        try:
            read_expression(row.license)
        except Unreadable:
            found["license"] = _(
                "This cannot be read as licenses. Write them as MIT OR Apache-2.0, with each "
                "bracket closed."
            )
    return found


def _unstorable(words: str) -> str:
    try:
        storable(words)
    except ValueError as error:
        return _("This %s.") % error
    return ""


def _use(words: str) -> str:
    return words if words in set(Use) else Use.SHIPPED_BINARY


def _choice(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 3 else 0
