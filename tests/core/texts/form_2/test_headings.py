"""What a paragraph announces by its own words: what is attached, and what only speaks of it."""

import pytest

from guidance.core.texts.form_2 import headings
from guidance.core.texts.form_2.marks import mark_of


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("Exhibit A Use Policy", ("exhibit-a", "Exhibit A", "Use Policy")),
        ("Exhibit A - of the agreement", ("exhibit-a", "Exhibit A", "of the agreement")),
        ("Exhibit A of the agreement", None),
        ("exhibit a Use Policy", None),
        ("Exhibit Use Policy", None),
    ],
)
def test_attachment_without_a_dash_has_a_number_and_a_heading(paragraph, found):
    assert headings.annex(paragraph) == found


@pytest.mark.parametrize(
    ("written", "number"),
    [("第百条", "100"), ("第百二条", "102"), ("第二百三十条", "230"), ("第十一条", "11")],
)
def test_article_is_numbered_in_chinese_with_or_without_its_first_one(written, number):
    assert mark_of(f"{written} 使用").path == (number,)


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("第一章 总则", ("part-1", "第一章", "总则")),
        ("第12編 総則", ("part-12", "第12編", "総則")),
        ("Chapter 3 Use", ("chapter-3", "Chapter 3", "Use")),
        ("KAPITEL 3: Nutzung", ("kapitel-3", "Kapitel 3", "Nutzung")),
        ("Teil B -- Nutzung -", ("teil-b", "Teil B", "Nutzung")),
        ("Capítulo II", ("capitulo-ii", "Capítulo II", "")),
        ("clause iv) Use", ("clause-iv", "Clause IV", "Use")),
        ("Chapter 3 use", None),
        ("Chapter 3 Use,", None),
        ("Chapter 3 Use;", None),
        ("Section 3: Use", None),
        ("Part K: Use", None),
    ],
)
def test_part_may_have_a_number_of_any_kind(paragraph, found):
    assert headings.part(paragraph) == found


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("Anhang 3: Preise", ("anhang-3", "Anhang 3", "Preise")),
        ("ANNEXE", ("annexe", "Annexe", "")),
        ("附件: 政策", ("annex", "附件", "政策")),
        ("Schedule:", ("schedule", "Schedule", "")),
    ],
)
def test_attachment_has_its_name_in_other_languages(paragraph, found):
    assert headings.annex(paragraph) == found


@pytest.mark.parametrize(
    ("paragraph", "is_it"),
    [
        ("Contents", True),
        ("TABLE OF CONTENTS:", True),
        (" Inhaltsverzeichnis .", True),
        ("目录", True),
        ("Contents of the box", False),
    ],
)
def test_heading_of_a_table_of_contents_is_known(paragraph, is_it):
    assert headings.is_contents(paragraph) is is_it


@pytest.mark.parametrize(
    ("paragraph", "begins", "ends"),
    [
        ("WHEREAS:", True, False),
        ("Recitals", True, False),
        ("Whereas one has it", False, False),
        ("Now, therefore, we agree:", False, True),
        ("NOW THEREFORE", False, True),
        ("Nowhere", False, False),
    ],
)
def test_recitals_begin_and_end(paragraph, begins, ends):
    assert (headings.is_recitals(paragraph), headings.ends_recitals(paragraph)) == (begins, ends)


@pytest.mark.parametrize(
    ("paragraph", "term"),
    [
        ("‘Work’ means it", "Work"),
        ("The 'Work' is it", "Work"),
        ("«Œuvre» désigne cela", "Œuvre"),
        ("„Werk“ bedeutet es", "Werk"),
        ("It's the 'Work' that is it", ""),
        ("So “Work” and ‘User’: it is", "Work"),
        ("‘Work’ stands here", ""),
    ],
)
def test_term_may_stand_in_quotes_of_other_kinds(paragraph, term):
    assert headings.term(paragraph) == term
    assert headings.is_definition(paragraph) == (bool(term) and paragraph[0] in "‘«„“")
