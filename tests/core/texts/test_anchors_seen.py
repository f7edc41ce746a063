"""Finding quoted words past what nobody sees, and not in a twin of their sentence."""

import pytest

from guidance.core.documents.licenses import Quote
from guidance.core.texts.anchors import TWIN, Match, Span, describe, find, has_turned


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("the respon\u00adsibility ends", "responsibility", "respon\u00adsibility"),
        ("the not\u200bice file", "notice file", "not\u200bice file"),
        ("the \ufb01rst o\ufb03ce", "first office", "\ufb01rst o\ufb03ce"),
        ("the first office", "\ufb01rst o\ufb03ce", "first office"),
        ("all no\u00adtices of use", "notices\u200b of use", "no\u00adtices of use"),
    ],
)
def test_find_reads_words_as_they_are_seen(text: str, quote: str, words: str) -> None:
    match = find(Quote(exact=quote), text)

    assert match is not None
    assert (text[match.span.start : match.span.end], match.how) == (words, "exact")


def test_find_keeps_offsets_of_the_whole_text_past_signs_that_nobody_sees() -> None:
    text = "A\u00ad note, a \ufb01le, a note\u200b, a \ufb01le."

    assert find(Quote(exact="file"), text, hint=22) == Match(Span(27, 30), "exact", 100.0)
    assert find(Quote(exact="file"), text, within=Span(0, 15)) == Match(
        Span(11, 14), "exact", 100.0
    )
    assert find(Quote(exact="ile"), text) is None


def test_find_takes_another_letter_case_for_words_of_any_length() -> None:
    assert find(Quote(exact='"as is" basis'), "on an “AS IS” basis") == Match(
        Span(6, 19), "similar", 100.0
    )
    both = "an AS IS basis, an as is basis"
    assert find(Quote(exact="as  is"), both) == Match(Span(19, 24), "similar", 100.0)


ENDS = "The Licensor may end the grant at any time, and tells so."


@pytest.mark.parametrize(
    ("old", "new", "is_found"),
    [
        ("Licensor", "Licensee", False),
        ("at any", "at no", False),
        ("may", "may not", True),
        ("The Licensor", "You", True),
    ],
)
def test_twin_of_a_sentence_that_is_gone_is_not_found_or_known_to_have_turned(
    old: str, new: str, is_found: bool
) -> None:
    start = ENDS.index("end the grant")
    quote = describe(Span(start, start + 13), f"{ENDS} {ENDS.replace(old, new)}")
    left = f"Other words. {ENDS.replace(old, new)}"

    match = find(quote, left)

    assert find(quote, f"Other words. {ENDS}") is not None
    assert (match is not None) == is_found
    assert match is None or has_turned(quote, left, match)


def test_find_takes_surroundings_that_only_read_otherwise() -> None:
    quote = Quote(exact="end the grant", prefix="The Licensor may ", suffix=" at any time")

    match = find(quote, "The Licensor may end the grant at every time.")

    assert match is not None
    assert (
        match.how,
        has_turned(quote, "The Licensor may end the grant at every time.", match),
    ) == (
        "context",
        False,
    )


@pytest.mark.parametrize(("more", "is_found"), [("", False), (" 2, 3, 4", True)])
def test_find_takes_turned_surroundings_that_are_not_those_of_a_twin(
    more: str, is_found: bool
) -> None:
    quote = Quote(exact="end the grant", prefix="In part 1, the Licensor may ")
    text = f"In part 1,{more} the Licensee may end the grant."
    assert TWIN == 90

    match = find(quote, text)

    assert (match is not None) == is_found
    assert match is None or has_turned(quote, text, match)
