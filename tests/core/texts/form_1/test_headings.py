"""What a paragraph announces by its own words; how they follow one another is split's."""

import pytest

from guidance.core.texts.form_1 import headings

LONGEST = 120
"""Signs of a line that can still be a heading."""


@pytest.mark.parametrize(
    ("paragraph", "is_rule"),
    [("---", True), ("====", True), ("###", True), ("--", False), ("-=-", False), ("--- x", False)],
)
def test_rule_is_a_line_of_one_sign(paragraph, is_rule):
    assert headings.is_rule(paragraph) is is_rule


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("Section II: Grants", ("section-ii", "Section II", "Grants")),
        ("ARTICLE I - Scope", ("article-i", "Article I", "Scope")),
        ("Title IX — Rights", ("title-ix", "Title IX", "Rights")),
        ("part iii", ("part-iii", "Part III", "")),
        ("Section II of this License", None),
        ("See Section II.", None),
    ],
)
def test_part_has_a_roman_number_and_a_heading(paragraph, found):
    assert headings.part(paragraph) == found


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("Exhibit A - Notice", ("exhibit-a", "Exhibit A", "Notice")),
        ("APPENDIX: How to apply.", ("appendix", "Appendix", "How to apply")),
        ("Attachment B", ("att-b", "Attachment B", "")),
        ("Schedule 12. Prices:", ("schedule-12", "Schedule 12", "Prices")),
        ("Annex IV", ("annex-iv", "Annex IV", "")),
        ("Exhibit A of the agreement", None),
        ("exhibits are attached", None),
    ],
)
def test_annex_may_have_a_number_and_a_heading(paragraph, found):
    assert headings.annex(paragraph) == found


@pytest.mark.parametrize(("length", "is_short"), [(LONGEST, True), (LONGEST + 1, False)])
def test_long_paragraph_announces_nothing(length, is_short):
    def padded(words):
        return words + "X" * (length - len(words))

    assert bool(headings.part(padded("Part I. "))) is is_short
    assert bool(headings.annex(padded("Exhibit A. "))) is is_short
    assert bool(headings.known(padded("How to apply "))) is is_short
    assert headings.is_title(padded("A License ")) is is_short
    assert headings.is_heading(padded("A License ")) is is_short
    assert bool(headings.heading(padded("Your Rights "))) is is_short


@pytest.mark.parametrize(
    ("paragraph", "key"),
    [
        ("Preamble", "preamble"),
        ("PREAMBLE:", "preamble"),
        ("Preamble to the terms", ""),
        ("--- End of the License", "end"),
        ("END OF TERMS AND CONDITIONS", "end"),
        ("End of agreement,", ""),
        ("Terms and Conditions", "terms"),
        ("THE TERMS AND CONDITIONS FOR USE", "terms"),
        ("The terms and conditions apply to you.", ""),
        ("Terms and Conditions;", ""),
        ("How to Apply These Terms", "how-to-apply"),
        ("Your Rights", ""),
    ],
)
def test_line_that_many_licenses_share_is_known(paragraph, key):
    assert headings.known(paragraph) == key


@pytest.mark.parametrize(
    ("paragraph", "role"),
    [
        ("Permission is hereby granted, free of charge, to anyone", "grant"),
        ("Permission to use this software is given", "grant"),
        ("The above copyright notice shall be included in all copies", "notice"),
        ("A copyright notice must appear in all copies", "notice"),
        ("THE SOFTWARE IS PROVIDED “AS IS”", "disclaimer"),
        ("In no event are the authors liable", "disclaimer"),
        ("There is no warranty at all", ""),
        ("Anyone may copy it", ""),
    ],
)
def test_paragraph_of_a_short_license_has_its_role(paragraph, role):
    assert headings.role(paragraph) == role


@pytest.mark.parametrize(
    ("paragraph", "is_title"),
    [
        ("A License", True),
        ("A License.", False),
        ("A License:", False),
        ("Version 2.0, January 2004.", True),
        ("© 2004 of us;", True),
        ("Copyright " + "x" * 390, True),
        ("Copyright " + "x" * 391, False),
    ],
)
def test_title_is_a_short_line_or_says_version_and_owner(paragraph, is_title):
    assert headings.is_title(paragraph) is is_title


