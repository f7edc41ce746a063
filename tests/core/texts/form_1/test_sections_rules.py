"""Into which sections whole small licenses fall; how numbers follow each other is numbering's."""

import pytest

from guidance.core.texts.normal import split

TAIL, ITEMS = "All of this is for ever.", ("(a) copy it", "(b) sell it")


def found(*paragraphs):
    """Return each section's key with the first words of its own text."""
    text = "\n\n".join(paragraphs)
    return [
        (section.key, text[section.start : section.end].strip().split("\n")[0])
        for section in split(text)
    ]


def keys(*paragraphs):
    return [key for key, _ in found(*paragraphs)]


def headings(*paragraphs):
    return [section.heading for section in split("\n\n".join(paragraphs))]


def test_long_license_falls_into_its_landmarks():
    assert found(
        *("A License", "Version 2.0", "Preamble", "It is meant well.", "Terms and Conditions"),
        *("1. Scope", "END OF TERMS", "How to apply it", "Put it into a file."),
    ) == [
        ("title", "A License"),
        ("preamble", "Preamble"),
        ("terms", "Terms and Conditions"),
        ("1", "1. Scope"),
        ("end", "END OF TERMS"),
        ("how-to-apply", "How to apply it"),
    ]


def test_landmarks_are_headings_but_for_the_end():
    assert headings("A License", "Preamble", "1. Scope", "END OF TERMS") == [
        *("A License", "Preamble", "Scope", ""),
    ]


@pytest.mark.parametrize("landmark", ["Preamble", "Terms and Conditions"])
def test_landmark_of_the_front_is_words_among_the_clauses(landmark):
    assert keys("1. Scope", landmark, "2. Law") == ["1", "2"]


def test_terms_and_conditions_that_begin_a_text_are_its_title():
    assert keys("Terms and Conditions", "1. Scope") == ["title", "1"]
    assert keys("Preamble", "1. Scope") == ["preamble", "1"]


def test_short_license_falls_into_roles():
    assert found(
        *("A License", "Copyright 2024 by us", "Permission is granted to all."),
        *("Permission to use it is given.", "The copyright notice shall be included."),
        *("THE SOFTWARE IS PROVIDED AS IS.", "IN NO EVENT ARE WE LIABLE."),
    ) == [
        ("title", "A License"),
        ("grant", "Permission is granted to all."),
        ("notice", "The copyright notice shall be included."),
        ("disclaimer", "THE SOFTWARE IS PROVIDED AS IS."),
    ]


def test_front_without_a_role_is_the_preamble():
    assert found("You may.", "Or not.") == [("preamble", "You may.")]
    assert found("A License", "You may.", "Or not.") == [
        ("title", "A License"),
        ("preamble", "You may."),
    ]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["You may.", "Using It", "Do so now."], ["preamble", "using-it"]),
        (["You may.", "---", "A New Title", "Do so now."], ["preamble", "title", "preamble-2"]),
        (["A License", "---", "You may."], ["title", "notice"]),
        (["---", "You may."], ["notice"]),
        (["---"], ["text"]),
        (["A License", "“Term” means it.", "You may."], ["title", "def.term", "preamble"]),
        (["“Müller” means it."], ["def.muller"]),
        (["“許諾” means it."], ["def.term"]),
    ],
)
def test_front_is_cut_at_headings_rules_and_terms(paragraphs, expected):
    assert keys(*paragraphs) == expected


def test_first_section_begins_where_the_text_does():
    text = "---\n\nA License\n\n1. Scope"

    assert [(section.key, section.start, section.end) for section in split(text)] == [
        ("title", 0, 16),
        ("1", 16, 24),
    ]


# Lists, and what stands after them


@pytest.mark.parametrize("opening", ["1. You may:", "1. You may: and", "1. You may —"])
def test_words_after_a_list_close_the_clause_around_it(opening):
    text = (opening, *ITEMS, TAIL, "2. Law")

    assert keys(*text) == ["1", "1.a", "1.b", "1.closing", "2"]


def test_words_after_items_of_no_list_belong_to_the_last():
    assert keys("1. You may.", *ITEMS, TAIL, "2. Law") == ["1", "1.a", "1.b", "2"]


def test_words_between_items_belong_to_the_item_before():
    assert found("1. You may:", "(a) copy", "as you like,", "(b) sell", TAIL) == [
        ("1", "1. You may:"),
        ("1.a", "(a) copy"),
        ("1.b", "(b) sell"),
        ("1.closing", TAIL),
    ]


def test_every_list_has_its_own_closing_words():
    text = ("1. You may:", "(a) copy:", "(i) all", "(ii) some", "if you like;", "(b) sell", TAIL)

    sections = split("\n\n".join((*text, "2. Law")))

    assert [(s.key, s.depth) for s in sections] == [
        *(("1", 0), ("1.a", 1), ("1.a.i", 2), ("1.a.ii", 2), ("1.a.closing", 2)),
        *(("1.b", 1), ("1.closing", 1), ("2", 0)),
    ]


