"""Where numbers stand, by what came before: each text is a list of the beginnings of paragraphs."""

import pytest

from guidance.core.texts.form_1.numbering import MAX_DEPTH, Level, Numbering


def labels(*paragraphs):
    """Return the label of each paragraph, None where it begins no clause."""
    numbering = Numbering()
    return [
        numbering.label if numbering.place(paragraph) is not None else None
        for paragraph in paragraphs
    ]


def placed(*paragraphs):
    """Return label and depth of the clause that the last paragraph begins."""
    numbering = Numbering()
    for paragraph in paragraphs:
        numbering.place(paragraph)
    return numbering.label, numbering.depth


@pytest.mark.parametrize(
    ("paragraph", "length"),
    [
        ("1. Scope", 3),
        ("(a)  x", 5),
        ("(1) x", 4),
        ("1.Scope", 2),
        ("1.scope", None),
        ("1.1. Scope", 5),
        ("1.1 Scope", 4),
        ("Section 1 - Scope", 12),
        ("§1: Scope", 4),
        ("Article 7", 9),
        ("1.1", None),
        ("1 Scope", None),
        ("Scope 1.", None),
    ],
)
def test_number_ends_where_the_words_begin(paragraph, length):
    assert Numbering().place(paragraph) == length


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["1. A", "a. b", "i. c", "ii. d", "b. e"], ["1", "1.a", "1.a.i", "1.a.ii", "1.b"]),
        (["1. A", "a. b", "i. c", "2. d"], ["1", "1.a", "1.a.i", "2"]),
        (["1. A", "2. b", "1. c", "2. d", "1. e"], ["1", "2", "2.1", "2.2", "2.1"]),
        (["1. A", "a. b", "1) c", "2) d", "b. e"], ["1", "1.a", "1.a.1", "1.a.2", "1.b"]),
        (["I. A", "A. b", "II. c"], ["I", "I.A", "II"]),
        (["1. A", "a. b", "A. c", "B. d", "b. e"], ["1", "1.a", "1.a.A", "1.a.B", "1.b"]),
        (["i. A", "ii. b", "iii. c", "iv. d"], ["i", "ii", "iii", "iv"]),
        (["a) A", "b. b"], ["a", "b"]),
        (["1. A", "(a) b", "(i) c", "(b) d"], ["1", "1.a", "1.a.i", "1.b"]),
        (["1. A", "a. b", "1. c"], ["1", "1.a", "1.a.1"]),
        (["1. A", "(a) b", "(i) c", "(i) d"], ["1", "1.a", "1.a.i", "1.a.i"]),
        (["1. A", "(a) b", "2.1 c"], ["1", "1.a", "2.1"]),
    ],
)  # fmt: skip
def test_list_stands_below_the_clause_before_it(paragraphs, expected):
    assert labels(*paragraphs) == expected


@pytest.mark.parametrize(
    ("first", "is_clause"),
    [
        *((f"{number}. A", number <= 3) for number in range(5)),
        ("a. A", True),
        ("b. A", False),
        ("II. A", False),
        ("0.0 A", True),
        ("1.1 A", True),
        ("2.0 A", True),
        ("1.2 A", False),
        ("1.1.1 A", False),
        ("§ 9. A", True),
    ],
)
def test_first_number_is_one_that_lists_begin_with(first, is_clause):
    assert labels(first) == [first.removeprefix("§ ").split()[0].rstrip(".") if is_clause else None]


@pytest.mark.parametrize(
    ("paragraphs", "last"),
    [
        (["1. A", "(a) b", "(d) c"], "1.d"),
        (["1. A", "(a) b", "(e) c"], None),
        (["1. A", "4. b"], "4"),
        (["1. A", "5. b"], None),
        (["1. A", "1.1 b", "1.4 c"], "1.4"),
        (["1. A", "1.1 b", "1.5 c"], None),
        (["1. A", "1.3 b"], "1.3"),
        (["1. A", "1.4 b"], None),
        (["1. A", "1.2 b", "1.2 c"], None),
        (["1.1 A", "1.1 b"], None),
        (["1.0 A", "1.1 b"], None),
        (["1. A", "(i) b", "(II) c"], None),
        (["1. A", "1.1 b", "1.1.1 c", "1.1.2 d", "1.1.2 e"], None),
        (["1. A", "(a) b", "(b) c", "(b) d"], None),
        (["1. A", "(i) b", "(iii) c"], None),
        (["1. A", "(c) b"], None),
    ],
)
def test_list_may_miss_two_numbers_and_no_more(paragraphs, last):
    assert labels(*paragraphs)[-1] == last


