from datetime import date
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from guidance.core.documents.fields import (
    MAX_MARKS,
    WRITTEN,
    Address,
    Bound,
    FilledLine,
    Line,
    Prose,
    Slugs,
    date_of,
    number_of,
    storable,
)


def read(field, value, **options):
    return TypeAdapter(field).validate_python(value, **options)


def refusal(field, value, **options):
    """Return what is said where a value is refused."""
    with pytest.raises(ValidationError) as refused:
        read(field, value, **options)
    return refused.value.errors()[0]["msg"].removeprefix("Value error, ")


@pytest.mark.parametrize("letter", ["x", "\u0436", "x\u0436"])
def test_storable_takes_as_many_accents_as_a_letter_may_have(letter):
    assert storable(letter + "\u0301" * MAX_MARKS) == letter + "\u0301" * MAX_MARKS


@pytest.mark.parametrize("letter", ["x", "\u0436", "x\u0436"])
def test_storable_refuses_accents_piled_on_one_letter(letter):
    with pytest.raises(ValueError, match="has more than 30 accents on one letter; remove them"):
        storable(letter + "\u0301" * (MAX_MARKS + 1))


def test_storable_counts_the_accents_of_each_letter_alone():
    pile = "e" + "\u0301" * 20

    assert storable(pile * 3) == "\u00e9" + "\u0301" * 19 + ("\u00e9" + "\u0301" * 19) * 2
    # U+0344 is two accents in one sign.
    assert storable("q" + "\u0344" * 15) == "q" + "\u0308\u0301" * 15
    with pytest.raises(ValueError, match="accents"):
        storable("q" + "\u0344" * 15 + "\u0301" * 16)


def test_storable_writes_one_form_and_refuses_what_no_database_takes():
    assert storable("one\r\ntwo\rthree\te\u0301") == "one\ntwo\nthree\t\u00e9"
    with pytest.raises(ValueError, match=r"contains the character U\+0007, which cannot be stored"):
        storable("bell \a")


def test_line_is_one_line_without_blanks_around_it():
    assert read(Line, "  a title \n") == "a title"
    assert read(Line, "") == ""
    assert refusal(Line, "one\ntwo") == "must be one line"
    assert refusal(FilledLine, " \n") == "must not be empty"


def test_prose_keeps_its_lines_without_blanks_at_their_ends():
    assert read(Prose, "\n one  \n\n two\t\n") == "one\n\n two"


def test_prose_that_renders_slowly_is_refused_where_it_is_written_only():
    deep = ">" * 30 + " a"

    assert read(Prose, deep) == deep
    assert read(Prose, deep, context={"is_written": False}) == deep
    assert refusal(Prose, deep, context=WRITTEN).startswith("Lists and quotations stand in each")
    assert read(Prose, "> a", context=WRITTEN) == "> a"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (700000000, "700000000"),
        (2.5, "2.5"),
        (1e-07, "0.0000001"),
        (Decimal("2.50"), "2.5"),
        ("0700.50", "700.5"),
        (" 10 ", "10"),
        ("10.0", "10"),
        ("100", "100"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("-3", "-3"),
        (date(2023, 7, 18), "2023-07-18"),
        ("2023-07-18", "2023-07-18"),
    ],
)
def test_bound_has_one_written_form(value, written):
    assert read(Bound, value) == written


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("many", "is not a number; write digits only, such as 700000000 or 2.5"),
        ("1,000", "is not a number; write digits only, such as 700000000 or 2.5"),
        ("2023-02-30", "is not a day of the calendar; write it as 2023-07-18"),
        (True, "Input should be a valid string"),
        (None, "Input should be a valid string"),
    ],
)
def test_bound_is_a_number_or_a_date(value, message):
    assert refusal(Bound, value) == message


def test_number_has_so_many_digits_and_decimals_at_most():
    assert number_of("1" * 20 + "." + "1" * 10) == Decimal("1" * 20 + "." + "1" * 10)
    for text in ("1" * 21, "1." + "1" * 11, "1.", ".5", "+1", "1\n"):
        with pytest.raises(ValueError, match="is not a number"):
            number_of(text)


def test_date_is_written_in_full():
    assert date_of("2023-07-18") == date(2023, 7, 18)
    for text in ("2023-7-18", "20230718", "2023-07-18\n", "18 July"):
        with pytest.raises(ValueError, match="is not a date"):
            date_of(text)


@pytest.mark.parametrize("address", ["https://ai.meta.com/llama", "http://a", ""])
def test_address_is_of_the_web_or_empty(address):
    assert read(Address, address) == address


@pytest.mark.parametrize("address", ["ai.meta.com", "javascript:x", "https://a b", "https://", " "])
def test_other_address_is_refused(address):
    assert refusal(Address, address) == "is not a web address; start it with https://"


def test_slugs_are_a_set_in_alphabetical_order():
    assert read(Slugs, ["notice", "grant", "notice"]) == ("grant", "notice")
