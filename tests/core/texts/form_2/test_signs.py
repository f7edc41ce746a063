"""Signs of comments that are taken off, and lists that keep theirs."""

import pytest

from guidance.core.texts.form_2.signs import uncommented


def bare(*lines):
    return list(uncommented(lines))


def behind(sign, *lines):
    return bare(*(f"{sign} {line}" for line in lines))


@pytest.mark.parametrize("sign", ["//", "///", ";", ";;", "%", "dnl", "rem", "REM"])
def test_sign_that_no_list_has_is_taken_off_two_lines(sign):
    assert behind(sign, "You may", "use it.") == [" You may", " use it."]


@pytest.mark.parametrize("sign", ["#", "*"])
def test_sign_that_lists_have_too_stays_before_two_lines(sign):
    assert behind(sign, "You may", "use it.") == [f"{sign} You may", f"{sign} use it."]


@pytest.mark.parametrize("sign", ["#", "*"])
def test_sign_is_taken_off_where_a_line_has_nothing_else(sign):
    lines = bare(f"{sign} You may.", sign, f"{sign} Keep it.")

    assert lines == [" You may.", "", " Keep it."]


def test_sign_of_one_line_among_others_stays():
    assert bare("It is", "// You may", "so") == ["It is", "// You may", "so"]
    assert bare("It is", "// You may", "// use it") == ["It is", "// You may", "// use it"]
    assert bare("It is", "// You", "// may", "// use it") == ["It is", " You", " may", " use it"]
    assert bare("// You may") == ["// You may"]


def test_sign_may_stand_further_in():
    assert bare("  dnl a", "  dnl b") == [" a", " b"]


def test_other_words_have_no_sign():
    assert bare("dnlx a", "dnlx b") == ["dnlx a", "dnlx b"]
    assert bare("remark a", "remark b") == ["remark a", "remark b"]
    assert bare("//a", "//b") == ["//a", "//b"]


def test_line_of_a_dot_alone_is_empty_and_ends_a_block():
    assert bare("// a", " .", "// b") == ["// a", "", "// b"]
    assert bare("// a", "// b", ".", "; c", "; d") == [" a", " b", "", " c", " d"]
    assert bare("a", "", "b") == ["a", "", "b"]
    assert bare() == []


def test_each_run_of_one_sign_is_looked_at_by_itself():
    lines = ["// a", "// b", "// c", "; d", "; e", "; f", "* g", "* h"]

    assert bare(*lines) == [" a", " b", " c", " d", " e", " f", "* g", "* h"]


def test_comment_of_c_loses_its_beginning_and_its_end():
    assert bare("/* You may", " * use it.", " *", " * Keep it. */") == [
        "You may", " use it.", "", " Keep it."
    ]  # fmt: skip
    assert bare("/*", " * You may", " */") == ["", " You may", ""]


BOX = ["* You may     *", "* use it.    *", "* Keep it.   *"]


def test_box_without_a_frame_loses_both_sides():
    assert bare(*BOX) == [" You may", " use it.", " Keep it."]
    assert bare("It is:", *BOX) == ["It is:", " You may", " use it.", " Keep it."]


def test_box_in_a_frame_is_left_for_others():
    assert bare("*****", *BOX) == ["*****", *BOX]
    assert bare("words", "*****", *BOX) == ["words", "*****", *BOX]
    assert bare("*****", "words", *BOX)[2] == " You may"


def test_most_lines_of_a_box_have_its_right_side():
    assert bare(*BOX[:2], "* Keep it.") == [" You may", " use it.", " Keep it."]
    assert bare(BOX[0], "* use it.") == [BOX[0], "* use it."]
    assert bare(BOX[0]) == [BOX[0]]
    assert bare("* *", "* *", "* Keep it.") == ["", "", " Keep it."]


def wrapped(width, last="the end"):
    """Return three lines behind a sign of which two are as long as the third would make them."""
    line = f"{'x' * (width - 8)} and more"[:width]
    return [f"# {line}", f"# {line}", f"# {last}"]


@pytest.mark.parametrize(
    ("width", "is_comment"), [(44, False), (45, True), (160, True), (161, False)]
)
def test_lines_of_a_wrapped_comment_are_neither_short_nor_long(width, is_comment):
    assert bare(*wrapped(width))[0].startswith("#") is not is_comment


@pytest.mark.parametrize(
    ("first", "second", "is_comment"),
    [
        ("{} and", "{} and", True),
        ("{} and.", "{} and", False),
        ("{} and;", "{} and", False),
        ("{} and:", "{} and", False),
        ("{} and,", "{} and", True),
    ],
)
def test_line_that_ends_a_sentence_does_not_go_on(first, second, is_comment):
    words = "this is a line with words in it that goes on"
    lines = [first.format(words), second.format(words), "the end"]

    assert behind("#", *lines)[0].startswith("#") is not is_comment


def test_line_goes_on_with_a_small_letter_or_in_capitals_throughout():
    line = "this is a line with words in it that goes on and"

    assert behind("#", line, line, "the end")[0] == f" {line}"
    assert behind("#", line, line.capitalize(), "The end")[0] == f"# {line}"
    assert behind("#", line.upper(), line.upper(), "THE END")[0] == f" {line.upper()}"
    assert behind("#", line.upper(), line.capitalize(), "The end")[0] == f"# {line.upper()}"
