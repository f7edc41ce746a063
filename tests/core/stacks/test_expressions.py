"""Expressions taken apart: what may be chosen, and what holds together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.stacks.expressions import MAX_WAYS, Either, Every, Name, TooManyWays, ways

names = st.sampled_from([Name(one) for one in ("A", "B", "C", "D")])
expressions = st.recursive(
    names,
    lambda below: st.builds(
        lambda kind, parts: kind(tuple(parts)),
        st.sampled_from([Every, Either]),
        st.lists(below, min_size=1, max_size=3),
    ),
    max_leaves=6,
)


def _holds(expression, chosen):
    """Tell whether somebody who keeps to the ``chosen`` licenses may use the thing."""
    if isinstance(expression, Name):
        return expression in chosen
    together = all if isinstance(expression, Every) else any
    return together(_holds(part, chosen) for part in expression.parts)


@given(expressions)
def test_each_way_is_enough_and_each_set_that_is_enough_holds_a_way(expression):
    found = ways(expression)

    assert all(_holds(expression, way) for way in found)
    for number in range(16):
        chosen = {Name(one) for at, one in enumerate("ABCD") if number >> at & 1}
        assert _holds(expression, chosen) == any(set(way) <= chosen for way in found)


def _choices(count):
    return Every(tuple(Either((Name(f"{at}a"), Name(f"{at}b"))) for at in range(count)))


def test_as_many_ways_as_people_read_and_no_more():
    assert len(ways(_choices(5))) == MAX_WAYS
    with pytest.raises(TooManyWays):
        ways(_choices(6))
    with pytest.raises(TooManyWays):
        ways(Either(tuple(Name(str(at)) for at in range(MAX_WAYS + 1))))


def test_exception_is_part_of_the_name():
    assert str(Name("GPL-2.0-only", "Classpath-exception-2.0")) == (
        "GPL-2.0-only WITH Classpath-exception-2.0"
    )


def test_ways_are_counted_before_those_that_are_the_same_become_one():
    """Whoever writes the same choice six times offers 64 ways, though four are left of them."""
    same = Either((Name("A"), Name("B")))

    assert ways(Every((same,) * 2)) == (
        (Name("A"),), (Name("A"), Name("B")), (Name("B"), Name("A")), (Name("B"),),
    )  # fmt: skip
    assert len(ways(Every((same,) * 5))) == 4
    with pytest.raises(TooManyWays):
        ways(Every((same,) * 6))


def test_as_many_names_to_choose_from_as_there_may_be_ways():
    assert len(ways(Either(tuple(Name(str(at)) for at in range(MAX_WAYS))))) == 32
    assert len(ways(Either((Name("A"),) * (MAX_WAYS + 1)))) == 1
