"""What a paragraph announces by its own words: what is attached, and what only speaks of it."""

import pytest

from guidance.core.texts.form_2 import headings


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
