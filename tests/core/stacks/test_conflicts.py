"""What clashes: licenses with each other, and with what is wanted for the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.stacks.components import Use
from guidance.core.stacks.conflicts import Level, Rule, Whole, clashes
from tests.core.stacks.samples import (
    EPL,
    FREE,
    GPL,
    LIMIT,
    LLAMA,
    MIT,
    NO_BUSINESS,
    RESEARCH,
    SAME,
    STAYS,
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


@pytest.mark.parametrize(
    ("is_said", "linked", "level"),
    [
        ((True, True), (True, True), "conflict"),
        ((False, True), (True, True), "counsel"),
        ((True, False), (True, True), "counsel"),
        ((True, True), (False, True), "counsel"),
        ((True, True), (True, False), "counsel"),
    ],
)
def test_two_wholes_surely_clash_where_both_are_said_and_linked(is_said, linked, level):
    one, other = (
        license(slug, SAME if said else {**SAME, "same_as": ""})
        for slug, said in zip(("a", "b"), is_said, strict=True)
    )
    both = [held(one, is_linked=linked[0]), held(other, is_linked=linked[1])]

    assert _found(*both) == [(level, "two-wholes", "a", "b")]


def test_one_linked_component_of_several_is_enough():
    parts = [held(GPL, "a"), held(GPL, "b", is_linked=True), held(EPL, "c", is_linked=True)]

    assert _found(*parts) == [("conflict", "two-wholes", "epl", "gpl")]


def test_permission_of_either_license_is_enough_for_two_wholes():
    may = term("combine", kind="permission", topic="relicensing", same_as="under-b")
    no_permission = {**may, "kind": "condition"}
    a, b = license("a", SAME, may), license("b", SAME)

    assert _found(held(a), held(b)) == []
    may_be_a = license("b", SAME, {**may, "same_as": "under-a"})
    assert _found(held(license("a", SAME)), held(may_be_a)) == []
    assert _found(held(license("a", SAME, no_permission)), held(b)) == [
        ("counsel", "two-wholes", "a", "b")
    ]


def test_part_stays_for_sure_only_in_a_whole_that_is_open_source():
    assert _found(held(LLAMA), whole=Whole(license("own", is_open_source=True))) == [
        ("conflict", "part-stays", "llama", "own")
    ]
    assert _found(held(LLAMA), whole=Whole(license("own", is_open_source=False))) == [
        ("counsel", "part-stays", "llama", "own")
    ]


def test_sides_cite_the_first_term_of_the_role_that_tells_most():
    twice = license("twice", {**LIMIT, "key": "first"}, {**LIMIT, "key": "second"}, STAYS)
    wanted = license("wanted", {**SAME, "key": "one"}, {**SAME, "key": "two"}, is_open_source=True)
    free = license("free", {**SAME, "key": "one"}, {**FREE, "key": "free"})

    (clash,) = clashes([held(twice)], Whole(wanted))
    (other,) = clashes([held(GPL)], Whole(free))
    (limited,) = clashes([held(GPL), held(license("limited", LIMIT), "b")], Whole())

    # That a part stays under its license tells more than that some uses are forbidden.
    assert (clash.first.term.key, clash.second.term.key) == ("no-relicensing", "one")
    assert (other.first.term.key, other.second.term.key) == ("same-license", "one")
    assert limited.first.term.key == "no-further-restrictions"


def test_term_that_no_component_triggers_leaves_its_role_to_the_next():
    source = {**SAME, "key": "of-sources", "uses": ["source"]}
    whole = license("own", source, {**SAME, "key": "of-binaries", "uses": ["binary"]})

    (clash,) = clashes([held(whole)], CLOSED)

    assert clash.first.term.key == "of-binaries"