@pytest.mark.parametrize(
    ("paragraphs", "last"),
    [
        (["1. A", "1.1 b", "1.1.1 c", "1.1.2 d", "1.2 e"], ("1.2", 1)),
        (["1. A", "1.1 b", "1.1.1 c", "1.1.2 d"], ("1.1.2", 2)),
        (["1. A", "1.1 b", "(a) c"], ("1.1.a", 2)),
        (["1. A", "1.1 b", "(a) c", "(i) d"], ("1.1.a.i", 3)),
        (["1. A", "1.1 b", "(a) c", "1.2 d"], ("1.2", 1)),
        (["1. A", "1.1 b", "(a) c", "1) d", "2) e"], ("1.1.a.2", 3)),
        (["1. A", "1.1 b", "2. c", "2.1 d"], ("2.1", 1)),
        (["1. A", "1.1 b", "2.1 c"], ("2.1", 1)),
        (["1. A", "2. b", "1.1 c"], ("2", 0)),
        (["1. A", "2.0 or later"], ("1", 0)),
        (["1.0 A", "2.1 b"], ("2.1", 1)),
        (["1.0 A", "1.0 b"], ("1.0", 1)),
    ],
)
def test_numbers_with_dots_say_themselves_where_they_stand(paragraphs, last):
    assert placed(*paragraphs) == last


def test_section_is_a_top_clause_and_stands_in_no_other_list():
    assert labels("Section 1 -- A", "a. b", "Section 3 -- c") == ["1", "1.a", "3"]
    assert labels("1. A", "Section 2: b") == ["1", None]


def test_letter_that_is_a_numeral_too_is_read_by_what_came_before():
    letters = [f"{letter}. x" for letter in "abcdefghij"]

    assert labels("1. A", *letters)[-2:] == ["1.i", "1.j"]
    assert labels("1. A", *letters[:8], "i. x", "ii. x")[-2:] == ["1.i", None]
    assert labels("1. A", "a. b", "i. c", "ii. d")[-2:] == ["1.a.i", "1.a.ii"]
    assert labels("i. A", "j. b") == ["i", None]


def test_roman_numbers_are_counted_as_such():
    numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii"]
    numbers += ["xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"]

    assert labels(*(f"({number}) x" for number in numbers)) == numbers
    assert labels("1. A", *(f"{number.upper()}. x" for number in numbers))[-1] == "1.XX"


def test_number_that_can_stand_in_two_lists_stands_in_that_which_looks_like_it():
    headed = ["1. Use. Do.", "2. Copies. Give:", "1. the text;", "2. a line;"]

    assert labels(*headed, "3. Law. Of x.") == ["1", "2", "2.1", "2.2", "3"]
    assert labels(*headed, "3. a note;") == ["1", "2", "2.1", "2.2", "2.3"]
    assert labels("1. use", "2. give:", "1. x;", "2. y;", "3. z")[-1] == "2.3"


def test_lists_are_nested_no_deeper_than_a_section_can_be():
    numbers = ["1.", "a.", "i.", "A.", "1)", "a)", "i)", "A)", "(1)", "(a)", "(i)"]

    found = labels(*(f"{number} x" for number in numbers))

    assert found[MAX_DEPTH - 1] == "1.a.i.A.1.a.i.A.1"
    assert found[MAX_DEPTH:] == [None, None]


def test_nothing_is_numbered_before_the_first_number():
    assert (Numbering().label, Numbering().depth) == ("", 0)
    assert placed("1. A") == ("1", 0)
    assert placed("1. A", "a. b") == ("1.a", 1)
    assert placed("1. A", "a. b", "i. c") == ("1.a.i", 2)


def test_roman_number_may_have_all_of_its_letters():
    numbering = Numbering([Level("roman", "()", 65, "lxv")])

    assert (numbering.place("(lxvi) x"), numbering.label) == (7, "lxvi")
