"""The words that a paragraph is read by."""

from guidance.core.texts.form_2.paragraphs import paragraphs_of


def test_markdown_is_taken_off_the_beginning_of_a_long_paragraph_once():
    rest = "word " * 300 + "**end**"

    (found,) = paragraphs_of(f"**1.** {rest}")

    assert found.words == f"1. {rest}"
