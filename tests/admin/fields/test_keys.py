"""Keys made of words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from guidance.admin.fields.keys import LONGEST, key_of
from guidance.core.documents.fields import KEY_PATTERN


def test_keys_are_short_and_end_with_a_word():
    title = "Keep all copyright, patent and trademark notices in the source code"

    assert key_of(title) == "keep-all-copyright-patent-and-trademark"


def test_keys_are_plain_letters():
    assert key_of("Über § 3: “Näher”") == "uber-3-naher"
    assert key_of("…") == key_of("条件") == "part"


def test_keys_that_are_taken_get_a_number():
    assert key_of("use it", {"use-it", "use-it-2"}) == "use-it-3"


@given(st.text(max_size=80))
def test_every_key_is_one(words):
    key = key_of(words)

    assert re.fullmatch(KEY_PATTERN, key)
    assert len(key) <= LONGEST
