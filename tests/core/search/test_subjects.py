"""Which notes say the same as a term."""

import pytest

from guidance.core.documents import formats
from guidance.core.search.subjects import subjects_of
from tests.core.search.samples import LICENSE


@pytest.mark.parametrize(
    ("change", "subjects"),
    [
        ({}, {"rules": "keep-notice"}),
        ({"quote": "Redistribution. Keep"}, {"rules": "keep-notice"}),
        ({"quote": "Redistributions"}, {}),
        ({"quote": "something else"}, {}),
        ({"quote": "…"}, {}),
        ({"kind": "explains"}, {}),
        ({"kind": "grants"}, {}),
        ({"section": "1"}, {}),
    ],
)
def test_note_says_the_same_on_the_same_words_to_the_same_end(change, subjects):
    note = {"key": "rules", "section": "1.b", "quote": "redistribution", "kind": "requires",
            "body": "Keep it."}  # fmt: skip

    license = formats.parse(LICENSE | {"annotations": [note | change]})

    assert subjects_of(license) == subjects
