from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.pictures.layouts import Box, Link, lay_out

HALVES = st.integers(0, 60).map(float)


@st.composite
def drawings(draw):
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    bends = [draw(st.integers(0, 2 * size)) for size in sizes]  # a chain has one in a row at most
    boxes = [
        Box(
            f"{row}-{place}",
            row,
            draw(HALVES),
            draw(HALVES),
            chain="c" if place == bends[row] else "",
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


def crossings(places, links):
    """Count, pair by pair, the links of two rows that cross."""
    ends = [(places[link.source], places[link.target]) for link in links]
    return sum((a < c and b > d) or (a > c and b < d) for (a, b), (c, d) in combinations(ends, 2))


@given(drawings())
def test_order_never_has_more_crossings_than_the_given_one(drawing):
    boxes, links = drawing
    given_order = {box.key: place for place, box in enumerate(boxes)}

    places = lay_out(boxes, links, gap=10).places

    def in_all_rows(order):
        return sum(
            crossings(order, [link for link in links if link.source.startswith(f"{row}-")])
            for row in range(5)
        )

    assert in_all_rows(places) <= in_all_rows(given_order)


def test_order_is_kept_where_nothing_crosses():
    boxes = [Box(key, 0, 5, 5) for key in "ab"] + [Box(key, 1, 5, 5) for key in "cd"]

    places = lay_out(boxes, [Link("a", "c"), Link("b", "c"), Link("b", "d")], gap=10).places

    assert places["a"] < places["b"]
    assert places["c"] < places["d"]


def test_tangle_of_three_rows_is_undone():
    boxes = [Box(f"{row}{place}", row, 5, 5) for row in range(3) for place in range(3)]
    links = [
        Link(f"{row}{a}", f"{row + 1}{b}") for row in (0, 1) for a, b in ((0, 2), (1, 0), (2, 1))
    ]

    places = lay_out(boxes, links, gap=10).places

    for row in (0, 1):
        assert crossings(places, [link for link in links if link.source[0] == str(row)]) == 0


def test_box_stands_in_the_middle_of_its_two_neighbours():
    boxes = [Box("a", 0, 5, 5), Box("b", 0, 5, 5), Box("c", 1, 5, 5)]

    places = lay_out(boxes, [Link("a", "c"), Link("b", "c")], gap=90).places

    assert places == {"a": 5, "b": 105, "c": 55}


def test_one_far_neighbour_of_three_does_not_bend_a_straight_way():
    boxes = [Box("a", 0, 5, 5), Box("b", 0, 5, 5), Box("far", 0, 5, 5), Box("z", 1, 5, 5)]

    places = lay_out(boxes, [Link(key, "z") for key in ("a", "b", "far")], gap=90).places

    assert places["z"] == places["b"] == 105


def test_sides_of_a_box_are_kept_apart():
    boxes = [Box("a", 0, 10, 40), Box("b", 0, 20, 30)]

    layout = lay_out(boxes, [], gap=7)

    assert (dict(layout.places), layout.width) == ({"a": 10, "b": 10 + 40 + 7 + 20}, 107)


def test_bends_stay_apart_where_no_line_has_room():
    boxes = [
        Box("top", 0, 5, 5),
        Box("bend 1", 1, 0, 0, chain="z"), Box("wide 1", 1, 50, 50),
        Box("wide 2", 2, 50, 50), Box("bend 2", 2, 0, 0, chain="z"),
    ]  # fmt: skip
    links = [
        Link("top", "bend 1"), Link("top", "wide 1"), Link("bend 1", "wide 2"),
        Link("wide 1", "bend 2"), Link("wide 1", "wide 2"),
    ]  # fmt: skip

    places = lay_out(boxes, links, gap=10).places

    assert places["wide 1"] - places["bend 1"] >= 60
    assert places["bend 2"] - places["wide 2"] >= 60


def test_first_row_is_put_in_order_too():
    boxes = [Box(key, 0, 5, 5) for key in "abc"] + [Box(key, 1, 5, 5) for key in "xy"]
    links = [Link("a", "y"), Link("b", "x"), Link("c", "y")]

    assert crossings(lay_out(boxes, links, gap=10).places, links) == 0


def test_tangle_of_five_rows_is_undone_by_going_down_and_up_in_turns():
    boxes = [Box(f"{row}{place}", row, 5, 5) for row in range(5) for place in range(4)]
    links = [
        Link("00", "12"), Link("01", "10"), Link("01", "12"), Link("02", "11"), Link("02", "12"),
        Link("10", "21"), Link("10", "22"), Link("12", "22"), Link("21", "31"), Link("22", "32"),
        Link("22", "33"), Link("23", "32"), Link("32", "40"), Link("32", "42"), Link("33", "41"),
    ]  # fmt: skip

    places = lay_out(boxes, links, gap=10).places

    for row in "0123":
        assert crossings(places, [link for link in links if link.source[0] == row]) == 0


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_bends_at_the_edge_of_their_rows_have_all_the_room_beyond(is_mirrored):
    def row(at, *boxes):
        sides = [(box, *((right, left) if is_mirrored else (left, right)))
                 for box, left, right in boxes]  # fmt: skip
        named = [
            Box(key, at, left, right, chain="z" if key.startswith("bend") else "")
            for key, left, right in sides
        ]
        return named[::-1] if is_mirrored else named

    boxes = [
        *row(0, ("a", 5, 50)),
        *row(1, ("further", 5, 5), ("beside", 5, 50), ("bend 1", 3, 2)),
        *row(2, ("wide", 50, 5), ("bend 2", 3, 2)),
        *row(3, ("z", 5, 5)),
    ]
    links = [Link("a", "bend 1"), Link("bend 1", "bend 2"), Link("bend 2", "z"),
             Link("wide", "z", 8)]  # fmt: skip

    places = lay_out(boxes, links, gap=10).places

    assert places["bend 1"] == places["bend 2"]
    assert abs(places["bend 1"] - places["beside"]) >= 50 + 10 + 3 - 0.02
    assert abs(places["bend 2"] - places["wide"]) >= 5 + 10 + 3 - 0.02
