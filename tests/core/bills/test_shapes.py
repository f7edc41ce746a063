"""Parts of a file: what they hold, what is refused, and by which place."""

import pytest

from guidance.core.bills.shapes import MAX_WORDS, Lined, Part, Unreadable, shortened


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (3, "must be words, not a number"),
        (True, "must be words, not true or false"),
        ("a" * (MAX_WORDS + 1), "is longer than 400 signs"),
        ("a\0b", "contains the character U+0000"),
        ("a\x7fb\x01", "contains the character U+007F"),
        ("\ud800", "contains the character U+D800"),
    ],
)
def test_words_that_are_none_are_refused(value, message):
    with pytest.raises(Unreadable) as refusal:
        Part({"name": value}, "c[0]").words("name")

    assert (refusal.value.message, refusal.value.place) == (message, "c[0].name")
    assert str(refusal.value) == f"c[0].name: {message}"


@pytest.mark.parametrize(
    ("value", "words"),
    [("a" * MAX_WORDS, "a" * MAX_WORDS), (" a \n\t b ", "a b"), (None, ""), ("", "")],
)
def test_words_are_read_as_one_line(value, words):
    assert Part({"name": value}).words("name") == words


@pytest.mark.parametrize(
    ("value", "is_true"),
    [(True, True), ("true", True), (False, False), ("false", False), (None, False)],
)
def test_mark_is_set_by_true_or_its_word(value, is_true):
    assert Part({"dev": value}).is_true("dev") is is_true


@pytest.mark.parametrize("value", ["yes", 2, []])
def test_mark_that_is_none_is_refused(value):
    with pytest.raises(Unreadable, match=r"^a\.dev: must be true or false"):
        Part({"dev": value}, "a").is_true("dev")


def test_part_of_a_list_is_refused_by_its_number():
    part = Part({"parts": [{}, {"name": 3}], "words": ["a", 3]}, "c")

    with pytest.raises(Unreadable, match=r"^c.parts\[1\].name: "):
        [one.words("name") for one in part.parts("parts")]
    with pytest.raises(Unreadable, match=r"^c.words\[1\]: "):
        list(part.all_words("words"))


def test_whole_file_is_refused_without_a_place():
    assert str(Part({}).refused("is wrong")) == "is wrong"
    assert str(Part({}, "c[0]").refused("is wrong")) == "c[0]: is wrong"


def test_part_that_was_read_from_lines_is_refused_by_its_line():
    lined = Lined({"name": 3})
    lined.line = 7

    assert str(Part(lined).refused("is wrong", "name")) == "line 7: name is wrong"
    assert str(Part(lined).refused("is wrong")) == "line 7: is wrong"
    with pytest.raises(Unreadable, match=r"^line 7: name must be words"):
        Part(lined).words("name")


@pytest.mark.parametrize(
    ("key", "found"), [("one", ["a"]), ("several", ["a", ""]), ("none", []), ("missing", [])]
)
def test_words_may_be_one_or_several(key, found):
    part = Part({"one": "a", "several": ["a", ""], "none": None})

    assert list(part.all_words(key)) == found


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("", ""),
        ("a" * 80, "a" * 80),
        ("a" * 81, "a" * 80 + " …"),
        (" one \n two ", "one …"),
        ("a\0b", "a\ufffdb …"),
    ],
)
def test_what_is_shown_of_words_is_their_first_line(words, shown):
    assert shortened(words) == shown


@pytest.mark.parametrize("value", [{}, "a", 3, True])
def test_what_is_no_list_is_refused(value):
    with pytest.raises(Unreadable, match=r"^c\.parts: must be a list, not "):
        Part({"parts": value}, "c").list_of("parts")


def test_list_that_is_missing_or_null_is_empty():
    assert (Part({}).list_of("parts"), Part({"parts": None}).list_of("parts")) == ([], [])
