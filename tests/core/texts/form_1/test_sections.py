"""Cutting a text into sections: their keys, labels, headings and depth, in real licenses too."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings

from guidance.core.texts.form_1.numbering import MAX_DEPTH
from guidance.core.texts.form_1.sections import MAX_SECTIONS
from guidance.core.texts.normal import normalize, split
from tests.core.texts.samples import PIECES
from tests.examples import examples, times
from tests.texts import real_texts  # noqa: F401 - a fixture


def keys(text: str) -> list[str]:
    return [section.key for section in split(text)]


@given(PIECES)
@example("\n\n")
@example(' \n\n1. A:\n\n(a) b\n\ntail\n\n"T" means x')
@example('1. Definitions:\n\n(a) b\n\ntail\n\n"T" means x')
@settings(max_examples=examples(200))
def test_split_gives_sections_that_join_to_the_text(text):
    sections = split(text)

    assert "".join(text[section.start : section.end] for section in sections) == text
    assert all(one.end == two.start for one, two in pairwise(sections))
    assert len({section.key for section in sections}) == len(sections)
    assert split("") == ()


def test_split_gives_a_taken_key_a_number():
    assert keys("1. One\n\nExhibit A - X\n\nExhibit A - Y\n\nExhibit A - Z") == [
        "1",
        "exhibit-a",
        "exhibit-a-2",
        "exhibit-a-3",
    ]


def test_split_keys_one_plain_paragraph():
    assert keys("do what you like.") == ["preamble"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. A\n\na. b\n\ni. c\n\nii. d\n\nb. e", ["1", "1.a", "1.a.i", "1.a.ii", "1.b"]),
        ("1. A\n\n(h) x", ["1"]),
        ("1. A\n\na. x\n\nb. x\n\nd. x", ["1", "1.a", "1.b", "1.d"]),
        ("1. A\n\n4. x\n\n8. y", ["1", "4"]),
        ("1. A\n\n1.1 B\n\n(a) c\n\n1.2 D\n\n2.0 or later", ["1", "1.1", "1.1.a", "1.2"]),
        ("Section 1 -- A.\n\na. b\n\n1. c\n\nSection 2 -- E.", ["1", "1.a", "1.a.1", "2"]),
        ("1\\. **A**.\n\na. b\n\n2**. C**", ["1", "1.a", "2"]),
        ("1. A:\n\n(a) b\n\nmore of b\n\n(b) c", ["1", "1.a", "1.b"]),
        ("1. A:\n\n(a) b\n\n(b) c\n\nto end\n\n2. D", ["1", "1.a", "1.b", "1.closing", "2"]),
        ("1. A.\n\n(a) b\n\n(b) c\n\nmore of c\n\n2. D", ["1", "1.a", "1.b", "2"]),
        (
            "1. Use. Do.\n\n2. Copies. Give:\n\n1. the text;\n\n2. a line;\n\n3. Law. Of x.",
            ["1", "2", "2.1", "2.2", "3"],
        ),
        ("1. use\n\n2. give:\n\n1. x;\n\n2. y;\n\n3. z", ["1", "2", "2.1", "2.2", "2.3"]),
    ],
)  # fmt: skip
def test_split_places_numbers_by_what_came_before(text, expected):
    assert keys(text) == expected


def test_split_says_label_heading_and_depth():
    text = "1. Your Rights. You may.\n\nb) x\n\na) not you.\n\nExhibit A - Notice\n\n(a) You do."

    found = [(s.key, s.label, s.heading, s.depth) for s in split(text)]

    assert found == [
        ("1", "1", "Your Rights", 0),
        ("1.a", "1.a", "", 1),
        ("exhibit-a", "Exhibit A", "Notice", 0),
        ("exhibit-a.a", "Exhibit A.a", "", 1),
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("1. U.S. Government Rights. You get them.", "U.S. Government Rights"),
        (
            "1. Scope of the rights granted by the maker\n\nAll.",
            "Scope of the rights granted by the maker",
        ),
        ("1. A\n\n(a) Copies of the works granted by the maker", ""),
    ],
)
def test_split_finds_the_heading(text, heading):
    assert split(text)[-1].heading == heading


def test_split_nests_no_deeper_than_a_section_can_be():
    numbers = ["1.", "a.", "i.", "A.", "1)", "a)", "i)", "A)", "(1)", "(a)", "(i)"]

    sections = split("\n\n".join(f"{number} x" for number in numbers))

    assert max(section.depth for section in sections) == MAX_DEPTH - 1


@pytest.mark.parametrize(
    ("items", "last"), [(MAX_SECTIONS - 1, "1. x"), (MAX_SECTIONS, "1. x\n\n1. x")]
)
def test_split_makes_no_more_sections_than_anyone_could_use(items, last):
    text = "Begin.\n\n" + "\n\n".join(["1. x"] * items)

    sections = split(text)

    assert len(sections) == MAX_SECTIONS
    assert text[sections[-1].start :] == last


@pytest.mark.parametrize(
    "raw",
    [
        " " * times(500_000),
        "\n " * times(250_000),
        "-\n" * times(250_000),
        "1.\n\n" * times(125_000),
        "(a) x:\n\n" * times(60_000),
        '"' * times(500_000),
        "a" * times(500_000),
        "A " * times(250_000),
        "* * " * times(125_000),
        "*****\n" + "* x *\n" * times(80_000),
        "*****\n*" + " " * times(500_000) + "x",
        "a" + "\u0301\u0316" * times(250_000),
        '"A" means:\n\n' * times(40_000),
        "exhibit a\n\n" * times(40_000),
    ],
    ids=range(14),
)
def test_hostile_texts_are_read_in_one_pass(raw):
    text = normalize(raw)

    sections = split(text)

    assert sum(section.end - section.start for section in sections) == len(text)
    assert len(sections) <= text.count("\n\n") + 1


LLAMA_2 = (
    "title def.agreement def.documentation def.licensee def.llama-2 def.llama-materials def.meta "
    "preamble 1 1.a 1.b 1.b.i 1.b.ii 1.b.iii 1.b.iv 1.b.v 2 3 4 5 5.a 5.b 5.c 6 7"
)
LLAMA_1 = "title preamble 1 1.a 1.b 1.c 2 2.a 2.b 2.c 2.d 2.e 3 4 5 6 7 7.a 7.b 7.c 8 9 10 11"
APACHE_2 = (
    "title terms 1 def.license def.licensor def.legal-entity def.you def.source def.object "
    "def.work def.derivative-works def.contribution def.contributor 2 3 4 4.a 4.b 4.c 4.d "
    "4.closing 5 6 7 8 9 end appendix"
)
MIT = "grant notice disclaimer"
BIGCODE = (
    "title section-i 1 1.a 1.b 1.c 1.d 1.e 1.f 1.g 1.h 1.i 1.j 1.k 1.l 1.m 1.n section-ii "
    "grant-of-copyright-license grant-of-patent-license section-iii 4 5 5.1 5.1.a 5.1.b 5.2 5.2.a "
    "5.2.b 5.2.c 6 section-iv 7 8 9 10 11 12 13 end att-a att-a.a att-a.b att-a.c att-a.d att-a.e "
    "att-a.f att-a.g att-a.h att-a.i att-a.j att-a.k att-a.l att-a.m att-a.n"
)
MPL_2 = (
    "title 1 1.1 1.2 1.3 1.4 1.5 1.5.a 1.5.b 1.6 1.7 1.8 1.9 1.10 1.10.a 1.10.b 1.11 1.12 1.13 "
    "1.14 2 2.1 2.1.a 2.1.b 2.2 2.3 2.3.a 2.3.b 2.3.c 2.3.closing 2.4 2.5 2.6 2.7 3 3.1 3.2 3.2.a "
    "3.2.b 3.3 3.4 3.5 4 5 5.1 5.2 5.3 6 7 8 9 10 10.1 10.2 10.3 10.4 exhibit-a exhibit-b"
)
GPL_3 = (
    "title preamble terms 0 def.this-license def.copyright def.the-program def.modify "
    "def.covered-work def.propagate def.convey def.appropriate-legal-notices 1 2 3 4 5 5.a 5.b 5.c "
    "5.d 5.closing 6 6.a 6.b 6.c 6.d 6.e 6.closing 7 7.a 7.b 7.c 7.d 7.e 7.f 7.closing 8 9 10 11 "
    "12 13 14 15 16 17 end how-to-apply"
)
CC_BY_4 = (
    "title notice using-creative-commons-public-licenses title-2 preamble 1 1.a 1.b 1.c 1.d 1.e "
    "1.f 1.g 1.h 1.i 1.j 1.k 2 2.a 2.a.1 2.a.1.a 2.a.1.b 2.a.2 2.a.3 2.a.4 2.a.5 2.a.5.a 2.a.5.b "
    "2.a.6 2.b 2.b.1 2.b.2 2.b.3 3 3.a 3.a.1 3.a.1.a 3.a.1.a.i 3.a.1.a.ii 3.a.1.a.iii 3.a.1.a.iv "
    "3.a.1.a.v 3.a.1.b 3.a.1.c 3.a.2 3.a.3 3.a.4 4 4.a 4.b 4.c 4.closing 5 5.a 5.b 5.c 6 6.a 6.b "
    "6.b.1 6.b.2 6.b.closing 6.c 6.d 7 7.a 7.b 8 8.a 8.b 8.c 8.d closing"
)


@pytest.mark.texts
@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("llama-2-license-2023", LLAMA_2),
        ("llama-license-2023", LLAMA_1),
        ("apache-2.0", APACHE_2),
        ("mit", MIT),
        ("bigcode-open-rail-m-v1", BIGCODE),
        ("mpl-2.0", MPL_2),
        ("gpl-3.0", GPL_3),
        ("cc-by-4.0", CC_BY_4),
    ],
)
def test_split_of_a_real_license_is_what_a_lawyer_would_cite(key, expected, real_texts):  # noqa: F811
    assert keys(real_texts[key]) == expected.split()


@pytest.mark.texts
def test_split_of_llama_2_names_the_clauses(real_texts):  # noqa: F811
    found = {
        s.key: (s.label, s.heading, s.depth) for s in split(real_texts["llama-2-license-2023"])
    }

    assert found["1"] == ("1", "License Rights and Redistribution", 0)
    assert found["1.a"] == ("1.a", "Grant of Rights", 1)
    assert found["1.b.v"] == ("1.b.v", "", 2)
    assert found["def.licensee"] == ("", "Licensee", 0)
    assert found["preamble"] == ("", "", 0)
