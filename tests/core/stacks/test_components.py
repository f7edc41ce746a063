"""Which terms a component triggers, by how it is used."""

from itertools import product

import pytest

from guidance.core.documents.licenses import TermUse
from guidance.core.stacks.components import Component, Use, is_triggered

EVERY = tuple(Use)
HANDED_ON = (Use.SHIPPED_SOURCE, Use.SHIPPED_BINARY, Use.HOSTED)


def _triggered(*uses: TermUse, is_changed: bool = False, is_linked: bool = False) -> list[Use]:
    return [
        use
        for use in EVERY
        if is_triggered(uses, Component("a", "1", "MIT", use, is_changed, is_linked))
    ]


@pytest.mark.parametrize(
    ("uses", "triggered"),
    [
        ((), list(HANDED_ON)),
        ((TermUse.SOURCE,), [Use.SHIPPED_SOURCE]),
        ((TermUse.BINARY,), [Use.SHIPPED_BINARY]),
        ((TermUse.HOSTED,), [Use.HOSTED]),
        ((TermUse.SOURCE, TermUse.BINARY), [Use.SHIPPED_SOURCE, Use.SHIPPED_BINARY]),
    ],
)
def test_ways_of_handing_on_say_which_uses_trigger(uses, triggered):
    assert _triggered(*uses) == triggered


@pytest.mark.parametrize("ways", [(), (TermUse.SOURCE,), (TermUse.SOURCE, TermUse.HOSTED)])
def test_changed_and_linked_restrict_whatever_way_it_is(ways):
    for is_changed, is_linked in product((False, True), repeat=2):
        facts = {"is_changed": is_changed, "is_linked": is_linked}
        free = _triggered(*ways)

        assert _triggered(*ways, TermUse.CHANGED, **facts) == (free if is_changed else [])
        assert _triggered(*ways, TermUse.LINKED, **facts) == (free if is_linked else [])
        both = _triggered(*ways, TermUse.CHANGED, TermUse.LINKED, **facts)
        assert both == (free if is_changed and is_linked else [])


def test_component_is_as_it_came_and_by_itself_unless_told():
    plain = Component("a", "1", "MIT", Use.HOSTED)

    assert (plain.is_changed, plain.is_linked, plain.choice) == (False, False, 0)
