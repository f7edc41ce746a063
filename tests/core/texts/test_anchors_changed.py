"""Finding quoted words in a text that has changed: other surroundings, signs or words."""

import pytest

from guidance.core.documents.licenses import Quote
from guidance.core.texts.anchors import (
    CONTEXT_ENOUGH,
    CONTEXT_MARGIN,
    MAX_PLACES,
    SHORT,
    WHOLE_SIDE,
    Match,
    Span,
    find,
    locate,
)
from guidance.core.texts.likeness import SIMILAR_ENOUGH, SIMILAR_LETTERS, SIMILAR_MARGIN
from tests.core.texts.samples import TEXT, words_of


def test_find_takes_the_same_words_in_changed_surroundings() -> None:
    quote = Quote(
        exact="retain in every copy", prefix="Licensee shall ", suffix=" the said notice."
    )

    match = find(quote, TEXT)

    assert match is not None
    assert (words_of(match.span, TEXT), match.how) == ("retain in every copy", "context")
    assert 0 < match.score < 100


def test_find_chooses_the_place_with_the_likest_surroundings() -> None:
    text = "You may copy the work if you keep the notice. You may sell the work if you pay the fee."
    quote = Quote(exact="the work", prefix="you may then copy ", suffix=" if you keep this notice.")

    match = find(quote, text)

    assert match is not None
    assert (match.span, match.how) == (Span(13, 21), "context")


@pytest.mark.parametrize(("prefix", "is_found"), [("abcdefghij", True), ("abcdefghijk", False)])
def test_find_wants_the_likest_surroundings_clearly_ahead(prefix: str, is_found: bool) -> None:
    size = len(prefix)
    text = f"{prefix[:-2]}ZZword {prefix[:-3]}ZZZword"
    quote = Quote(exact="word", prefix=prefix)
    assert 100 / 11 < CONTEXT_MARGIN == 100 / 10

    found = locate(quote, text)

    assert found == (Span(size, size + 4) if is_found else None)


@pytest.mark.parametrize(
    ("prefix", "is_found"), [("1234567890", False), ("abcdef7890", True), ("abcde67890", False)]
)
def test_find_wants_surroundings_alike_enough_to_decide(prefix: str, is_found: bool) -> None:
    text = "abcdefghijword ABCDEFGHIJword"
    quote = Quote(exact="word", prefix=prefix)
    assert CONTEXT_ENOUGH == 60

    found = locate(quote, text)

    assert found == (Span(10, 14) if is_found else None)


@pytest.mark.parametrize(("words", "is_found"), [("the fees", True), ("the fee", False)])
def test_find_takes_short_words_only_in_surroundings_alike_enough(
    words: str, is_found: bool
) -> None:
    text = f"Nothing here is owed but {words}, as agreed."
    quote = Quote(exact=words, prefix="0123456789", suffix="0123456789")
    assert (len(words) >= SHORT) == is_found

    match = find(quote, text)

    assert (match is not None) == is_found


@pytest.mark.parametrize(("length", "is_found"), [(WHOLE_SIDE, True), (WHOLE_SIDE - 1, False)])
def test_find_lets_one_wholly_unchanged_side_decide(length: int, is_found: bool) -> None:
    side = ("0123456789" * 2)[-length:]
    nearly = "x" + side[1:]
    text = f"{side}word, as the matter stands; {nearly}word, as the matter stands"
    quote = Quote(exact="word", prefix=side, suffix=", as the matter stood before today")

    found = locate(quote, text)

    assert found == (Span(length, length + 4) if is_found else None)


@pytest.mark.parametrize(
    "words",
    [
        "Meta's proprietary “Notice”",
        'Meta’s\u00a0proprietary "Notice"',
        'Meta\'s  proprietary\n"Notice"',
        'META\'S PROPRIETARY "NOTICE"',
    ],
)
def test_find_looks_past_typography(words: str) -> None:
    text = 'It is Meta\'s proprietary "Notice" file.'

    match = find(Quote(exact=words), text)

    assert match == Match(Span(6, 33), "similar", 100.0)


def test_find_reads_typography_in_the_surroundings_as_the_same() -> None:
    text = 'The “first” item is free. The "second" item is free.'
    quote = Quote(exact="item", prefix="The “second” ")

    match = find(quote, text)

    assert match == Match(Span(39, 43), "context", 100.0)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("provide a copy of the Agreement", "provide a copy of this Agreement"),
        ("you provide the recipient a copy of this agreement", None),
        (
            "shall retain in each copy the following notice",
            "retain in every copy the following notice",
        ),
        ("improve another large language model", "improve any other large language model"),
        ("arbitration in the county of Santa Clara", None),
    ],
)
def test_find_takes_similar_words_on_word_borders(words: str, found: str | None) -> None:
    span = locate(Quote(exact=words), TEXT)

    assert words_of(span, TEXT) == found


@pytest.mark.parametrize(
    ("words", "score"),
    [("abcdefghij klmno wxyz", None), ("abcdefghij klmnop wxy", 80.95)],
)
def test_find_wants_similar_words_alike_enough(words: str, score: float | None) -> None:
    text = "abcdefghij klmnop1234"
    assert SIMILAR_ENOUGH == 80

    match = find(Quote(exact=words), text)

    assert (round(match.score, 2) if match else None) == score


@pytest.mark.parametrize(
    ("words", "is_found"), [("grant a right", False), ("grant the right", True)]
)
def test_find_looks_for_nothing_similar_to_very_short_quotes(words: str, is_found: bool) -> None:
    text = f"We {words}s."
    assert SIMILAR_LETTERS == 12

    match = find(Quote(exact=words), text)

    assert (match is not None) == is_found


@pytest.mark.parametrize(
    ("other", "is_found"), [("abcdefghi jklmnopqrX", False), ("abcdefghi jklmnopXXX", True)]
)
def test_find_wants_the_most_similar_words_clearly_ahead(other: str, is_found: bool) -> None:
    text = f"abcdefghi jklmnopqrZ then {other}"
    quote = Quote(exact="abcdefghi jklmnopqrs")
    assert SIMILAR_MARGIN == 5

    match = find(quote, text)

    assert (match.span if match else None) == (Span(0, 20) if is_found else None)


def test_find_lets_the_surroundings_decide_between_similar_words() -> None:
    text = "Users keep the entire note here. Vendors keep the entire note there."
    quote = Quote(exact="keep the entire notice", prefix="Vendors ", suffix=" there.")

    match = find(quote, text)

    assert match is not None
    assert (words_of(match.span, text), match.span.start) == ("keep the entire note", 41)
    assert locate(Quote(exact="keep the entire notice"), text) is None


def test_find_looks_for_similar_words_within_only() -> None:
    quote = Quote(exact="provide a copy of the Agreement")

    found = [locate(quote, TEXT, within=span) for span in (Span(0, 80), Span(82, len(TEXT)))]

    assert found == [Span(30, 62), None]


@pytest.mark.parametrize("text", ["", " ", "…", "a"])
def test_find_finds_nothing_in_texts_without_words(text: str) -> None:
    match = find(Quote(exact="provide a copy of this Agreement", prefix="x"), text)

    assert match is None


@pytest.mark.parametrize(("places", "is_found"), [(MAX_PLACES, True), (MAX_PLACES + 1, False)])
def test_find_takes_no_words_that_stand_everywhere(places: int, is_found: bool) -> None:
    text = "word " * places

    found = locate(Quote(exact="word"), text, hint=10)

    assert found == (Span(10, 14) if is_found else None)
