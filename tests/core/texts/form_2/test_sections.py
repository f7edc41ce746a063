"""Cutting a text of the second form: labels as printed, headings, depth, and real licenses."""

import pytest

from guidance.core.texts.form_2.headings import known, slug
from guidance.core.texts.form_2.numbering import MAX_DEPTH
from guidance.core.texts.form_2.sections import MAX_SECTIONS
from guidance.core.texts.normal import digest, normalize, split
from tests.core.texts.form_1 import test_sections as first
from tests.texts import real_raws  # noqa: F401 - a fixture

REAL = {
    "llama-2-license-2023": first.LLAMA_2,
    "llama-license-2023": first.LLAMA_1,
    "apache-2.0": first.APACHE_2,
    "mit": first.MIT,
    "bigcode-open-rail-m-v1": first.BIGCODE,
    "mpl-2.0": first.MPL_2,
    "gpl-3.0": first.GPL_3,
    "cc-by-4.0": first.CC_BY_4,
}


def shown(written):
    text = written.replace(" / ", "\n\n")
    return [(one.key, one.label, one.heading, one.depth) for one in split(text, form=2)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "Section 1. General / 1.A. You may. / 1.B.1. you keep it.",
            [("1", "1", "General", 0), ("1.a", "1.A", "", 1), ("1.b.1", "1.B.1", "", 2)],
        ),
        (
            "1.0 Use / 1.1 Copies. Yes. / (a) x",
            [("1.0", "1.0", "Use", 0), ("1.1", "1.1", "Copies", 1), ("1.1.a", "1.1.a", "", 2)],
        ),
        ("第二条 授权", [("2", "2", "", 0)]),
        (
            "1. Use / EXHIBIT A ACCEPTABLE USE POLICY / 1. No war.",
            [
                ("1", "1", "Use", 0),
                ("exhibit-a", "Exhibit A", "ACCEPTABLE USE POLICY", 0),
                ("exhibit-a.1", "Exhibit A.1", "No war", 1),
            ],
        ),
        (
            "1. Use / 2. End / USE POLICY / 1. No war",
            [
                ("1", "1", "Use", 0),
                ("2", "2", "End", 0),
                ("use-policy", "", "USE POLICY", 0),
                ("use-policy.1", "1", "No war", 1),
            ],
        ),
        (
            "SECTION 1 / DEFINITIONS / 1.1 One. It is.",
            [("1", "1", "DEFINITIONS", 0), ("1.1", "1.1", "One", 1)],
        ),
        (
            "Contents / 1. Use / 2. Copy / 3. Fees / 1. Use. Yes. / 2. Copy. Yes. / 3. Fees. No.",
            [
                ("contents", "", "Contents", 0),
                ("1", "1", "Use", 0),
                ("2", "2", "Copy", 0),
                ("3", "3", "Fees", 0),
            ],
        ),
        (
            "SECTION 1 / DEFINITIONS / OTHER WORDS / They are.",
            [("1", "1", "DEFINITIONS", 0), ("other-words", "", "OTHER WORDS", 0)],
        ),
    ],
)
def test_split_says_label_heading_and_depth(written, expected):
    assert shown(written) == expected


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("1. Use. Yes. / 2. No. / SHOUTED LINE / ANOTHER ONE / Text.", "1 2 another-one"),
        ("1. Use. Yes. / 2. End. No. / NOTE / Text.", "1 2"),
        ("1. Use. Yes. / 2. End. No. / NOTES / Text.", "1 2 notes"),
        ("1. Use. Yes. / 2. Give: / Apache License / MIT License / Text", "1 2"),
        (
            '1. Definitions / "A" means: / (a) x / (b) y / "B" means: / (a) z / 2. Use',
            "1 def.a def.a.a def.a.b def.b def.b.a 2",
        ),
        ("1. A. Yes. / (a) x / (a) y", "1 1.a 1.a.a"),
        ("1. A: Yes. / (g) x / (h) x / (i) y / ii. z", "1 1.g 1.h 1.i 1.i.ii"),
        ("1. A. Yes. / (a) x / more / (a) y", "1 1.a 1.a-2"),
        ("1. A. Yes. / (a) Use / Text. / (a) y", "1 1.a 1.a.a"),
        ("1. A. Yes. / (a) Use. You may. / Text. / (a) y", "1 1.a 1.a-2"),
        ("WHEREAS: / 1. One. / NOW THEREFORE: / 1. Use", "recitals recitals.1 now-therefore 1"),
        ("1. A. Yes. / (a) you use / Text. / (a) y", "1 1.a 1.a-2"),
        ("1.1 A is / 1.2 B is / 1.1 C is / 1.2 D is", "1.1 1.2 part-2.1.1 part-2.1.2"),
        ("1. A. Yes. / (a) x / Chapter 2 Use / (5) y", "1 1.a chapter-2 1.5"),
        ("1. A. Yes. / (a) x / --- / That was it. / (b) y", "1 1.a closing b"),
        ("Exhibit A / Part I Use / Copies. You may sell.", "exhibit-a part-i copies"),
        ("1. A. Yes. / --- / Use Policy / 1. B. Yes.", "1 use-policy use-policy.1"),
        ("SECTION 1 / DEFINITIONS / “Work” means it. / SECTION 2", "1 def.work 2"),
        ("1. General / 1.1 / DEFINITIONS / “Work” means it. / 2. Use", "1 1.1 2"),
        ("1. Definitions / USE POLICY / “B” means y.", "1 use-policy"),
        ("J. Random Hacker / You may.", "title preamble"),
        ("T / You may. / “W” means it. / Keep it.", "title preamble def.w after-definitions"),
        ("T / “Work” means this. / You keep it.", "title def.work preamble"),
        ("1. A / (a) x / (b) y / (c) 2001 Somebody", "1 1.a 1.b 1.c"),
        ("1. A / (a) x / (c) 2001 Somebody", "1 1.a"),
    ],
)  # fmt: skip
def test_split_tells_what_is_a_heading_and_a_number(written, keys):
    assert " ".join(one[0] for one in shown(written)) == keys


