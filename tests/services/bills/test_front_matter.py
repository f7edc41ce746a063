"""The head of a model card: words only, each key once, and no reference to another place."""

import pytest

from guidance.core.bills.shapes import MAX_DEPTH, Unreadable
from guidance.services.bills.front_matter import is_model_card, read_front_matter


def test_every_scalar_is_words():
    head = read_front_matter("---\nlicense: no\nversion: 1.0\nempty:\nlist: [a, 'b']\n---\nx: y\n")

    assert head.held == {"license": "no", "version": "1.0", "empty": None, "list": ["a", "b"]}


def test_card_begins_with_its_head():
    assert is_model_card("---\na: b")
    assert not is_model_card("a\n---\n")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("---\na: 1\na: 2\n", "line 3", 'holds "a" twice'),
        ("---\na: &x 1\nb: *x\n", "line 3", "refers to another place (*name), which is not read"),
        ("---\n[a]: 1\n", "line 2", "has a key that is no word"),
        ("---\na: 'b\n", "line 3, column 1", "is not YAML: found unexpected end of stream"),
        ("---\n" + "[" * MAX_DEPTH, "line 2", "is nested deeper than 40"),
    ],
)
def test_broken_head_is_refused_with_the_line(text, place, message):
    with pytest.raises(Unreadable) as refusal:
        read_front_matter(text)

    assert (refusal.value.place, refusal.value.message) == (place, message)
