"""Numbers as people write them: each form has one meaning, or is refused with both."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.core.documents.numbers import (
    FINEST,
    LARGEST,
    MAX_WRITTEN,
    NotANumber,
    TooLarge,
    Unclear,
    read,
    spoken,
)
from tests.core.number_forms import FORMS
from tests.examples import examples

ROWS = [row for rows in FORMS.values() for row in rows]
BOUND = 700_000_000


def meaning(written: str, *, has_decimals: bool) -> str:
    try:
        return plain(read(written, has_decimals=has_decimals))
    except Unclear as error:
        return f"Unclear {' or '.join(map(plain, error.readings))}"
    except ValueError as error:
        return type(error).__name__


def plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@pytest.mark.parametrize(("written", "whole", "_decimals"), ROWS)
def test_form_means_one_whole_number_or_is_refused(written, whole, _decimals):
    assert meaning(written, has_decimals=False) == whole


@pytest.mark.parametrize(("written", "_whole", "decimals"), ROWS)
def test_form_means_one_number_or_is_refused(written, _whole, decimals):
    assert meaning(written, has_decimals=True) == decimals


@pytest.mark.parametrize("value", [BOUND - 1, BOUND, BOUND + 1])
@pytest.mark.parametrize(
    "form",
    ["{}", "{:,}", "{:_}", "{:,} users", "+{}", "0{}", "{}.0", "{},00"],
)
def test_both_sides_of_a_bound_are_read_in_every_form(form, value):
    assert read(form.format(value), has_decimals=False) == value


@pytest.mark.parametrize("mark", [".", "'", "’", " ", "\u00a0", "\u2009", "\u202f"])
@pytest.mark.parametrize("value", [BOUND - 1, BOUND, BOUND + 1])
def test_both_sides_of_a_bound_are_read_with_every_mark(mark, value):
    assert read(f"{value:,}".replace(",", mark), has_decimals=False) == value


@pytest.mark.parametrize("unit", ["million", "Mio.", "mio", "m", "M users", "millions of"])
@pytest.mark.parametrize(
    ("written", "value"), [("699.9", 699_900_000), ("700", BOUND), ("700,01", 700_010_000)]
)
def test_both_sides_of_a_bound_are_read_with_a_unit(written, value, unit):
    if unit == "millions of":
        with pytest.raises(NotANumber):
            read(f"{written} {unit}", has_decimals=False)
    else:
        assert read(f"{written} {unit}", has_decimals=False) == value


def test_what_the_question_counts_may_stand_behind():
    assert read("3 Mio Downloads", has_decimals=False, unit="downloads") == 3_000_000
    with pytest.raises(NotANumber):
        read("3 Mio Downloads", has_decimals=False, unit="users")


def test_longest_forms_are_read_and_longer_ones_are_refused():
    assert read(" " * (MAX_WRITTEN - 1) + "5", has_decimals=False) == 5
    with pytest.raises(NotANumber):
        read(" " * MAX_WRITTEN + "5", has_decimals=False)


@pytest.mark.parametrize("digits", [FINEST - 1, FINEST])
def test_finest_fraction_is_read(digits):
    assert read("0." + "1" * digits, has_decimals=True) == Decimal("0." + "1" * digits)


@pytest.mark.parametrize("whole", ["0", "1,500,000", "1 500"])
def test_finer_fraction_is_refused_with_and_without_groups(whole):
    read(f"{whole}." + "1" * FINEST, has_decimals=True)
    with pytest.raises(NotANumber):
        read(f"{whole}." + "1" * (FINEST + 1), has_decimals=True)


def test_bound_is_for_the_value_and_not_for_its_form():
    assert read("99999999999 bn", has_decimals=False) == Decimal("99999999999e9")
    with pytest.raises(TooLarge):
        read("100000000000 bn", has_decimals=False)


@given(st.integers(-int(LARGEST), int(LARGEST)))
@settings(max_examples=examples(60))
def test_groups_do_not_change_a_number(value):
    for form in (f"{value}", f"{value:_}"):
        assert read(form, has_decimals=False) == value


@given(st.text(alphabet="0123456789.,' kmb-+", max_size=12))
@settings(max_examples=examples(150))
def test_any_text_is_a_number_or_refused_in_words(text):
    for has_decimals in (False, True):
        try:
            value = read(text, has_decimals=has_decimals)
        except Unclear as error:
            larger, smaller = error.readings
            assert larger > smaller
        except ValueError:
            continue
        else:
            assert abs(value) <= LARGEST
            assert has_decimals or value == value.to_integral_value()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("999999", ""),
        ("1000000", "1 million"),
        ("1500000", "1.5 million"),
        ("1234567", ""),
        ("1230000", "1.23 million"),
        ("699990000", "699.99 million"),
        ("999000000", "999 million"),
        ("1000000000", "1 billion"),
        ("2100000000", "2.1 billion"),
        ("1500000000000", "1,500 billion"),
        ("-5000000", "-5 million"),
        ("0.5", ""),
    ],
)
def test_number_is_said_as_people_say_it_where_that_is_short(value, words):
    assert spoken(Decimal(value)) == words
