"""What turns a sentence, and what only says it in other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.texts.turning_words import MARKS, NAMES, NEAR_NUMBERS
from guidance.core.texts.turns import (
    FEW,
    GONE,
    Turn,
    are_same_words,
    have_turned_after,
    have_turned_before,
    is_gone,
    turns,
)
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
        ("in (1) not all", "in (1) all", "negation", "not", ""),
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
        ("the put of it", "the input of it"),
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


@given(
    st.sampled_from(sorted(one for one in {*MARKS} - NEAR_NUMBERS if one.isascii())),
    st.integers(0, 40),
)
def test_every_turning_word_turns_a_sentence_wherever_it_is_put(word: str, at: int) -> None:
    words = TEXT.split()
    if word in NAMES:
        word = word.title()
    put = [*words[:at], "xyzzy", word, "xyzzy", *words[at:]]
    without = [*words[:at], "xyzzy", "xyzzy", *words[at:]]

    assert turns(" ".join(without), " ".join(put)) != ()


def test_part_that_denies_is_a_word_of_its_own() -> None:
    assert are_same_words("for noncommercial use", "for non-commercial use")


@pytest.mark.parametrize(("others", "turned"), [(5, True), (6, False)])
def test_word_after_a_quote_is_looked_for_six_words_further(others: int, turned: bool) -> None:
    assert have_turned_after("works", "word " * others + "not works") == turned


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


# Words that have two readings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("You may use it.", "As before, you may use it."),
        ("You may use it more than before.", "You may use it more than."),
        ("the notice", "the above notice"),
        ("the conditions", "the conditions set forth below"),
        ("as described", "as described above"),
        ("You may use it under this license.", "You may use it by this license."),
        ("within the scope of it", "in the scope of it"),
        ("within the very next 30 days", "in the very next 30 days"),
        ("It begins in May 2024.", "It begins in spring 2024."),
        ("on 3 May", "on 3 June"),
        ("form No. 7", "form 7"),
        ("not only for research but for trade", "for research but for trade"),
        ("export law of the US", "export law of America"),
        ("the stability of the system", "the balance of the system"),
        ("meta information on it", "information on it"),
        ("by its own free will", "by its own free choice"),
        ("each one of them", "each of them"),
        ("Ask once more.", "Ask once."),
    ],
)
def test_word_that_is_read_otherwise_here_turns_nothing(old, new):
    assert turns(old, new) == ()
    assert turns(new, old) == ()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("before you share it", "after you share it", "number"),
        ("Before it is used as", "It is used as", "number"),
        ("above 100 users", "below 100 users", "number"),
        ("It must stay above that.", "It must stay below that.", "number"),
        ("under 100 users", "of 100 users", "number"),
        ("within thirty days", "after thirty days", "number"),
        ("within 2.5 days", "of 2.5 days", "number"),
        ("within the next 30 days", "of the next 30 days", "number"),
        ("a fair use", "an unfair use", "negation"),
        ("You may use it.", "You can use it.", "modal"),
        ("May you use it?", "Must you use it?", "modal"),
        ("no fee", "the fee", "negation"),
        ("It is not for trade.", "It is for trade.", "negation"),
        ("for research only", "for research", "exception"),
        ("Tell us of it.", "Tell of it.", "party"),
        ("TELL US OF IT.", "TELL OF IT.", "party"),
        ("Meta owns it.", "It owns it.", "party"),
        ("Stability owns it.", "It owns it.", "party"),
        ("Meta will tell.", "Meta can tell.", "modal"),
        ("one copy", "two copies", "number"),
        ("more than 10 copies", "less than 10 copies", "number"),
    ],
)
def test_word_in_the_reading_that_turns_is_told(old, new, kind):
    assert [one.kind for one in turns(old, new)] == [kind]


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("three hundred", "300"),
        ("hundred", "100"),
        ("two thousand", "2,000"),
        ("five million", "5,000,000"),
        ("1 billion", "1,000,000,000"),
        ("2.5 billion", "2,500,000,000"),
        ("one hundred five", "105"),
        ("one hundred twenty-five", "125"),
        ("seven hundred thousand twelve", "700,012"),
        ("nineteen", "19"),
        ("ninety nine", "99"),
        ("zero", "0"),
        ("1.2.3 million", "1,200,000"),
    ],
)
def test_number_in_words_is_that_in_digits(words, digits):
    assert turns(f"to {words} users", f"to {digits} users") == ()


@pytest.mark.parametrize(
    "words", ["twenty ten", "ten five", "one two", "five hundred one two", "twenty zero"]
)
def test_numbers_side_by_side_are_not_added_up(words):
    first, last = words.rsplit(" ", 1)

    assert [one.old for one in turns(f"to {words} users", f"to {first} users")] == [last]


@pytest.mark.parametrize(
    ("old", "new", "turned"),
    [
        ("of the Licens", "of the Licensor", False),
        ("may not be sol", "may not be sold", False),
        ("may not sol", "may sold", True),
        ("may be sol", "may not be sold", True),
        ("may be", "may be not", False),
    ],
)
def test_words_after_a_quote_may_end_inside_a_word(old, new, turned):
    assert have_turned_after(old, new) is turned


@pytest.mark.parametrize(
    ("old", "new", "turned"),
    [
        ("icensor may", "the Licensor may", False),
        ("icensor may", "the Licensee may", True),
        ("ot you may", "do not you may", False),
        ("nd you may", "and not you may", True),
    ],
)
def test_words_before_a_quote_may_begin_inside_a_word(old, new, turned):
    assert have_turned_before(old, new) is turned


def test_contracted_word_is_what_it_stands_for():
    assert are_same_words("You don't, can't and cannot", "You do not, can not and can not")
    assert are_same_words("You won't, nor shan't", "You will not, nor shall not")
    assert are_same_words("nonsense and nonetheless", "Nonsense. And nonetheless")
    assert are_same_words("nonrival", "non rival")
    assert not are_same_words("nonzero", "non zero")


@pytest.mark.parametrize(("word", "is_gone_then"), [("bee", False), ("beer", True)])
def test_words_of_three_letters_do_not_tell_whether_a_sentence_is_gone(word, is_gone_then):
    assert is_gone(f"alpha beta gamma {word}", "kappa lambda omega delta", "x") is is_gone_then
