"""What clashes: licenses with each other, and with what is wanted for the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.stacks.components import Use
from guidance.core.stacks.conflicts import Level, Rule, Whole, clashes
from tests.core.stacks.samples import (
    EPL,
    GPL,
    LLAMA,
    MIT,
    NO_BUSINESS,
    RESEARCH,
    SAME,
    held,
    license,
    term,
)

CLOSED = Whole(is_closed=True)


def _found(*holdings, whole=None):
    return [
        (one.level.value, one.rule.value, one.first.license, one.second and one.second.license)
        for one in clashes(holdings, whole or Whole())
    ]


def test_permissive_licenses_clash_with_nothing():
    for whole in (Whole(), CLOSED, Whole(GPL), Whole(MIT)):
        assert _found(held(MIT), whole=whole) == []


@pytest.mark.parametrize(
    ("held_license", "whole", "found"),
    [
        (GPL, CLOSED, [("conflict", "closed-whole", "gpl", None)]),
        (GPL, Whole(MIT), [("conflict", "other-whole", "gpl", "mit")]),
        (GPL, Whole(GPL), []),
        (GPL, Whole(), []),
        (LLAMA, Whole(MIT), [("conflict", "part-stays", "llama", "mit")]),
        (LLAMA, CLOSED, []),
        (LLAMA, Whole(LLAMA), []),
        (RESEARCH, CLOSED, [("counsel", "sold", "research", None)]),
        (RESEARCH, Whole(LLAMA), [("counsel", "part-stays", "research", "llama")]),
    ],
)
def test_license_clashes_with_what_is_wanted_for_the_whole(held_license, whole, found):
    assert _found(held(held_license), whole=whole) == found


def test_clash_cites_the_terms_of_both_sides():
    (clash,) = clashes([held(LLAMA)], Whole(GPL))

    assert clash.first.term.key == "no-relicensing"
    assert clash.second.term.key == "no-further-restrictions"
    assert [one.name for one in clash.first.components] == ["a"]


def test_two_licenses_that_each_want_the_whole_clash_where_both_are_linked():
    linked = [held(GPL, "a", is_linked=True), held(EPL, "b", is_linked=True)]

    assert _found(*linked) == [("conflict", "two-wholes", "epl", "gpl")]
    assert _found(linked[0], held(EPL, "b")) == [("counsel", "two-wholes", "epl", "gpl")]


def test_limits_on_use_clash_with_a_license_that_lets_none_be_added():
    linked = [held(GPL, "a", is_linked=True), held(LLAMA, "b", is_linked=True)]

    assert _found(*linked) == [("conflict", "limited-in-free", "gpl", "llama")]
    assert _found(held(GPL, "a"), linked[1]) == [("counsel", "limited-in-free", "gpl", "llama")]


def test_license_may_permit_another_one_for_the_whole():
    may = term("combine", kind="permission", topic="relicensing", same_as="under-epl")
    lets = license("gpl", SAME, may)

    assert _found(held(lets), whole=Whole(EPL)) == []
    assert _found(held(lets, is_linked=True), held(EPL, "b", is_linked=True)) == []
    assert _found(held(lets), whole=Whole(MIT)) == [("conflict", "other-whole", "gpl", "mit")]


def test_how_far_a_license_asks_for_itself_is_counsels_where_the_team_did_not_say():
    unsaid = license("gpl", {**SAME, "same_as": ""})

    assert _found(held(unsaid), whole=CLOSED) == [("counsel", "closed-whole", "gpl", None)]


def test_part_that_keeps_its_license_leaves_the_whole_alone():
    part = license("mpl", {**SAME, "same_as": "same-license-part"})

    assert _found(held(part), whole=CLOSED) == []
    assert _found(held(part), whole=Whole(MIT)) == []


def test_what_is_not_triggered_does_not_clash():
    for use in (Use.BUILDING, Use.HOSTED):
        assert _found(held(GPL, use=use), whole=CLOSED) == []


def test_role_by_topic_is_passed_over_where_the_team_gave_another_name():
    named = license("own", {**NO_BUSINESS, "same_as": "keep-notices"})

    assert _found(held(named), whole=CLOSED) == []


@given(
    st.lists(
        st.builds(
            lambda found, name, linked: held(found, name, is_linked=linked),
            st.sampled_from([MIT, GPL, EPL, LLAMA, RESEARCH]),
            st.sampled_from("abc"),
            st.booleans(),
        ),
        max_size=6,
    ),
    st.sampled_from([Whole(), CLOSED, Whole(MIT), Whole(GPL)]),
    st.randoms(),
)
def test_order_tells_nothing_and_conflicts_come_first(holdings, whole, random):
    shuffled = list(holdings)
    random.shuffle(shuffled)

    found = clashes(holdings, whole)

    assert clashes(shuffled, whole) == found
    levels = [one.level for one in found]
    assert levels == sorted(levels, key=list(Level).index)
    assert len({(o.rule, o.first.license, o.second and o.second.license) for o in found}) == len(
        found
    )
    assert {one.rule for one in found} <= set(Rule)
