"""One list for all components: nothing is lost by folding, and no order of theirs is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.documents.licenses import TermKind, TermWhen
from guidance.core.stacks.components import Use, is_triggered
from guidance.core.stacks.duties import DutyKind, owed
from tests.core.stacks.samples import (
    COPY,
    GPL,
    KEEP,
    LLAMA,
    MIT,
    component,
    held,
    license,
    term,
)

keys = st.sampled_from(["keep", "copy", "tell"])
terms = st.fixed_dictionaries(
    {
        "key": keys,
        "kind": st.sampled_from(["condition", "limitation", "permission"]),
        "topic": st.sampled_from(["attribution", "license-copy", "same-license"]),
        "title": st.sampled_from(["Do it", "Do it so"]),
        "fulfilment": st.sampled_from(["", "Words"]),
        "when": st.sampled_from([None, "before-release", "always", "to-know"]),
        "uses": st.sampled_from([[], ["source"], ["hosted"], ["binary", "linked"], ["changed"]]),
        "same_as": st.sampled_from(["", "license-copy", "same-license"]),
    }
)
licenses = st.builds(
    lambda slug, found: license(slug, *{one["key"]: one for one in found}.values()),
    st.sampled_from(["one", "two", "three"]),
    st.lists(terms, max_size=3),
)
holdings = st.lists(
    st.builds(
        lambda name, held_license, use, is_changed, is_linked: held(
            held_license, name, use=use, is_changed=is_changed, is_linked=is_linked
        ),
        st.sampled_from(["a", "b", "c"]),
        licenses,
        st.sampled_from(Use),
        st.booleans(),
        st.booleans(),
    ),
    max_size=6,
    unique_by=lambda one: (one.license.slug, one.component),
)


@given(holdings)
def test_folding_loses_no_duty_and_makes_none(held_all):
    told = [
        (origin.component, origin.license, origin.term)
        for duty in owed(held_all)
        for origin in duty.origins
    ]

    asked = [
        (one.component, one.license.slug, found)
        for one in held_all
        for found in one.license.terms
        if found.kind is not TermKind.PERMISSION and is_triggered(found.uses, one.component)
    ]
    assert len(told) == len(asked)
    assert all(one in asked for one in told)


@given(holdings, st.randoms())
def test_order_of_components_tells_nothing(held_all, random):
    shuffled = list(held_all)
    random.shuffle(shuffled)

    assert owed(shuffled) == owed(held_all)


@given(holdings)
def test_what_is_folded_is_of_one_kind(held_all):
    for duty in owed(held_all):
        kinds = {(o.term.kind, o.term.when is TermWhen.TO_KNOW) for o in duty.origins}
        assert len({is_known for _kind, is_known in kinds}) == 1
        assert duty.kind is DutyKind.TO_KNOW or len(kinds) == 1


def _names(*held_all):
    return [(duty.name, len(duty.components)) for duty in owed(held_all)]


def test_what_licenses_ask_alike_is_told_once_with_all_that_ask():
    assert _names(held(MIT, "a"), held(MIT, "b"), held(GPL, "c"))[:2] == [
        ("attribution/keep-notice", 3),
        ("license-copy", 3),
    ]


def test_copy_of_each_license_is_one_duty_whatever_its_key():
    other = license("other", term("give-agreement", topic="license-copy"))

    assert _names(held(MIT), held(other, "b")) == [
        ("license-copy", 2),
        ("attribution/keep-notice", 1),
    ]


def test_words_that_fulfil_one_license_only_stay_with_it():
    own = license("own", {**KEEP, "fulfilment": "Own notice"})

    assert _names(held(MIT), held(own, "b")) == [
        ("attribution/keep-notice", 1),
        ("license-copy", 1),
        ("own:attribution/keep-notice", 1),
    ]


def test_what_a_license_asks_for_itself_is_never_folded_with_another():
    same = term("same-license", topic="same-license")

    assert _names(held(license("one", same)), held(license("two", same), "b")) == [
        ("one:same-license/same-license", 1),
        ("two:same-license/same-license", 1),
    ]


def test_folded_duty_is_due_at_the_earliest_time():
    early = license("early", {**COPY, "when": "before-release"})

    (duty,) = [one for one in owed([held(MIT), held(early, "b")]) if one.name == "license-copy"]
    assert duty.when is TermWhen.BEFORE_RELEASE


def test_what_only_builds_owes_nothing():
    assert owed([held(LLAMA, use=Use.BUILDING), held(GPL, use=Use.BUILDING, is_changed=True)]) == ()


def test_component_listed_twice_owes_once():
    (duty, *_others) = owed([held(MIT), held(MIT)])

    assert duty.components == (component(),)


@pytest.mark.parametrize(
    ("kind", "when", "listed"),
    [
        ("condition", None, DutyKind.MUST),
        ("condition", "always", DutyKind.MUST),
        ("condition", "to-know", DutyKind.TO_KNOW),
        ("limitation", None, DutyKind.MUST_NOT),
        ("limitation", "before-release", DutyKind.MUST_NOT),
        ("limitation", "to-know", DutyKind.TO_KNOW),
    ],
)
def test_term_stands_where_its_kind_and_time_put_it(kind, when, listed):
    (duty,) = owed([held(license("own", term("do", kind, when=when)))])

    assert (duty.kind, duty.when) == (listed, when or "always")
    assert owed([held(license("own", term("do", "permission", when=when)))]) == ()


def test_what_must_be_done_comes_first_then_by_time_then_what_most_ask_for():
    here = license(
        "here",
        term("known", when="to-know"),
        term("never", "limitation", when="before-release"),
        term("at-last", when="always"),
        term("b-later", when="at-distribution"),
        term("a-later", when="at-distribution"),
        term("c-later", when="at-distribution"),
        term("soon", when="before-release"),
    )
    there = license("there", term("c-later", when="at-distribution"))

    assert [(duty.name.partition("/")[2], duty.is_folded) for duty in
            owed([held(here, "a"), held(there, "b")])] == [
        ("soon", False), ("c-later", True), ("a-later", False), ("b-later", False),
        ("at-last", False), ("never", False), ("known", False),
    ]  # fmt: skip


def test_duty_is_named_by_what_it_asks_and_by_whom_it_asks_it_alone():
    own = license(
        "own",
        term("copy-it", topic="license-copy"),
        term("copy-not", "limitation", topic="license-copy"),
        term("own-words", topic="license-copy", fulfilment="Own words"),
        term("shared", same_as="keep-notices", fulfilment="Own words"),
        term("part", same_as="same-license-part"),
        term("kept", "limitation", topic="relicensing", same_as="no-other-license"),
        term("plain"),
    )

    assert sorted(duty.name for duty in owed([held(own)])) == [
        "attribution/plain", "keep-notices", "license-copy", "license-copy/copy-not",
        "own:license-copy", "own:no-other-license", "own:same-license-part",
    ]  # fmt: skip


def test_terms_of_a_duty_are_told_once_however_many_components_ask():
    duties = owed([held(MIT, "b"), held(MIT, "a"), held(GPL, "c")])
    (keep,) = [one for one in duties if one.name == "attribution/keep-notice"]

    assert [one.name for one in keep.components] == ["a", "b", "c"]
    assert [(slug, found.key) for slug, found in keep.terms] == [
        ("gpl", "keep-notice"), ("mit", "keep-notice"),
    ]  # fmt: skip
