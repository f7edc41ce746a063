"""The written forms: each comes out for ever as it did, since digests and keys hang on it."""

import hashlib

import pytest

from guidance.core.texts.normal import digest, normalize, split
from tests.texts import KEYS, real_raws  # noqa: F401 - a fixture

FORM_1 = {
    "llama-2-license-2023": "0db648a132536719",
    "llama-license-2023": "e61cd4e25bd71db8",
    "apache-2.0": "5e5ab985f4074bc0",
    "mit": "ac2f350015322755",
    "bigcode-open-rail-m-v1": "5674b29e22ba2569",
    "mpl-2.0": "0357bf2de4541ee9",
    "gpl-3.0": "8415367c8ec31472",
    "cc-by-4.0": "5a38aab2535c34e8",
}
RAW = "THE LICENSE\n\n1. Use\nYou may:\n  a. run it;\n  b. change it.\n2. End\nIt is so.\n\n  * one"


def look(raw, form):
    """Name the words of a form and how they are cut."""
    text = normalize(raw, form=form)
    sections = split(text, form=form)
    cut = [(one.key, one.label, one.heading, one.depth, one.start) for one in sections]
    return hashlib.sha256(repr((digest(text), cut)).encode()).hexdigest()[:16]


def test_form_1_of_a_text_comes_out_as_ever():
    assert normalize(RAW) == normalize(RAW, form=1)
    assert look(RAW, 1) == "8eed6e585695699a"


@pytest.mark.texts
@pytest.mark.parametrize("key", KEYS)
def test_form_1_of_a_real_text_comes_out_as_ever(key, real_raws):  # noqa: F811
    assert look(real_raws[key], 1) == FORM_1[key]
