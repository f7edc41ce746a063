"""The sections that were found, as they are kept: keys, headings, and where they end."""

import pytest

from guidance.core.texts.form_2.outlines import Outline, Start
from guidance.core.texts.form_2.paragraphs import paragraphs_of

TEXT = "x" * 40


def outlined(*begun, text=TEXT, most=9):
    outline = Outline()
    for key, at in begun:
        outline.begin(key, at)
    return [(one.key, one.start, one.end) for one in outline.sections(text, most=most)]


def test_sections_follow_one_another_from_the_beginning_of_the_text():
    assert outlined(("1", 3), ("2", 20)) == [("1", 0, 20), ("2", 20, 40)]
    assert outlined(("1", 3)) == [("1", 0, 40)]


def test_text_without_sections_is_one():
    assert outlined() == [("text", 0, 40)]
    assert outlined(text="") == []
    assert outlined(("1", 0), text="") == []


def test_sections_beyond_the_most_are_part_of_the_last():
    begun = [("1", 0), ("2", 10), ("3", 20)]

    assert outlined(*begun, most=2) == [("1", 0, 10), ("2", 10, 40)]
    assert len(outlined(*begun, most=3)) == 3


def test_taken_key_gets_the_next_number():
    begun = [("a", 0), ("a", 1), ("a-2", 2), ("a", 3), ("b", 4)]

    assert [key for key, _start, _end in outlined(*begun)] == ["a", "a-2", "a-2-2", "a-3", "b"]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("1.b", "1.b"),
        ("1.é", "1"),
        ("-a-.-b-", "a.b"),
        ("..", "clause"),
        ("é", "clause"),
        ("a" * 74, "a" * 74),
        ("a" * 75, "a" * 74),
    ],
)
def test_key_is_one_that_a_section_may_have(asked, key):
    assert outlined((asked, 0)) == [(key, 0, 40)]


def test_section_is_shown_with_what_it_was_begun_with():
    outline = Outline()
    outline.begin("1", 0, label="L" * 301, heading=f" A\n{'b' * 400} ", depth=2)
    outline.begin("2", 9)

    first, second = outline.sections(TEXT, most=9)

    assert (first.label, first.heading, first.depth) == ("L" * 300, f"A {'b' * 298}", 2)
    assert (second.label, second.heading, second.depth) == ("", "", 0)


def test_key_is_that_of_the_section_we_are_in():
    outline = Outline()

    assert outline.key == ""
    outline.begin("1", 0)
    outline.begin("2", 5)
    assert (outline.key, outline.taken) == ("2", {"1", "2"})


@pytest.mark.parametrize(
    ("before", "now", "is_kept"),
    [("1.a", "1.b", False), ("1.a", "1.a.i", False), ("1.a", "2", True), ("1", "1.a", True)],
)
def test_closing_words_are_kept_where_the_list_does_not_go_on(before, now, is_kept):
    outline = Outline(closing=Start("1.closing", 5))

    outline.settle(before, now)
    outline.begin(now, 9)

    assert [one.key for one in outline.found] == (["1.closing"] if is_kept else []) + [now]


@pytest.mark.parametrize(("blanks", "level"), [(0, 0), (3, 0), (4, 1), (36, 9), (40, 9)])
def test_level_is_told_by_four_blanks_each(blanks, level):
    (found,) = paragraphs_of(f"{' ' * blanks}1. A")

    assert (found.at, found.words, found.mark.level) == (0, "1. A", level)


def test_paragraphs_are_those_with_words_and_where_they_begin():
    found = list(paragraphs_of("one\n\n\n\n  two\n\n**\n\n#### 3. three"))

    assert [(one.at, one.words) for one in found] == [
        (0, "one"), (7, "two"), (14, "**"), (18, "3. three")
    ]  # fmt: skip
    assert [one.mark is not None for one in found] == [False, False, False, True]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("**1.** Use", "1. Use"),
        ("*3. End.* It ends", "3. End. It ends"),
        ("_a_ b _c_", "a b _c_"),
        ("* a* b", "* a* b"),
        ("> 1\\. Use", "1. Use"),
        ("--- Use ---", "Use"),
        ("---", "---"),
        ("*****", "*****"),
        ("__Use__", "Use"),
    ],
)
def test_markdown_is_no_part_of_the_words(written, words):
    assert [one.words for one in paragraphs_of(written)] == [words]
