"""What has no number: what stands before the first clause, and headings after it."""

import pytest

from guidance.core.texts.form_2.fronts import defined, front, stands_over

TEXT = "It ends if you break it."


@pytest.mark.parametrize(
    ("paragraph", "following", "stands"),
    [
        ("TERMINATION", TEXT, True),
        ("NOTES", TEXT, True),
        ("NOTE", TEXT, False),
        ("TERMINATION.", TEXT, False),
        ("TERMINATION", "", False),
        ("TERMINATION", "X" * 120, False),
        ("TERMINATION", "X" * 121, True),
        ("Use Policy", TEXT, True),
        ("Use policy", TEXT, False),
        ("Use Policy", "It ends if you break it", False),
        ("Use Policy", "It ends if you break it:", True),
        ("Use Policy", "Apache License.", False),
        ("Termination", "It ends so now.", True),
        ("Termination", "It ends so.", False),
        ("A B C D E F G H", TEXT.lower(), True),
        ("Aa B C D E F G H", TEXT, True),
        ("Aa B C D E F G H I", TEXT, False),
    ],
)
def test_heading_stands_over_text(paragraph, following, stands):
    assert stands_over(paragraph, following, is_awaited=False) is stands


def test_item_that_is_awaited_is_no_heading_unless_it_is_in_capitals():
    assert not stands_over("Use Policy", TEXT, is_awaited=True)
    assert stands_over("USE POLICY", TEXT, is_awaited=True)


@pytest.mark.parametrize(
    ("paragraph", "after", "is_cut", "begun"),
    [
        ("“Work” means it.", "preamble", False, ("def.work", "Work")),
        ("“許諾” means it.", "", False, ("def.term", "許諾")),
        ("A License", "", False, ("title", "A License")),
        ("Version 2", "title", False, None),
        ("Version 2", "title-2", False, None),
        ("Permission is granted to all.", "title", False, ("grant", "")),
        ("Permission is granted to all.", "grant", False, None),
        ("Using It", "preamble", False, ("using-it", "Using It")),
        ("Using It.", "preamble", False, ("using-it", "Using It")),
        ("Using It", "preamble", True, ("title", "Using It")),
        ("Ðß", "preamble", False, ("ss", "Ðß")),
        ("You may.", "", False, ("plain", "")),
        ("You may.", "", True, ("notice", "")),
        ("You may.", "title", False, ("plain", "")),
        ("You may.", "def.work", False, ("plain", "")),
        ("You may.", "def.work", True, ("notice", "")),
        ("You may.", "grant", False, None),
        ("You may.", "grant", True, ("plain", "")),
        ("You may.", "plain", True, None),
    ],
)
def test_front_begins_what_a_paragraph_announces(paragraph, after, is_cut, begun):
    assert front(paragraph, after=after, is_cut=is_cut, plain="plain") == begun


def test_term_without_letters_of_ours_has_a_key_too():
    assert (defined("The Work"), defined("作品")) == ("def.the-work", "def.term")
