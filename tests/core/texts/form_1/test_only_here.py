"""What the first form does and the second does not: all other tests of it are asked there again."""

import pytest

from guidance.core.texts.form_1 import headings
from guidance.core.texts.normal import split


def keys(*paragraphs):
    return [section.key for section in split("\n\n".join(paragraphs))]


def test_part_has_no_number_in_digits():
    assert headings.part("Part 2") is None


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["1. Scope", "How to apply it", "9. Law"], ["1", "how-to-apply"]),
        (["1. A", "---", "That was it.", "9. B"], ["1", "closing"]),
    ],
)
def test_high_number_after_the_end_is_none(paragraphs, expected):
    assert keys(*paragraphs) == expected


def test_preamble_is_cut_at_a_rule():
    assert keys("You may.", "---", "And so on.") == ["preamble", "preamble-2"]


def test_lists_of_a_part_do_not_go_on_in_the_next():
    assert keys("1. A", "(a) x", "Section II: Two", "(b) y") == ["1", "1.a", "section-ii"]
