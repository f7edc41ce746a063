"""A quote whose sentence has turned stops publishing, and says what turned."""

import pytest

from guidance.core.checks import Finding, check_license
from guidance.core.documents.licenses import License
from tests.core.checks.samples import LICENSE, digest_of


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
