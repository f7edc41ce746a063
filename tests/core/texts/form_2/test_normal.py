"""The second written form of the words: signs taken off, lists kept apart, twice as once."""

import pytest
from hypothesis import example, given, settings

from guidance.core.texts.normal import normalize, split
from tests.core.texts.form_1.test_normal import (
    test_normalize_keeps_the_breaks_that_were_meant as kept_breaks,
)
from tests.core.texts.form_1.test_normal import (
    test_normalize_writes_the_words_in_one_form as kept_words,
)
from tests.core.texts.form_1.test_sections import (
    test_hostile_texts_are_read_in_one_pass as hostile,
)
from tests.core.texts.samples import PIECES
from tests.examples import examples, times

HOSTILE = next(mark.args[1] for mark in hostile.pytestmark if mark.name == "parametrize")
BREAKS = next(mark.args[1] for mark in kept_breaks.pytestmark if mark.name == "parametrize")
WORDS = next(mark.args[1] for mark in kept_words.pytestmark if mark.name == "parametrize")


def paragraphs(raw):
    return normalize(raw, form=2).split("\n\n")


@pytest.mark.parametrize(("raw", "normalized"), WORDS)
def test_normalize_writes_words_as_in_the_first_form(raw, normalized):
    assert normalize(raw, form=2) == normalized


@pytest.mark.parametrize(("raw", "expected"), BREAKS)
def test_normalize_keeps_the_breaks_of_the_first_form(raw, expected):
    assert paragraphs(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("The respon\u00ad\n sibility is your-\u00adown.", ["The responsibility is your-own."]),
        ("It is non\u00adexclusive.", ["It is non\u00adexclusive."]),
        (" You may.\n .\n Keep it.", ["You may.", "Keep it."]),
        ("# You may\n# use it.\n#\n# Keep it.", ["You may use it.", "Keep it."]),
        ("// You may\n// use it.\n// Keep it.", ["You may use it. Keep it."]),
        (";; You may\n;; use it.", ["You may use it."]),
        ("dnl You may\ndnl use it.", ["You may use it."]),
        ("/*\n * You may\n * use it.\n *\n * Keep it.\n */", ["You may use it.", "Keep it."]),
        ("/* You may\n * use it.\n *\n * Keep it. */", ["You may use it.", "Keep it."]),
        ("* You may\n* use it.", ["* You may", "* use it."]),
        ("# Title\n\n## Use\n\nYou may.", ["# Title", "## Use", "You may."]),
        ("| size | fee |\n| --- | --- |\n| small | 1 |", ["| size | fee |", "| small | 1 |"]),
        ("You may:\n* use\n* copy", ["You may:", "* use", "* copy"]),
        ("One of:\na. A person\nb. A club", ["One of:", "a. A person", "b. A club"]),
        ("It needs\n2. nothing more", ["It needs 2. nothing more"]),
        ("see section\n1. and section\n2. of it", ["see section 1. and section 2. of it"]),
        ("see section\n1. which is\n2. of it", ["see section 1. which is 2. of it"]),
        ("It needs\n1.1 and\n2.2 of them", ["It needs 1.1 and 2.2 of them"]),
        ("*****\n* You may *\n* use it.*\n*****", ["You may use it."]),
        ("1. End\n1.1 It ends.", ["1. End", "1.1 It ends."]),
        ("1. A is.\nLAW\nIt is.", ["1. A is. LAW It is."]),
        ("1. A is.\nFINAL\nIt is.", ["1. A is.", "FINAL", "It is."]),
        ("1. A is.\nSHOUTED\nBY US.", ["1. A is. SHOUTED BY US."]),
        ("1. A is.\nFINAL 2\nIt is.", ["1. A is. FINAL 2 It is."]),
        ("1. A is.\nFINAL2\nIt is.", ["1. A is. FINAL2 It is."]),
        ("1. End of\n1.2.1 it", ["1. End of 1.2.1 it"]),
        (f"1. It {'i' * 40}.\n{'F' * 40}\nIt is.", [f"1. It {'i' * 40}.", "F" * 40, "It is."]),
        (f"1. It {'i' * 40}.\n{'F' * 41}\nIt is.", [f"1. It {'i' * 40}. {'F' * 41} It is."]),
        ("1. A is,\nFINAL\nIt is.", ["1. A is, FINAL It is."]),
        ("It is so\n| a | b |\nand so on", ["It is so", "| a | b |", "and so on"]),
        ("by section\n2. of:\na. one\nb. two", ["by section 2. of:", "a. one", "b. two"]),
        ("It needs\n5. one and\n0. none", ["It needs 5. one and 0. none"]),
        ("It needs\n1.1.1 and\n1.2.2 of them", ["It needs 1.1.1 and 1.2.2 of them"]),
        ("It is an\nappendix:\nappendix b: of it", ["It is an appendix: appendix b: of it"]),
        (f"{'x' * 40}\n“Work” means it.", ["x" * 40, "“Work” means it."]),
        (f"{'x' * 41}\n“Work” means it.", [f"{'x' * 41} “Work” means it."]),
        ("Released in May\n“Work” means x.", ["Released in May", "“Work” means x."]),
    ],
)  # fmt: skip
def test_normalize_takes_signs_off_and_keeps_lists_apart(raw, expected):
    assert paragraphs(raw) == expected


