import pytest

from guidance.core.documents.fields import MAX_MARKS, storable


def test_storable_takes_as_many_accents_as_a_letter_may_have():
    assert storable("x" + "\u0301" * MAX_MARKS) == "x" + "\u0301" * MAX_MARKS


def test_storable_refuses_accents_piled_on_one_letter():
    with pytest.raises(ValueError, match="has more than 30 accents on one letter; remove them"):
        storable("x" + "\u0301" * (MAX_MARKS + 1))