def test_split_nests_no_deeper_than_a_section_can_be():
    numbers = ["1.", "a.", "i.", "A.", "1)", "a)", "i)", "A)", "(1)", "(a)", "(i)", "[1]", "[a]"]

    found = shown(" / ".join(f"{number} X" for number in numbers))

    assert max(depth for *_rest, depth in found) == MAX_DEPTH - 1


@pytest.mark.parametrize(("items", "count"), [(MAX_SECTIONS - 1, -1), (MAX_SECTIONS, 0)])
def test_split_makes_no_more_sections_than_anyone_could_use(items, count):
    assert len(shown(" / ".join(["Article 1"] * items))) == MAX_SECTIONS + count


@pytest.mark.texts
@pytest.mark.parametrize("key", REAL)
def test_split_of_a_real_license_is_what_it_was_in_the_first_form(key, real_raws):  # noqa: F811
    old, new = normalize(real_raws[key]), normalize(real_raws[key], form=2)

    assert digest(new) == digest(old)
    assert [section.key for section in split(new, form=2)] == REAL[key].split()
    assert split(new, form=2) == split(old)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A" * 25 + " " + "b" * 24, "a" * 25 + "-" + "b" * 24),
        ("A" * 25 + " " + "b" * 25, "a" * 25),
        ("A" * 51, "a" * 50),
        ("Größe, “naïve”", "grosse-naive"),
        ("第一条", ""),
    ],
)
def test_slug_is_cut_at_a_word_where_it_is_longer_than_fifty_signs(words, expected):
    assert slug(words) == expected


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Preamble", "preamble"),
        ("You may copy it", ""),
        ("End of the Terms and what follows", "end"),
        ("End of the Terms, and", "end"),
        ("End of the Terms,", ""),
        ("End of Terms " + "x" * 107, "end"),
        ("End of Terms " + "x" * 108, ""),
    ],
)
def test_line_that_many_licenses_share_is_a_short_one_that_goes_on_nowhere(line, key):
    assert known(line) == key
