"""How the words of citations are told: where they stand, and what turned in their sentence."""

import pytest

from guidance.core.checks import Finding, check_license
from guidance.core.checks.citations import CitedText, Library, Place, Standing, shown
from guidance.core.documents.licenses import License, Quote
from tests.core.checks.samples import KEEP, LICENSE, LICENSES, changed, digest_of, setting


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


def check_note(body: str, **quote: str) -> list[Finding]:
    """Check a license of one section with one note on these words."""
    note = {"key": "note", "section": "1", "quote": quote, "kind": "grants", "body": "It says so."}
    data = LICENSE.model_dump(by_alias=True) | {
        "text": {"digest": digest_of(body), "body": body},
        "sections": [{"key": "1", "start": 0, "end": len(body)}],
        "annotations": [note],
        "terms": [],
    }
    return [one for one in check_license(License.model_validate(data)) if one.code != "no-terms"]


USE = "You may use the Widget for commercial purposes"
END = {"exact": "end the grant", "sentence": "The Licensor may end the grant at any time."}


@pytest.mark.parametrize(
    ("body", "quote", "code", "said"),
    [
        (
            "You may not use the Widget for commercial purposes.",
            {"exact": USE},
            "annotation-turned",
            "“not” was added (a negation).",
        ),
        (
            "You may retain the notice in all copies.",
            {"exact": "You must retain the notice in all copies"},
            "annotation-turned",
            "“must” is now “may” (another modal verb).",
        ),
        (
            "The Licensee may end the grant at any time.",
            {"exact": "may end the grant", "prefix": "The Licensor ", "suffix": " at any time."},
            "annotation-orphaned",
            "is about words that are no longer in the text.",
        ),
        (
            "The Licensee may end the grant at any time.",
            END,
            "annotation-turned",
            "“Licensor” is now “Licensee” (another party).",
        ),
        (
            "The Licensor must not end the grant at any time.",
            END,
            "annotation-turned",
            "“not” was added (a negation); “may” is now “must” (another modal verb).",
        ),
        (
            "The Licensor may end the grant at any time, unless you paid.",
            END,
            "annotation-turned",
            "“you” was added (another party); “unless” was added (a condition or exception).",
        ),
        (
            "Nobody should read:\n\n(a) one;\n\n(b) The Licensor may end the grant at any time.",
            END,
            "annotation-turned",
            "“Nobody” was added (a negation); “should” was added (another modal verb).",
        ),
        (
            "At any time, the Licensor may end the grant.",
            END,
            "annotation-reworded",
            "the sentence around it in section 1 is another.",
        ),
    ],
)
def test_note_stops_where_its_sentence_has_turned(body, quote, code, said):
    findings = check_note(body, **quote)

    assert [finding.code for finding in findings] == [code]
    assert findings[0].message.endswith(said)


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("All responsi\u00adbility ends.", {"exact": "responsibility"}),
        ("Keep the not\u200bice file.", {"exact": "notice file"}),
        ("Tell the \ufb01rst o\ufb03ce.", {"exact": "first office"}),
        ("It is on an “AS IS” basis.", {"exact": '"as is" basis'}),
        ("The Licensor may end the grant at any time.", END),
        ("Else: THE LICENSOR may end the grant, at any time!", {"exact": "end the grant"}),
    ],
)
def test_note_is_fine_where_its_words_and_sentence_stand(body, quote):
    assert check_note(body, **quote) == []


def test_note_is_orphaned_where_its_sentence_is_gone_and_the_words_stand_elsewhere():
    kept = "Meta may end the grant where somebody broke a rule of this paper."

    findings = check_note("Nothing here can end the grant.", exact="end the grant", sentence=kept)

    assert [finding.code for finding in findings] == ["annotation-orphaned"]
    assert findings[0].message == (
        "The note on “end the grant”: the sentence that these words stood in is gone; they stand "
        "in another one of section 1."
    )


def test_turned_says_whether_the_words_themselves_are_others():
    around = check_note("The Licensee may end the grant at any time.", **END)
    inside = check_note(
        "You may retain the notice in all copies.", exact="You must retain the notice in all copies"
    )

    assert [one.message for one in (*around, *inside)] == [
        "The note on “end the grant”: the sentence around it in section 1 says something else: "
        "“Licensor” is now “Licensee” (another party).",
        "The note on “You must retain the notice in all copies”: what stands there now in "
        "section 1 says something else: “must” is now “may” (another modal verb).",
    ]


def test_sentence_that_is_too_long_to_be_kept_is_another_and_has_not_turned():
    long = f"The Licensor may, {'as it likes, ' * 1_000} end the grant."

    [one] = check_note(long, exact="end the grant", sentence="The Licensor may not end the grant.")

    assert one.code == "annotation-reworded"
