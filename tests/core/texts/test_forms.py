"""The written forms: each comes out for ever as it did, since digests and keys hang on it."""

import hashlib

import pytest

from guidance.core.texts.normal import NEWEST, digest, normalize, split
from tests.texts import KEYS, read_raws, real_raws  # noqa: F401 - a fixture

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
FORM_2 = {
    "agpl-1.0": "53090a5e6b97f801",
    "bsd-original-voices": "06b374d8af30e1a7",
    "cc-by-nc-sa-3.0-de": "a680e742af3a895a",
    "cecill-2.0": "4c2583e6609cf3a0",
    "cern-ohl-s-2.0": "ca43e49752f7f454",
    "digia-qt-preview": "66828e6517311aa0",
    "dropbear": "a9ecf777e81975f2",
    "esri": "146f8d8167d98d55",
    "google-cla": "bfbdb4815b313968",
    "google-maps-tos-2020-05-06": "f77c709dfb20b4b5",
    "ibmpl-1.0": "0e63f84428fe7fcb",
    "ietf-trust": "96086c7140f7351e",
    "jprs-oscl-1.1": "b68b5fa749e2e10e",
    "lzma-sdk-original": "d9deac867cdd299d",
    "ms-developer-services-agreement-2018-06": "bc9bb8227ebbab7b",
    "ms-rl": "4357c827ed929003",
    "mulanpsl-1.0": "3a59aa42140a41a5",
    "mule-source-1.1.4": "c5483d2cc5c64135",
    "ofl-1.0": "3498f4d3691d7cae",
    "openai-tou-20230314": "434d9737618445bf",
    "opl-uk-3.0": "04c28782747f232c",
    "polyform-defensive-1.0.0": "e6057f8aaea53da8",
    "scilab-fr": "343a283bce094874",
    "xskat": "07d821c0b860c398",
}
"""Texts that come out otherwise in the second form; those above come out the same in both."""
RAW = "THE LICENSE\n\n1. Use\nYou may:\n  a. run it;\n  b. change it.\n2. End\nIt is so.\n\n  * one"
HARD = (
    "TERMS\n\nRecitals\n\nA. We made it.\nB. You use it.\n\n1.1 Use\n\n(a) You may:\n  (i) run;\n"
    "  (ii) copy it.\n\n2.1 End\n\nExhibit A\nUse Policy\n\n1. No harm.\n2A. No spam.\n\n§ 3 Law\n"
)


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


def test_form_2_of_a_text_comes_out_as_ever():
    assert look(HARD, 2) == "ebd18ef5b2add7a9"
    assert look(HARD, 1) != look(HARD, 2)


@pytest.mark.texts
@pytest.mark.parametrize("key", KEYS)
def test_form_2_of_a_real_text_that_the_first_form_cuts_well_is_the_same(key, real_raws):  # noqa: F811
    assert look(real_raws[key], 2) == FORM_1[key]


@pytest.mark.texts
def test_form_2_of_real_texts_comes_out_as_ever():
    raws = read_raws(tuple(FORM_2))

    assert {key: look(raws[key], 2) for key in FORM_2} == FORM_2
    assert [key for key in FORM_2 if look(raws[key], 1) == FORM_2[key]] == []


def test_new_texts_are_kept_in_the_second_form():
    assert NEWEST == 2


def test_form_that_is_not_named_is_the_first():
    raw = "1.) Use\n2.) Copy\n\n1.A. You may."

    assert normalize(raw) == normalize(raw, form=1) != normalize(raw, form=2)
    text = "1. Use\n\n2A. Copy"
    assert split(text) == split(text, form=1) != split(text, form=2)
