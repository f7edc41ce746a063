"""Other wordings as lines: what is kept, what is refused, and where they belong."""

import pytest

from guidance.core.wordings.lines import (
    MAX_LINES,
    MAX_SIGNS,
    Spot,
    differences,
    read_lines,
    spot_of,
    tidy,
)


def test_lines_are_kept_trimmed_and_once():
    text = "  May I sell it? \n\nmay i SELL it?\r\nIs it\tfree"

    assert read_lines(text) == (("May I sell it?", "Is it free"), [])


def test_lines_keep_letters_that_differ():
    assert tidy(["résumé", "resume"]) == ("résumé", "resume")


@pytest.mark.parametrize(("signs", "problems"), [(MAX_SIGNS, 0), (MAX_SIGNS + 1, 1)])
def test_line_has_a_bound(signs, problems):
    assert len(read_lines("a" * signs)[1]) == problems


@pytest.mark.parametrize(("number", "problems"), [(MAX_LINES, 0), (MAX_LINES + 1, 1)])
def test_lines_have_a_bound(number, problems):
    assert len(read_lines("\n".join(f"line {n}" for n in range(number)))[1]) == problems


def test_what_no_database_can_store_is_refused():
    lines, problems = read_lines("a\x00b")

    assert lines == ()
    assert problems == ["This contains the character U+0000, which cannot be stored; remove it."]


@pytest.mark.parametrize(
    ("written", "spot"),
    [
        ("faq/may-i", Spot("faq", "may-i")),
        ("license/llama-2/term/a.b", Spot("license", "llama-2", "term", "a.b")),
        ("license/llama-2/note/x", Spot("license", "llama-2", "note", "x")),
        ("tree/t/question/q", Spot("tree", "t", "question", "q")),
        ("tree/t/outcome/q", Spot("tree", "t", "outcome", "q")),
    ],
)
def test_place_is_read_and_written_alike(written, spot):
    assert spot_of(written) == spot
    assert str(spot) == written


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("may-i", "is no place"),
        ("faq/May I", "is no place"),
        ("faq/may-i/", "is no place"),
        ("topic/x", "is no place"),
        ("license/l/term", "is no place"),
        ("faq/" + "a" * 81, "is no place"),
        ("faq/may-i/term/x", "a faq has not; it has no parts"),
        ("license/l/outcome/x", "it has term or note"),
        ("tree/t/term/x", "it has question or outcome"),
    ],
)
def test_place_that_is_none_is_refused(written, words):
    with pytest.raises(ValueError, match=words):
        spot_of(written)


def test_differences_say_what_went_and_came_of_each_part():
    old = {("", ""): ("a", "b"), ("term", "x"): ("c",), ("term", "same"): ("d",)}
    new = {("", ""): ("b", "e"), ("note", "y"): ("f",), ("term", "same"): ("d",)}

    assert differences(old, new) == {
        ("", ""): (("a",), ("e",)),
        ("note", "y"): ((), ("f",)),
        ("term", "x"): (("c",), ()),
    }


def test_another_order_is_a_difference():
    assert differences({("", ""): ("a", "b")}, {("", ""): ("b", "a")}) == {("", ""): ((), ())}
