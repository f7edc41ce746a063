"""What somebody who adds a text is asked about before it is kept for ever."""

import pytest

from guidance.core.texts.doubts import Doubt, doubts
from guidance.core.texts.normal import normalize, split


def found_in(raw):
    text = normalize(raw, form=2)
    return doubts(raw, text, split(text, form=2))


COLUMNS = "Small user      ten\n"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<h2>1. Use</h2>", [Doubt("tags", "<h2>")]),
        ("You&nbsp;may.", [Doubt("tags", "&nbsp;")]),
        ("Write to <p.smith@example.org>, a < b.", []),
        ("You may. */", [Doubt("comment", "You may. */")]),
        (
            "You may # use it and also change it # as you like it # here.",
            [Doubt("comment", "You may # use it and also change it # as you l")],
        ),
        ("# You may\n# use it.\n#\n# Keep it.", []),
        (COLUMNS * 3, [Doubt("table", "Small user ten")]),
        (COLUMNS * 2, []),
        ("a | b | c\n" * 3, [Doubt("table", "a | b | c")]),
        ("| a | b |\n" * 3, []),
        ("| a | b |c\n" * 3, [Doubt("table", "| a | b |c")]),
        (
            "Small user      ten\nLarge user      more\nHuge user       most\n",
            [Doubt("table", "Small user ten")],
        ),
        ("Use it.\n" + COLUMNS * 3, [Doubt("table", "Small user ten")]),
        ("1.   Use\n2.   End\n3.   Law", []),
        ("It is non\u00adexclusive.", [Doubt("hyphens", "It is non\u00adexclusive.")]),
        ("\n\n".join(["you may do it."] * 6), [Doubt("uncut")]),
        ("\n\n".join(["you may do it."] * 5), []),
        ("Begin.\n\n(C) THE COMPANY 2003", [Doubt("numbers", "(C) THE COMPANY 2003")]),
        ("1. A.\n\n(b) x\n\ny\n\n(b) z", [Doubt("keys", "1.b-2")]),
        (
            "Begin.\n\n(C) THE COMPANY 2003\n\nSo.\n\n(C) ANOTHER ONE 2004",
            [Doubt("numbers", "(C) THE COMPANY 2003")],
        ),
        ("1. Use\n\n2. End", []),
        ("", []),
    ],
)
def test_doubts_say_what_to_look_at_and_where(raw, expected):
    assert list(found_in(raw)) == expected


def test_doubts_name_lines_that_are_glued():
    text = "a. one b. two c. three"

    assert doubts("a. one\nb. two\nc. three", text, split(text, form=2)) == (
        Doubt("glued", "b. two"),
    )


def test_doubts_show_the_first_sixty_signs_of_a_long_line():
    word = "x" * 80
    (row,) = found_in(f"{word}   y\n" * 3)
    number = found_in(f"Begin.\n\n(C) THE COMPANY {'y ' * 20}2003 and {word}")[0]
    glued = doubts(f"a. one\nb. {word}", f"a. one b. {word}", split(f"a. one b. {word}", form=2))

    assert row == Doubt("table", word[:60])
    assert number == Doubt("numbers", f"(C) THE COMPANY {'y ' * 20}2003")
    assert glued == (Doubt("glued", f"b. {word}"[:60]),)


@pytest.mark.parametrize(
    ("count", "keys"), [(3, "1.b-2, 1.b-3"), (4, "1.b-2, 1.b-3, 1.b-4"), (5, "1.b-2, 1.b-3, 1.b-4")]
)
def test_doubts_name_no_more_than_three_invented_keys(count, keys):
    raw = "1. A." + "\n\n(b) x\n\ny" * count

    assert found_in(raw) == (Doubt("keys", keys),)


def test_doubts_show_words_on_both_sides_of_a_sign():
    raw = f"{'a' * 30} {'b' * 18} non\u00adexclusive {'c' * 60}"

    assert found_in(raw) == (Doubt("hyphens", f"{'b' * 16} non\u00adexclusive {'c' * 29}"),)
