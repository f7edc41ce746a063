"""Sentences that say the opposite of a term in its own words, and those that only come near."""

import pytest

from guidance.core.documents.licenses import Term
from guidance.core.statements.claims import contradicting

KEEP = ("condition", "Keep the notice in every copy")
NAME = ("limitation", "Do not use the author's names")
SELL = ("permission", "Sell what you make")


def term(kind, title):
    return Term.model_validate({"key": "x", "kind": kind, "topic": "x", "title": title})


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (KEEP, "You need not keep the notice in your copies."),
        (KEEP, "You don’t have to keep notices in copies."),
        (KEEP, "You may pass copies on without having to keep the notice."),
        (NAME, "You may use the names of the authors."),
        (NAME, "You need not ask before you use an author's name."),
        (NAME, "Everyone can use names of an author."),
        (SELL, "You may not sell what you make."),
        (SELL, "What you make, you cannot sell."),
    ],
)
def test_sentence_with_the_words_of_a_term_contradicts_it(of, sentence):
    assert contradicting(f"It is short. {sentence} That is all.", term(*of)) == sentence


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (KEEP, "You must keep the notice in every copy."),
        (KEEP, "You need not keep the notice."),
        (KEEP, "You may keep the notice in every copy."),
        (NAME, "You may not use the author's names."),
        (NAME, "You cannot use the author's names, though you may say them."),
        (NAME, "The names may be used as the author says."),
        (SELL, "You may sell what you make."),
        (SELL, "You may sell what you make, though you cannot sell the name."),
        (("condition", "Pay"), "You need not pay."),
    ],
)
def test_sentence_that_agrees_or_says_less_does_not(of, sentence):
    assert contradicting(sentence, term(*of)) == ""


def test_words_of_two_sentences_do_not_contradict():
    assert contradicting("You need not ask. Keep the notice in every copy.", term(*KEEP)) == ""
