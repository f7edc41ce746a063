"""The one written form of a license's words, and its digest."""

import hashlib

import pytest
from hypothesis import example, given, settings

from guidance.core.documents.fields import MAX_MARKS
from guidance.core.texts.normal import digest, normalize
from tests.core.texts.samples import PIECES
from tests.examples import examples


def paragraphs(text: str) -> list[str]:
    return normalize(text).split("\n\n") if text else []


@pytest.mark.parametrize(
    ("raw", "normalized"),
    [
        ("", ""),
        (" \n\t\r\n ", ""),
        ("one\ntwo", "one two"),
        ("one\r\ntwo\rthree", "one two three"),
        ("one\n \n\n\ntwo", "one\n\ntwo"),
        ("  one\t two  ", "one two"),
        ("non-\n  transferable", "non-transferable"),
        ("non-\n“free” use", "non- “free” use"),
        ("plan-\nb", "plan-b"),
        ("-\nb", "- b"),
        ("x - \nb", "x - b"),
        ("at a.com/models-and-\nlibraries/x/.", "at a.com/models-and-libraries/x/."),
        ("at a.com/this-\nand-that", "at a.com/this-and-that"),
        ("pre-\nand post-sale", "pre- and post-sale"),
        ("Scope -\nall of it", "Scope - all of it"),
        ("e\u0301", "é"),
        ("a\x00b\ufeffc", "abc"),
        ("one\ftwo", "one two"),
    ],
)
def test_normalize_writes_the_words_in_one_form(raw, normalized):
    assert normalize(raw) == normalized


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("You must:\n  a. give notice.\n  b. stop.", ["You must:", "a. give notice.", "b. stop."]),
        ("Do so.\n    ii. You may go.", ["Do so.", "ii. You may go."]),
        ("These:\n  * one\n  * two", ["These:", "* one", "* two"]),
        ("These:\n  - one\n  - two", ["These:", "- one", "- two"]),
        ("1. Scope\n   1.1 All\n   of it", ["1. Scope", "1.1 All of it"]),
        ("added under section\n    7.  This requires", ["added under section 7. This requires"]),
        (
            "  It protects your rights in two steps:\n(1) assert it",
            ["It protects your rights in two steps: (1) assert it"],
        ),
        ("1. Terms\n--------\nBody", ["1. Terms", "Body"]),
        (
            "5. Your Duties\nYou give these terms to all who get it:\n(a) now;\n(b) later.",
            [
                "5. Your Duties",
                "You give these terms to all who get it:",
                "(a) now;",
                "(b) later.",
            ],
        ),
        ("2. The Work\nmeans what you get.", ["2. The Work means what you get."]),
        (
            "2. The Work that You get\nMeta gives to all.",
            ["2. The Work that You get Meta gives to all."],
        ),
        ("one\n\n=====\n\ntwo", ["one", "=====", "two"]),
        ("*****\n*   *\n* 6. No *\n* --- *\n* words *\n*****", ["6. No", "words"]),
        ("*****\n*words*\n* more *\n*****", ["*words* more"]),
        ("*****\n*words *\n* more*\n*****", ["*words * more"]),
        ("one\n\n=====\n-----\n\ntwo", ["one", "=====", "two"]),
        ("        A License\n       Version 2.0x", ["A License Version 2.0x"]),
        ("            The License\n           Version 2.0\n", ["The License", "Version 2.0"]),
        ("THE AGREEMENT\nRelease Date: May", ["THE AGREEMENT", "Release Date: May"]),
        ("THE AGREEMENT\nOF MAY", ["THE AGREEMENT OF MAY"]),
        # A line in capitals had room for what follows it, or it had not.
        (f"{'X' * 50}\nUntil {'y' * 55}", ["X" * 50, f"Until {'y' * 55}"]),
        (f"{'X' * 50}\nUntil {'y' * 54}", ["X" * 50, f"Until {'y' * 54}"]),
        (f"{'X' * 51}\nUntil {'y' * 54}", [f"{'X' * 51} Until {'y' * 54}"]),
        # An item begins a paragraph where the line before was ended on purpose; here it was full.
        ("Do it now.\n  a. x", ["Do it now.", "a. x"]),
        ("They are\na. Use of it", ["They are a. Use of it"]),
        # There was room for the number and four signs more, or there was not.
        (f"It has these:\na. {'x' * 17}", ["It has these:", f"a. {'x' * 17}"]),
        (f"It has these:\na. {'x' * 16}", [f"It has these: a. {'x' * 16}"]),
        # A heading has at most eight words and half of the width.
        (f"1. A B C D E F G\nThe {'x' * 30}", ["1. A B C D E F G", f"The {'x' * 30}"]),
        (f"1. A B C D E F G H\nThe {'x' * 40}", [f"1. A B C D E F G H The {'x' * 40}"]),
        (f"Scope of it\nThe words {'x' * 18}", [f"Scope of it The words {'x' * 18}"]),
        ("THE AGREEMENT:\nOf May", ["THE AGREEMENT: Of May"]),
        (f"1. Scope of it\nThe words {'x' * 18}", ["1. Scope of it", f"The words {'x' * 18}"]),
        (f"1. Scope of it\nThe words {'x' * 17}", [f"1. Scope of it The words {'x' * 17}"]),
        ("x" * 53 + "\n  a. y", ["x" * 53, "a. y"]),
        ("x" * 54 + "\n  a. y", ["x" * 54 + " a. y"]),
        ("(a) one; and/or\n(b) two", ["(a) one; and/or", "(b) two"]),
        ("(a) one; and/or”\nB. Two", ["(a) one; and/or” B. Two"]),
        ("The end: it is here\n  a. x", ["The end: it is here", "a. x"]),
        ("Of section 2; section\n  a. x", ["Of section 2; section a. x"]),
        ("Of it\n a. x", ["Of it", "a. x"]),
        ("Of it\na. x", ["Of it a. x"]),
        # Lines that are centered alike stand alone, however long they are.
        (
            f"{' ' * 12}The {'x' * 50}\n{' ' * 14}And {'y' * 46}",
            [f"The {'x' * 50}", f"And {'y' * 46}"],
        ),
        (
            f"{' ' * 12}The {'x' * 50}\n{' ' * 14}And {'y' * 42}",
            [f"The {'x' * 50}", f"And {'y' * 42}"],
        ),
        (
            f"{' ' * 12}The {'x' * 50}\n{' ' * 14}And {'y' * 41}",
            [f"The {'x' * 50} And {'y' * 41}"],
        ),
        # Of two centered lines the second would have had room beside the first, or not.
        (
            f"{' ' * 12}The {'x' * 50}\n{' ' * 14}And {'y' * 56}",
            [f"The {'x' * 50}", f"And {'y' * 56}"],
        ),
        (
            f"{' ' * 12}The {'x' * 50}\n{' ' * 14}And {'y' * 55}",
            [f"The {'x' * 50} And {'y' * 55}"],
        ),
        (f"{' ' * 10}The License\n{' ' * 9}Version 2", ["The License", "Version 2"]),
        (f"{' ' * 9}The License\n{' ' * 8}Version 2", ["The License Version 2"]),
        ("*****\n**\n*a*\n*****", ["*a*"]),
        ("*****\n*\n*a*\n*****", ["* *a*"]),
        ("*****\nA word\n*****", ["A word"]),
        ("x" * 160 + "\ny", ["x" * 160 + " y"]),
        ("x" * 161 + "\ny", ["x" * 161, "y"]),
    ],
)
def test_normalize_keeps_the_breaks_that_were_meant(raw, expected):
    assert paragraphs(raw) == expected


@given(PIECES)
@example("***\n* * --- * *\n***")
@example("-\n-\n-")
@settings(max_examples=examples(200))
def test_normalize_twice_changes_nothing(raw):
    once = normalize(raw)

    assert normalize(once) == once


@pytest.mark.parametrize(("marks", "kept"), [(MAX_MARKS, MAX_MARKS), (MAX_MARKS + 1, MAX_MARKS)])
def test_normalize_leaves_out_accents_piled_on_one_letter(marks, kept):
    assert normalize("x" + "\u0301" * marks + "y") == "x" + "\u0301" * kept + "y"


def test_digest_is_the_sha256_of_the_utf8_text():
    assert digest("é") == hashlib.sha256(b"\xc3\xa9").hexdigest()
