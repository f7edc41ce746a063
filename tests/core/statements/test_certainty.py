"""Words that call a point open or leave doubt, and words that sound as if they did."""

import pytest

from guidance.core.statements.certainty import leaves_doubt, says_open


@pytest.mark.parametrize(
    ("text", "is_open", "is_doubtful"),
    [
        ("That is open.", True, True),
        ("It is open-source software on open weights.", False, False),
        ("This is arguable.", True, True),
        ("It is not settled.", True, True),
        ("That is settled.", False, False),
        ("The text is silent.", False, True),
        ("As we read it, yes.", False, True),
        ("The agreement does not say.", False, True),
        ("It can be read either way.", False, True),
        ("You pay their lawyers.", False, False),
        ("Probably.", False, True),
        ("As a rule no.", False, True),
        ("What that is, is not\n  defined.", False, True),
        ("", False, False),
    ],
)
def test_doubt_is_told_by_its_words(text, is_open, is_doubtful):
    assert (says_open(text), leaves_doubt(text)) == (is_open, is_doubtful)