def test_closing_words_at_the_end_of_a_text_are_kept():
    assert found("1. You may:", *ITEMS, TAIL)[-1] == ("1.closing", TAIL)
    assert found("1. You may:", *ITEMS, TAIL, "More of it.")[-1] == ("1.closing", TAIL)


def test_item_whose_words_go_on_with_a_list_opens_one():
    text = ("1. You may:", "(a) copy it", "where one of these holds:", "(i) today", TAIL)

    assert keys(*text) == ["1", "1.a", "1.a.i"]


def test_definitions_in_a_clause_are_sections_of_their_own():
    text = "\n\n".join(
        ("1. Definitions", "“Term” means it.", "and more", "“Other” is it.", "2. Law")
    )

    assert [(s.key, s.heading, s.depth) for s in split(text)] == [
        ("1", "Definitions", 0),
        ("def.term", "Term", 1),
        ("def.other", "Other", 1),
        ("2", "Law", 0),
    ]
    assert keys("1. Scope", "“Term” means it.", "2. Law") == ["1", "2"]


def test_lettered_definitions_are_headed_by_their_terms():
    assert headings("1. Definitions", "(a) “Work” means it.", "(b) Copy means that.") == [
        *("Definitions", "Work", "Copy"),
    ]


def test_disclaimer_after_clauses_without_headings_is_a_section():
    disclaimer = ("THE SOFTWARE IS PROVIDED AS IS.", "IN NO EVENT ARE WE LIABLE.")

    assert keys("1. you may copy", *disclaimer, "2. do so") == ["1", "disclaimer", "2"]
    assert keys("1. Scope", *disclaimer, "2. Law") == ["1", "2"]
    assert keys("1. you may:", "(a) copy", disclaimer[0]) == ["1", "1.a", "1.closing"]


# Parts, exhibits, and what follows the end


def test_clauses_are_numbered_through_all_parts():
    text = "\n\n".join(("Section I: One", "1. A", "(a) x", "Section II: Two", "2. B"))

    assert [(s.key, s.label, s.heading) for s in split(text)] == [
        ("section-i", "Section I", "One"),
        ("1", "1", "A"),
        ("1.a", "1.a", ""),
        ("section-ii", "Section II", "Two"),
        ("2", "2", "B"),
    ]


def test_headed_paragraphs_of_a_part_are_clauses_without_a_number():
    copies = "Copies. You may make them."
    text = ("1. A", "Section II: Two", copies, "You may sell.", "2. B", "Law. Of x.")

    assert found(*text) == [
        ("1", "1. A"),
        ("section-ii", "Section II: Two"),
        ("copies", copies),
        ("2", "2. B"),
    ]
    assert headings(*text)[2] == "Copies"
    assert keys("1. A", "Section II: Two", "Copies.") == ["1", "section-ii"]


def test_clauses_of_an_exhibit_are_named_after_it_and_numbered_anew():
    text = "\n\n".join(
        ("1. A", "Exhibit A - Use", "1. You may:", *ITEMS, TAIL, "Exhibit B", "1. x")
    )

    assert [(s.key, s.label, s.depth) for s in split(text)] == [
        ("1", "1", 0),
        ("exhibit-a", "Exhibit A", 0),
        ("exhibit-a.1", "Exhibit A.1", 1),
        ("exhibit-a.1.a", "Exhibit A.1.a", 2),
        ("exhibit-a.1.b", "Exhibit A.1.b", 2),
        ("exhibit-a.1.closing", "", 1),
        ("exhibit-b", "Exhibit B", 0),
        ("exhibit-b.1", "Exhibit B.1", 1),
    ]


def test_words_of_an_exhibit_are_not_cut():
    assert keys("A License", "Exhibit A", "Words of it.", "Using It") == ["title", "exhibit-a"]


def test_what_stands_below_a_rule_after_the_clauses_is_no_clause():
    assert found("1. A", "---", "Using This", "Do so.")[1:] == [("using-this", "Using This")]
    assert found("1. A", "---", "That was it.", "Yes.")[1:] == [("closing", "That was it.")]
    assert keys("1. A", "---", "2. B", "more of B") == ["1", "2"]


def test_marks_of_markdown_are_no_words_of_a_heading():
    assert found("## 1. **Scope**", "1.1\\. x")[0] == ("1", "## 1. **Scope**")
    assert headings("## 1. **Scope**") == ["Scope"]


def test_heading_is_the_whole_line():
    assert headings("“" + "x" * 80 + "” means it.") == ["x" * 80]


@pytest.mark.parametrize(("length", "shown"), [(300, 300), (301, 300), (400, 300)])
def test_heading_has_at_most_three_hundred_signs(length, shown):
    (heading,) = headings("Copyright " + "x" * (length - 10))

    assert len(heading) == shown
