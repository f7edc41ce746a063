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
