"""Two versions of one text put together: nothing of either is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.texts.joined import joined

pieces = st.lists(
    st.sampled_from(["May I?", "Yes.", "No!", "Ask us; then wait.", "\n"]), max_size=6
)


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        ("", "Mine.", "Mine."),
        ("Theirs.", "", "Theirs."),
        ("One.\nTwo.", "One.\nTwo.", "One.\nTwo."),
        ("A. Same. C.", "Same. D.", "A. Same. C. D."),
        ("llama-2 1.b\nmit 1", "llama-2 1.b\nmit 2", "llama-2 1.b\nmit 1\nmit 2"),
    ],
)
def test_both_are_there(theirs, mine, both):
    assert joined(theirs, mine) == both


@given(pieces, pieces)
def test_nothing_of_either_is_lost(theirs, mine):
    both = joined(" ".join(theirs), " ".join(mine))

    assert not [one for one in [*theirs, *mine] if one.strip() and one not in both]
    assert joined(" ".join(mine), " ".join(mine)).split() == " ".join(mine).split()
