"""Bars of a chart: their places to hundredths, and nothing where nothing is counted."""

import pytest

from guidance.core.pictures.bars import Bar, columns, stacked


def test_parts_of_a_bar_stand_end_to_end():
    found = stacked([("yes", 1), ("no", 0), ("unsure", 1)], longest=3, width=10, height=4)

    assert found == (Bar("yes", 0.0, 0.0, 3.33, 4), Bar("unsure", 3.33, 0.0, 3.33, 4))


def test_longest_bar_fills_the_width():
    (only,) = stacked([("yes", 7)], longest=7, width=10, height=4)

    assert (only.x, only.width) == (0.0, 10.0)


@pytest.mark.parametrize("parts", [[("yes", 0)], []])
def test_nothing_counted_is_no_bar(parts):
    assert stacked(parts, longest=0, width=10, height=4) == ()


def test_where_the_longest_is_nothing_no_bar_has_a_width():
    assert [bar.width for bar in stacked([("yes", 2)], longest=0, width=10, height=4)] == [0.0]


def test_groups_stand_in_rooms_alike_with_a_gap_between():
    found = columns([[("a", 1), ("b", 3)], [("a", 2), ("b", 0)]], width=7, height=10)

    assert found == (
        Bar("a", 0.44, 6.67, 1.31, 3.33),
        Bar("b", 1.75, 0.0, 1.31, 10.0),
        Bar("a", 3.94, 3.33, 1.31, 6.67),
    )


def test_empty_group_keeps_its_room():
    (only,) = columns([[], [("a", 1)]], width=8, height=8)

    assert (only.x, only.width) == (4.5, 3.0)


@pytest.mark.parametrize("groups", [[], [[]], [[("a", 0)], [("b", 0)]]])
def test_nothing_counted_has_no_columns(groups):
    assert columns(groups, width=8, height=8) == ()


def test_bars_of_a_group_share_three_quarters_of_its_room():
    found = columns([[("a", 1), ("b", 1), ("c", 2)]], width=8, height=4)

    assert [(bar.x, bar.y, bar.width, bar.height) for bar in found] == [
        (1.0, 2.0, 2.0, 2.0), (3.0, 2.0, 2.0, 2.0), (5.0, 0.0, 2.0, 4.0),
    ]  # fmt: skip


def test_bar_of_nothing_between_others_keeps_its_place():
    found = columns([[("a", 1), ("b", 0), ("c", 1)]], width=8, height=4)

    assert [(bar.look, bar.x) for bar in found] == [("a", 1.0), ("c", 5.0)]
