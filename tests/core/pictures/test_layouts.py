from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.pictures.layouts import Box, Link, lay_out

HALVES = st.integers(0, 60).map(float)
CHAINS = st.sampled_from(("", "", "c"))


@st.composite
def drawings(draw):
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    boxes = [
        Box(
            f"{row}-{place}",
            row,
            draw(HALVES),
            draw(HALVES),
            chain=draw(st.sampled_from(("", "", "c"))),
        )
        for row, size in enumerate(sizes)
        for place in range(size)
    ]
    links = {
        Link(f"{row}-{draw(st.integers(0, upper - 1))}", f"{row + 1}-{below}")
        for row, (upper, lower) in enumerate(pairwise(sizes))
        for below in draw(st.lists(st.integers(0, lower - 1), max_size=5))
    }
    return boxes, sorted(links, key=str)


@given(drawings())
def test_boxes_of_a_row_keep_their_distance_and_stay_inside(drawing):
    boxes, links = drawing

    layout = lay_out(boxes, links, gap=10)

    for row in range(5):
        own = [box for box in boxes if box.row == row]
        placed = sorted(own, key=lambda box: layout.places[box.key])
        for one, next_ in pairwise(placed):
            distance = layout.places[next_.key] - layout.places[one.key]
            assert distance >= one.right + 10 + next_.left - 0.02
    assert min(layout.places[box.key] - box.left for box in boxes) == pytest.approx(0, abs=0.01)
    assert max(layout.places[box.key] + box.right for box in boxes) == pytest.approx(layout.width)


def test_crossing_is_undone():
    boxes = [Box(key, row, 5, 5) for key, row in (("a", 0), ("b", 0), ("c", 1), ("d", 1))]

    places = lay_out(boxes, [Link("a", "d"), Link("b", "c")], gap=10).places

    assert (places["a"] < places["b"]) == (places["d"] < places["c"])


def test_heavy_link_runs_straight():
    boxes = [Box("a", 0, 5, 5), *(Box(key, 1, 5, 5) for key in "bcd")]

    places = lay_out(boxes, [Link("a", "b", 8), Link("a", "c"), Link("a", "d")], gap=10).places

    assert places["a"] == places["b"] < places["c"] < places["d"]


def test_bends_of_a_chain_are_in_line():
    boxes = [
        Box("a", 0, 5, 5), Box("left", 1, 5, 5), Box("bend 1", 1, 0, 0, chain="z"),
        Box("wide", 2, 5, 90), Box("bend 2", 2, 0, 0, chain="z"), Box("z", 3, 5, 5),
    ]  # fmt: skip
    links = [
        Link("a", "left"), Link("left", "wide"), Link("a", "bend 1"), Link("bend 1", "bend 2"),
        Link("bend 2", "z"), Link("wide", "z"),
    ]  # fmt: skip

    places = lay_out(boxes, links, gap=10).places

    assert places["bend 1"] == places["bend 2"] >= places["wide"] + 100


def test_nothing_takes_no_room():
    layout = lay_out([], [], gap=10)

    assert (dict(layout.places), layout.width) == ({}, 0.0)
