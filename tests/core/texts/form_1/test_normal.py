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
        ("        A License\n       Version 2.0x", ["A License Version 2.0x"]),
        ("            The License\n           Version 2.0\n", ["The License", "Version 2.0"]),
        ("THE AGREEMENT\nRelease Date: May", ["THE AGREEMENT", "Release Date: May"]),
        ("THE AGREEMENT\nOF MAY", ["THE AGREEMENT OF MAY"]),
        # An item begins a paragraph where the line before was ended on purpose; here it was full.
        ("Do it now.\n  a. x", ["Do it now.", "a. x"]),
        ("They are\na. Use of it", ["They are a. Use of it"]),
        # A heading has at most half of the width.
        (f"1. Scope of it\nThe words {'x' * 18}", ["1. Scope of it", f"The words {'x' * 18}"]),
        (f"1. Scope of it\nThe words {'x' * 17}", [f"1. Scope of it The words {'x' * 17}"]),
        ("x" * 53 + "\n  a. y", ["x" * 53, "a. y"]),
        ("x" * 54 + "\n  a. y", ["x" * 54 + " a. y"]),
        ("(a) one; and/or\n(b) two", ["(a) one; and/or", "(b) two"]),
        # Lines that are centered alike stand alone, however long they are.
        (
            f"{' ' * 12}The {'x' * 50}\n{' ' * 14}And {'y' * 46}",
            [f"The {'x' * 50}", f"And {'y' * 46}"],
        ),
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
