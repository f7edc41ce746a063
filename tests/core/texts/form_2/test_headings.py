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
