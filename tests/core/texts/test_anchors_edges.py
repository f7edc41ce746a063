"""Quotes at the edges of what is compared, of words that stand again, and what turned there."""

import pytest

from guidance.core.documents.licenses import Quote
from guidance.core.texts.anchors import (
    TWIN,
    WHOLE_SIDE,
    Match,
    Span,
    describe,
    find,
    has_turned,
    locate,
)
from tests.core.texts.samples import TEXT


def turned(quote: Quote, text: str) -> tuple[str, bool]:
    """Return how a quote was found, and whether that says something else."""
    match = find(quote, text)
    assert match is not None
    return match.how, has_turned(quote, text, match)


def test_stretch_that_begins_before_the_text_begins_with_it() -> None:
    quote = Quote(exact="provide a copy", prefix="otherwise, ")

    assert locate(quote, TEXT, within=Span(-5, 999)) == Span(30, 44)


@pytest.mark.parametrize("words", ["rovide a copy", "provide a cop"])
def test_word_at_either_end_of_a_text_is_not_cut(words: str) -> None:
    assert locate(Quote(exact=words), "provide a copy") is None


def test_places_that_overlap_are_two() -> None:
    assert locate(Quote(exact="許許"), "許許許") is None
    assert locate(Quote(exact="許許"), "許許") == Span(0, 2)
    assert locate(Quote(exact="--"), "a –––") is None
    assert locate(Quote(exact="--"), "a ––") == Span(2, 4)


def test_hint_between_two_places_breaks_no_tie_wherever_they_are() -> None:
    text = "In a word, a word"

    assert [locate(Quote(exact="a word"), text, hint=hint) for hint in (6, 7, 8)] == [
        Span(3, 9), None, Span(11, 17)
    ]  # fmt: skip


def test_find_compares_no_more_than_64_signs_behind_a_quote() -> None:
    near = "abcdefghij" * 7
    quote = Quote(exact="word", suffix=near + " other words")

    found = find(quote, f"word{near[:64]} and word{'x' * 64}")

    assert found == Match(Span(0, 4), "context", 100.0)


def test_score_of_similar_words_is_theirs_and_not_that_of_what_is_beside_them() -> None:
    quote = Quote(exact="keep the entire notice", prefix="Vendors ", suffix=" there.")

    match = find(quote, "All vendors keep the entire note there.")

    assert match is not None
    assert (match.how, round(match.score)) == ("similar", 95)


@pytest.mark.parametrize(
    ("prefix", "text", "is_found"),
    [
        ("But if Licensor may ", "But if Licensee may end the grant.", False),
        ("As if Licensor may ", "As if Licensee may end the grant.", True),
    ],
)
def test_twin_has_surroundings_of_ninety_in_a_hundred(
    prefix: str, text: str, is_found: bool
) -> None:
    assert TWIN == 90 == 100 * 18 / len("But if Licensor may ")

    assert (find(Quote(exact="end the grant", prefix=prefix), text) is not None) is is_found


def test_nothing_has_turned_where_the_same_words_stand_in_the_same_surroundings() -> None:
    quote = Quote(exact="end the grant", prefix="The Licensor may ")

    assert turned(quote, "The Licensor may end the grant, but not at once.") == ("exact", False)


def test_similar_words_have_turned_where_one_of_them_denies() -> None:
    quote = Quote(exact="retain in every copy the following notice")

    assert turned(quote, "You must retain in no copy the following notice.") == ("similar", True)
    others = "You may not sell. Do retain in any copy the following notice, and not elsewhere."
    assert turned(quote, others) == ("similar", False)


@pytest.mark.parametrize(
    ("prefix", "text"),
    [
        ("You may not sell. All of us may ", "You may sell. All of us may end the grant."),
        ("Then the Licensor may ", "Act then, and not. So the Licensor may end the grant."),
    ],
)
def test_sentence_before_that_of_a_quote_turns_nothing(prefix: str, text: str) -> None:
    assert turned(Quote(exact="end the grant", prefix=prefix), text) == ("context", False)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (" at once. You may not sell.", "Go and end the grant at once. You may sell."),
        (" at once then.", "Go and end the grant at once so. Do not act then."),
    ],
)
def test_sentence_behind_that_of_a_quote_turns_nothing(suffix: str, text: str) -> None:
    assert turned(Quote(exact="end the grant", suffix=suffix), text) == ("context", False)


def test_surroundings_that_are_seen_as_the_same_are_no_change() -> None:
    quote = Quote(exact="keep it", prefix="the notice: ")

    assert find(quote, "the not\u00adice: keep it") == Match(Span(13, 20), "exact", 100.0)


def test_words_as_they_are_written_go_before_those_that_only_look_so() -> None:
    assert locate(Quote(exact="keep it"), "keep it. ke\u00adep it.", hint=9) == Span(0, 7)


def test_signs_that_nobody_sees_are_no_words() -> None:
    assert find(Quote(exact="\u200b"), "some words") is None


@pytest.mark.parametrize("after", [65, 66, 67, 68])
def test_words_that_stand_again_one_sign_further_are_told_apart(after):
    text = "x" + "a" * after + "y"

    assert locate(describe(Span(33, 34), text), text) == Span(33, 34)


@pytest.mark.parametrize(("length", "is_found"), [(16, True), (15, False)])
def test_find_lets_one_wholly_unchanged_end_decide(length, is_found):
    side = ("0123456789" * 2)[:length]
    nearly = side[:-1] + "x"
    text = f"as the matter stands, word{side}; as the matter stands, word{nearly}"
    quote = Quote(exact="word", prefix="until today as the matter stood, ", suffix=side)
    assert WHOLE_SIDE == 16

    assert locate(quote, text) == (Span(22, 26) if is_found else None)


def test_find_lets_the_hint_decide_where_no_end_is_wholly_unchanged():
    text = "as the matter stands, words here; as the matter stands, words there"
    quote = Quote(exact="words", prefix="as the matter stood, ", suffix=" were")

    found = [locate(quote, text, hint=hint) for hint in (None, 22, 56)]

    assert found == [None, Span(22, 27), Span(56, 61)]


def test_find_compares_no_more_than_64_signs_of_each_side():
    near = "abcdefghij" * 7
    text = f"{near[-64:]}word and {'x' * 64}word"
    quote = Quote(exact="word", prefix="other words " + near)

    found = find(quote, text)

    assert found == Match(Span(64, 68), "context", 100.0)


def test_side_without_words_weighs_nothing():
    quote = Quote(exact="the work", suffix=" today and for ever")

    found = find(quote, "Copy the work today and for ages, or sell the work at no time")

    assert found is not None
    assert (found.span, found.how) == (Span(5, 13), "context")
