"""What turns a sentence, and what only says it in other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.texts.turning_words import MARKS
from guidance.core.texts.turns import FEW, GONE, Turn, are_same_words, is_gone, turns
from tests.core.texts.samples import TEXT


@pytest.mark.parametrize(
    ("old", "new", "kind", "gone", "come"),
    [
        ("You may use it.", "You may not use it.", "negation", "", "not"),
        ("You owe no fee.", "You owe a fee.", "negation", "no", ""),
        ("None of the authors is liable.", "All of the authors is liable.", "negation", "None", ""),
        ("You can't sell it.", "You can sell it.", "negation", "not", ""),
        ("for non-commercial use", "for commercial use", "negation", "non", ""),
        ("for noncommercial use", "for commercial use", "negation", "non", ""),
        ("It is never due.", "It is due.", "negation", "never", ""),
        ("without a fee", "with a fee", "negation", "without", ""),
        ("an irrevocable grant", "a revocable grant", "negation", "irrevocable", "revocable"),
        ("a lawful use", "an unlawful use", "negation", "lawful", "unlawful"),
        ("You must retain it.", "You may retain it.", "modal", "must", "may"),
        ("You shall retain it.", "You should retain it.", "modal", "shall", "should"),
        ("Meta will tell you.", "Meta may tell you.", "modal", "will", "may"),
        ("The Licensor may end it.", "The Licensee may end it.", "party", "Licensor", "Licensee"),
        ("Meta owns it.", "You owns it.", "party", "Meta", "You"),
        ("a Grantor owns it", "a Grantee owns it", "party", "Grantor", "Grantee"),
        ("the third party pays", "the user pays", "party", "third party", "user"),
        ("within 30 days", "within 60 days", "number", "30", "60"),
        ("within thirty days", "within sixty days", "number", "thirty", "sixty"),
        ("within thirty (30) days", "within thirty (60) days", "number", "(30)", "(60)"),
        ("30 days", "30 months", "number", "days", "months"),
        ("more than 10 copies", "less than 10 copies", "number", "more", "less"),
        ("700 million users", "700 users", "number", "700 million", "700"),
        ("version 2.1", "version 2.10", "number", "2.1", "2.10"),
        ("You may use it.", "You may use it unless told.", "exception", "", "unless"),
        ("all, except as stated", "all, as stated", "exception", "except", ""),
        ("use it", "use it, provided that you pay", "exception", "", "provided that"),
        ("You use it.", "You only use it.", "exception", "", "only"),
    ],
)
def test_turn_is_named(old: str, new: str, kind: str, gone: str, come: str) -> None:
    assert Turn(kind, gone, come) in turns(old, new)  # type: ignore[arg-type]
    assert Turn(kind, come, gone) in turns(new, old)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("You must keep the notice in all copies.", "You must retain the notice in every copy."),
        ("You don't owe it.", "You do not owe it."),
        ("within thirty (30) days", "within 30 (thirty) days"),
        ("700 million users", "700,000,000 users"),
        ("seven hundred million users", "700 million users"),
        ("1.5 million", "1,500,000"),
        ("twenty-one days", "21 days"),
        ("YOU MAY USE IT", "You may use it"),
        ("You may use the fi\u00adles", "You may use the \ufb01les"),
        ("(1) one way, (2) another way", "(2) one way, (3) another way"),
        ("a guarantee of the work", "a promise of the work"),
        ("Nonetheless, it ends.", "Then it ends."),
    ],
)
def test_other_words_alone_are_no_turn(old: str, new: str) -> None:
    assert turns(old, new) == ()


def test_turn_far_before_the_quote_and_parties_that_change_places() -> None:
    middle = "in any manner that is described in the file beside the work " * 40

    assert turns(f"You may {middle}copy it.", f"You may not {middle}copy it.") == (
        Turn("negation", "", "not"),
    )
    assert {turn.kind for turn in turns("Meta owes you.", "You owe Meta.")} == {"party"}


@given(st.text(max_size=200))
def test_nothing_turns_in_the_same_words(words: str) -> None:
    assert turns(words, words) == ()
    assert are_same_words(words, words)


@given(st.sampled_from(sorted(word for word in MARKS if word.isascii())), st.integers(0, 40))
def test_every_turning_word_turns_a_sentence_wherever_it_is_put(word: str, at: int) -> None:
    words = TEXT.split()
    put = [*words[:at], "xyzzy", word, "xyzzy", *words[at:]]
    without = [*words[:at], "xyzzy", "xyzzy", *words[at:]]

    assert turns(" ".join(without), " ".join(put)) != ()


@pytest.mark.parametrize(("kept", "gone"), [("alpha beta", True), ("alpha beta gamma", False)])
def test_sentence_is_gone_where_less_than_a_third_is_left(kept: str, gone: bool) -> None:
    old = "alpha beta gamma delta epsilon omicron kappa lambda omega holds the grant"
    others = "this that those them then there where"
    assert pytest.approx(3 / 9) == GONE

    assert is_gone(old, f"{kept} {others} the grant", "holds the grant") == gone


@pytest.mark.parametrize(
    ("around", "gone"), [("alpha beta gamma", False), ("alpha beta gamma delta", True)]
)
def test_sentence_with_few_words_around_a_quote_is_never_gone(around: str, gone: bool) -> None:
    assert FEW == 4

    assert is_gone(f"{around} the grant", "kappa lambda the grant", "the grant") == gone


def test_sentence_that_was_only_shortened_is_not_gone() -> None:
    assert not is_gone(
        "Unless agreed in writing, the Work comes so.", "The Work comes so.", "comes"
    )
    assert not is_gone("Unless agreed in writing, it comes so.", "It comes so.", "it comes so")
