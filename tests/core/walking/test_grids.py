"""The grid of a ranged question: its steps, how they are written, and which one stands for many."""

from datetime import date
from decimal import Decimal

import pytest

from guidance.core.documents.kinds import QuestionKind
from guidance.core.documents.trees import Question
from guidance.core.walking.grids import grid_of, limits_of


def asked(kind, **fields):
    return Question(key="q", kind=kind, title="How many?", **fields)


WHOLE = grid_of(asked("number"))
FINE = grid_of(asked("number", decimals=True))
DAYS = grid_of(asked("date"))


@pytest.mark.parametrize(
    ("value", "at", "above"), [("2", 2, 3), ("2.5", 3, 3), ("-2.5", -2, -2), ("-2", -2, -1)]
)
def test_whole_numbers_lie_at_and_above_a_value(value, at, above):
    assert (WHOLE.at(Decimal(value)), WHOLE.above(Decimal(value))) == (at, above)


def test_a_day_is_a_step_and_the_next_one_is_above_it():
    day = date(2023, 7, 18)

    assert DAYS.above(day) - DAYS.at(day) == 1
    assert (DAYS.entered(DAYS.at(day)), DAYS.written(DAYS.above(day))) == (
        "2023-07-18",
        "2023-07-19",
    )


@pytest.mark.parametrize(
    ("value", "entered", "written"),
    [
        ("700000000", "700000000", "700,000,000"),
        ("-1234.5", "-1234.5", "-1,234.5"),
        # Three digits behind a point could be a group; a fourth says that they are none.
        ("12.125", "12.1250", "12.125"),
        ("0.0000000001", "0.0000000001", "0.0000000001"),
        ("0", "0", "0"),
    ],
)
def test_a_step_is_written_as_it_is_entered_and_as_it_is_read(value, entered, written):
    step = FINE.at(Decimal(value))

    assert (FINE.entered(step), FINE.written(step)) == (entered, written)


@pytest.mark.parametrize("grid", [WHOLE, FINE])
def test_the_last_number_has_twenty_digits_and_the_first_is_its_opposite(grid):
    assert grid.entered(grid.last).partition(".")[0] == "9" * 20
    assert grid.first == -grid.last
    assert grid.entered(grid.last + 1) == "1" + "0" * 20


def test_the_dates_are_those_of_the_calendar_and_no_others_are_written():
    ends = [DAYS.entered(step) for step in (DAYS.first, DAYS.last, DAYS.last + 1)]

    assert ends == ["0001-01-01", "9999-12-31", "9999-12-31"]


@pytest.mark.parametrize(
    ("grid", "start", "stop", "expected"),
    [
        (WHOLE, WHOLE.first, WHOLE.last + 1, "0"),
        (DAYS, DAYS.first, DAYS.last + 1, "2000-01-01"),
        (WHOLE, 5, WHOLE.last + 1, "5"),
        (WHOLE, WHOLE.first, 5, "4"),
        (FINE, FINE.above(Decimal(2)), FINE.last + 1, "3"),
        (FINE, FINE.above(Decimal(2)), FINE.at(Decimal("2.3")), "2.1"),
        (FINE, FINE.above(Decimal(2)), FINE.above(Decimal(2)) + 1, "2.0000000001"),
        (FINE, FINE.at(Decimal("2.5")), FINE.last + 1, "2.5"),
        (FINE, FINE.first, FINE.at(Decimal(2)), "1"),
        (FINE, FINE.first, FINE.at(Decimal(-2)), "-3"),
        (FINE, FINE.first, FINE.above(Decimal("2.3")), "2.3"),
        # No round number lies between the least one of all and this.
        (FINE, FINE.first, FINE.first + 5, "-99999999999999999999.9999999995"),
    ],
)
def test_a_stretch_is_stood_for_by_a_bound_that_is_short_to_write(grid, start, stop, expected):
    assert grid.entered(grid.representative(start, stop)) == expected


def test_limits_are_the_least_and_the_greatest_answer_both_included():
    limited = asked("number", minimum="3", maximum="5")
    open_below, open_above = asked("number", maximum="5"), asked("number", minimum="3")

    assert limits_of(limited, WHOLE) == (3, 6)
    assert limits_of(open_below, WHOLE) == (WHOLE.first, 6)
    assert limits_of(open_above, WHOLE) == (3, WHOLE.last + 1)


@pytest.mark.parametrize("kind", QuestionKind)
def test_the_ranged_kinds_have_a_grid_and_the_others_none(kind):
    question = asked(kind)

    if kind.facts.is_ranged:
        assert grid_of(question).first < grid_of(question).last
    else:
        with pytest.raises(TypeError, match=f"the answers to a {kind} lie on no grid"):
            grid_of(question)
