"""Addresses of stacks: one written form, and a sign by which a damaged one is known."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.stacks.components import Component, Use
from guidance.services.stacks.addresses import (
    MAX_NAME,
    TOO_LONG,
    Stack,
    address_of,
    component_of,
    fitting,
    query_of,
    read_link,
    written,
)
from guidance.services.stacks.expressions import MAX_EXPRESSION
from tests.services.stacks.samples import part

LINK = "/stack/result/?_check=t5bpo&e=mit.1&c=h~MIT~a~1"
names = st.text(
    st.characters(codec="ascii", exclude_characters="~", exclude_categories=("C", "Z")),
    min_size=1,
    max_size=20,
)
components = st.builds(
    Component,
    name=names,
    version=st.sampled_from(["", "1.0", "2~1".replace("~", "-")]),
    license=st.sampled_from(["MIT", "MIT OR Apache-2.0", "Llama 2"]),
    use=st.sampled_from(Use),
    is_changed=st.booleans(),
    is_linked=st.booleans(),
    choice=st.integers(0, 99),
)
stacks = st.builds(
    Stack,
    st.lists(components, min_size=1, max_size=5).map(tuple),
    st.sampled_from(["", "closed", "mit"]),
    st.dictionaries(st.sampled_from(["mit", "llama-2"]), st.integers(1, 999)),
)


def _read(address):
    return read_link(QueryDict(address.partition("?")[2]))


@given(stacks)
def test_address_brings_back_the_very_stack(stack):
    link = _read(address_of(stack))

    assert link.is_whole
    assert link.stack == Stack(stack.components, stack.whole, dict(sorted(stack.editions.items())))


def test_address_is_a_contract():
    stack = Stack((Component("a", "1", "MIT", Use.HOSTED),), "", {"mit": 1})

    assert address_of(stack) == LINK


def test_component_in_an_address_is_a_contract():
    component = Component("lib", "4.1", "MIT OR ISC", Use.SHIPPED_SOURCE, True, True, 2)

    assert written(component) == "scl2~MIT OR ISC~lib~4.1"
    assert component_of("scl2~MIT OR ISC~lib~4.1") == component


@pytest.mark.parametrize(
    "text",
    [
        "", "b", "b~MIT~a", "q~MIT~a~1", "b0~MIT~a~1", "blc~MIT~a~1", "b~MIT~~1", "b~MIT~a~1~2",
        "b~MIT~a\nb~1", "b~MIT~a\0~1", f"b~MIT~{'a' * (MAX_NAME + 1)}~1", "b~MIT~a~1 ",
    ],
)  # fmt: skip
def test_what_is_no_component_is_not_guessed(text):
    assert component_of(text) is None


def test_longest_name_is_read():
    assert component_of(f"b~MIT~{'a' * MAX_NAME}~1") is not None


@pytest.mark.parametrize(
    ("address", "unread"),
    [
        (LINK.replace("~a~", "~b~"), ()),
        (LINK.replace("mit.1", "mit.2"), ()),
        (LINK.replace("t5bpo", "t5bpa"), ()),
        (LINK.replace("_check=t5bpo&", ""), ()),
        (LINK[:-3], ("c=h~MIT~",)),
        (f"{LINK}&x=1", ("x=1",)),
        (LINK.replace("mit.1", "mit"), ("e=mit",)),
    ],
)
def test_damaged_address_is_known_and_says_what_could_not_be_read(address, unread):
    link = _read(address)

    assert not link.is_whole
    assert link.unread == unread


def test_what_is_put_behind_links_does_no_harm():
    assert _read(f"{LINK}&utm_source=mail").is_whole


def test_query_has_one_order_of_editions():
    stack = Stack((part("a", "MIT"),), "mit", {"mit": 2, "llama-2": 1})

    assert query_of(stack) == "w=mit&e=llama-2.1&e=mit.2&c=b~MIT~a~1"


@given(st.text(max_size=300), st.text(max_size=200), st.text(max_size=600))
def test_whatever_a_file_says_fits_into_an_address(name, version, license):
    component = fitting(Component(name, version, license, Use.HOSTED))

    assert component_of(written(component)) == component


def test_license_of_a_file_is_never_cut_short():
    whole = fitting(Component("a", "", "M" * MAX_EXPRESSION, Use.HOSTED))
    longer = fitting(Component("a", "", "M" * (MAX_EXPRESSION + 1), Use.HOSTED))

    assert (whole.license, longer.license) == ("M" * MAX_EXPRESSION, TOO_LONG)
