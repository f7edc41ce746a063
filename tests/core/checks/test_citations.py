"""How the words of citations are told: short, and with the place where they do stand."""

import pytest

from guidance.core.checks import check_license
from guidance.core.checks.citations import CitedText, Library, Place, Standing, shown
from guidance.core.documents.licenses import Quote
from tests.core.checks.samples import KEEP, LICENSE, LICENSES, changed, setting


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("x" * 58 + " xx", "x" * 58 + "…"),
        ("keep\n the  notice", "keep the notice"),
    ],
)
def test_long_words_are_shortened_to_60_signs(words, told):
    assert shown(words) == f"“{told}”"


NOTICE = "You keep the notice in all copies of the work."


@pytest.mark.parametrize(
    ("section", "words", "place"),
    [
        ("1", "keep the notice", Place(Standing.FOUND, sentence=NOTICE)),
        ("1", "KEEP THE NOTICE", Place(Standing.FOUND, sentence=NOTICE)),
        (
            "1",
            "keep this notice in all copies",
            Place(Standing.INEXACT, sentence=NOTICE, is_exact=False),
        ),
        ("1", "You keep the", Place(Standing.AMBIGUOUS)),
        ("2", "keep the notice", Place(Standing.ELSEWHERE, "1 Keep")),
        ("1", "Stop. You stop", Place(Standing.ELSEWHERE, "2 Stop")),
        ("2", "pay every quarter", Place(Standing.NOWHERE)),
        ("9", "keep the notice", Place(Standing.UNKNOWN_SECTION)),
        ("aup.1", "No harm.", Place(Standing.PARAPHRASED)),
        ("aup.1", None, Place(Standing.FOUND)),
        ("1", None, Place(Standing.FOUND)),
    ],
)
def test_place_of_a_quote_is_told(section, words, place):
    quote = Quote(exact=words) if words else None

    assert CitedText(LICENSE).place(section, quote) == place


def test_nothing_is_said_of_words_whose_text_is_not_held():
    license = changed(LICENSE, setting(text={"digest": "0" * 64}))

    assert CitedText(license).place("1", Quote(exact="keep")) == Place(Standing.UNREAD)


def test_words_between_two_sections_stand_in_none():
    license = changed(LICENSE, setting("sections", "1", end=len(KEEP) - 20))
    text = CitedText(license)

    assert text.place("2", Quote(exact="keep the mark.")) == Place(Standing.ELSEWHERE)
    assert text.place("2", Quote(exact="keep the notice")) == Place(Standing.ELSEWHERE, "1 Keep")


def test_message_names_no_section_where_the_words_stand_in_none():
    change = setting("terms", "show", citations=[{"section": "2", "quote": "keep the mark."}])
    license = changed(LICENSE, setting("sections", "1", end=len(KEEP) - 20), change)

    messages = [found.message for found in check_license(license) if "cites" in found.message]

    assert messages == [
        "The term “Term show” cites “keep the mark.”, which does not stand in section 2 Stop of "
        "Llama 2."
    ]


def test_section_is_called_by_label_and_heading_or_else_by_its_key():
    text = CitedText(changed(LICENSE, setting("sections", "2", label=None, heading=None)))

    assert [text.label(key) for key in ("1", "2", "9")] == ["1 Keep", "2", "9"]


def test_license_is_read_once_and_only_where_it_is_there():
    library = Library(LICENSES)

    assert library.text("llama-2") is library.text("llama-2")
    assert library.text("llama-2").title == "Llama 2"
    assert library.text("gone") is None