def test_normalize_takes_for_a_comment_what_wraps_like_one():
    full = "* the quick brown fox jumps over the lazy dog and runs on"
    short = "* and much longer than before"

    assert paragraphs(f"{full}\n{full}\n{short}") == [" ".join([full[2:], full[2:], short[2:]])]
    assert paragraphs(f"{full}\n{full}") == [full, full]
    assert paragraphs(f"{full};\n{full};\n{short}") == [f"{full};", f"{full};", short]
    assert paragraphs(f"{full}\n{short}\n{short}\n{short}") == [full, short, short, short]


def test_normalize_opens_a_box_without_a_frame():
    box = "* You may      *\n* use it.     *\n* Keep it.    *"

    assert paragraphs(box) == ["You may use it. Keep it."]


LINES = PIECES.map(lambda raw: raw.replace("word", "\n# word").replace("***", "\n// a\n.\n"))


@given(PIECES | LINES)
@example("# a\n# b\n#\n.\n// c\n// d")
@example("| a |\n|---|\n| b |")
@example("/* a\n * b\n */")
@example("# # a\n# # b\n#")
@settings(max_examples=examples(300))
def test_normalize_twice_changes_nothing(raw):
    once = normalize(raw, form=2)

    assert normalize(once, form=2) == once


@given(PIECES | LINES)
@example('1. Definitions:\n\n(a) b\n\ntail\n\n"T" means x\n\n(a) c\n\n(b) d')
@example("Section 1.1.1.1.1.1.1.1.1.1.1")
@example("１．Ａ\n\n（ａ）b")
@example("(K) x\n\n(ſ) y\n\n(İ) z")
@settings(max_examples=examples(300))
def test_split_gives_sections_that_join_to_the_text(text):
    for words in (text, normalize(text, form=2)):
        sections = split(words, form=2)

        assert "".join(words[section.start : section.end] for section in sections) == words
        assert len({section.key for section in sections}) == len(sections)


@pytest.mark.parametrize(
    "raw",
    [
        *HOSTILE,
        "(i) x\n" * times(80_000),
        "(i) x\n\n" * times(80_000),
        "1.1.1.1 x\n" * times(50_000),
        "# \n" * times(160_000),
        "Article 1\n\n" * times(50_000),
        "HEADING\n\n1. x\n\n" * times(30_000),
        "* x\n" * times(120_000),
        "1. x\n\n" * 1_500 + "1. x. y\n\n" * 1_500,
        "_a" * times(250_000),
        "| a |\n" * times(80_000),
        " ." * times(250_000),
        ".\n" * times(250_000),
        "第一条\n\n" * times(90_000),
        "\u00ad\n" * times(250_000),
    ],
    ids=range(len(HOSTILE) + 14),
)
def test_hostile_texts_are_read_in_one_pass(raw):
    text = normalize(raw, form=2)

    sections = split(text, form=2)

    assert sum(section.end - section.start for section in sections) == len(text)


@pytest.mark.parametrize(("length", "count"), [(49, 2), (50, 1)])
def test_term_defined_begins_a_line_where_the_line_before_had_room_for_its_first_word(
    length, count
):
    before = "x" * (length - 1) + "."

    assert len(paragraphs(f"{before}\n“Work” means it.")) == count


def commented(*lines):
    """Return the paragraphs of lines behind signs that lists have too."""
    return paragraphs("\n".join(f"# {line}" for line in lines))


def test_three_of_four_lines_that_go_on_are_a_comment():
    line = "this is a line with words in it that goes on and"

    assert commented(line, line, f"{line}.", "the end") == [f"{line} {line} {line}. the end"]
    assert commented(line, f"{line}.", f"{line}.", "the end")[0].startswith("# this")


@pytest.mark.parametrize(("missing", "is_comment"), [(0, True), (1, False)])
def test_line_goes_on_where_it_had_no_room_for_the_next_word(missing, is_comment):
    width = 50
    lines = ["x" * (width - 4 - missing), "end " + "y" * (width - 4), "end"]

    assert commented(*lines)[0].startswith("x") == is_comment
