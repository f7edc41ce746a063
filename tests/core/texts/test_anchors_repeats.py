"""Quotes of words that stand again nearby, or in other surroundings than before."""

import pytest

from guidance.core.documents.licenses import Quote
from guidance.core.texts.anchors import WHOLE_SIDE, Match, Span, describe, find, locate


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