@pytest.mark.parametrize(
    ("paragraph", "is_heading"),
    [
        ("Grant of Rights", True),
        ("Grant of Rights.", True),
        ("GRANT OF THE RIGHTS", True),
        ("Grant of rights", False),
        ("Grant of Rights,", False),
        ("Grant of Rights:", False),
        ("1. Grant", False),
        ("of Rights", False),
        ("...", False),
        ("A " * 13 + "A", True),
        ("A " * 14 + "A", False),
    ],
)
def test_heading_is_capitalized_and_no_sentence(paragraph, is_heading):
    assert headings.is_heading(paragraph) is is_heading


@pytest.mark.parametrize(
    ("clause", "heading"),
    [
        ("Grant of Rights. You may copy.", "Grant of Rights"),
        ("Your Rights: You may copy.", "Your Rights"),
        ("No Warranty. “As is” it is.", "No Warranty"),
        ("U.S. Users. You may copy.", "U.S. Users"),
        ("Your Rights", "Your Rights"),
        ("Your Rights.", "Your Rights"),
        ("Your Rights: you may copy.", ""),
        ("Your Rights:", ""),
        ("You may copy. You may sell.", ""),
        ("YOU MUST NOT. Do it.", "YOU MUST NOT"),
        ("Rules made for May. Do it.", "Rules made for May"),
        ("Rules made for may. Do it.", ""),
        ("YOU must not. Do it.", ""),
        ("YOU MUST,. Do it.", ""),
        ("grant of rights. You may.", ""),
        ("Rights that go to all. You may.", "Rights that go to all"),
        ("Rights that go to all here. You may.", "Rights that go to all here"),
        ("Rights that go to all here now. You may.", ""),
        ("A B C D E F G H I J K L M N. Yes.", "A B C D E F G H I J K L M N"),
        ("A B C D E F G H I J K L M N O. Yes.", ""),
        ("", ""),
    ],
)
def test_clause_begins_with_its_heading(clause, heading):
    assert headings.heading(clause) == heading


@pytest.mark.parametrize(
    ("count", "of_top", "of_others"),
    [(6, True, True), (7, True, False), (10, True, False), (11, False, False)],
)
def test_heading_of_a_top_clause_may_have_ten_words_of_any_case(count, of_top, of_others):
    words = " ".join(["Copies", *["made"] * (count - 1)])

    assert headings.heading(words, is_top=True) == (words if of_top else "")
    assert headings.heading(words) == (words if of_others else "")


def test_heading_in_a_list_of_definitions_is_the_term():
    assert headings.heading('"Term" means it.', is_definition=True) == "Term"
    assert headings.heading("Covered Work means it.", is_definition=True) == "Covered Work"
    assert headings.heading("covered work means it.", is_definition=True) == ""
    assert headings.heading('"Term" means it.') == ""


@pytest.mark.parametrize(
    ("paragraph", "term"),
    [
        ('"Term" means it', "Term"),
        ("“Term,” refers to it", "Term"),
        ('To "convey" a work means to pass it on', "convey"),
        ('"Term" stands here', ""),
        ('See p. 3. "Term" means it', ""),
        ("x" * 59 + ' "Term" means it', "Term"),
        ("x" * 60 + ' "Term" means it', ""),
        ('"T" ' + "x" * 114 + " means", "T"),
        ('"T" ' + "x" * 115 + " means", ""),
    ],
)
def test_term_is_quoted_near_the_beginning_and_near_what_it_means(paragraph, term):
    assert headings.term(paragraph) == term


def test_definition_opens_with_its_term():
    assert headings.is_definition('"Term" means it')
    assert headings.is_definition("“Term” means it")
    assert not headings.is_definition('A "Term" means it')
    assert not headings.is_definition('"Term" stands here')


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Grant of Rights!", "grant-of-rights"),
        ("Müller & Söhne", "muller-sohne"),
        ("—", ""),
        ("x" * 50, "x" * 50),
        ("x" * 51, "x" * 50),
        ("x" * 45 + " word", "x" * 45 + "-word"),
        ("x" * 46 + " word", "x" * 46),
        ("x" * 46 + " word more", "x" * 46),
    ],
)
def test_slug_is_cut_at_a_word(words, slug):
    assert headings.slug(words) == slug


@pytest.mark.parametrize(("length", "is_read"), [(378, True), (379, False)])
def test_disclaimer_is_known_by_its_first_four_hundred_signs(length, is_read):
    assert headings.is_disclaimer(f"The {'x' * length} is provided as is") is is_read
