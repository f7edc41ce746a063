import pytest

from guidance.core.search.words import MAX_WORD, fold, stem


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The Licensee's “Notice” file", "the licensees notice file"),
        ("Straße, CAFÉ, naïve", "strasse cafe naive"),
        ("snake_case and 1.b.v", "snake case and 1 b v"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        (" — ", ""),
    ],
)
def test_words_are_folded_to_what_is_compared(text, folded):
    assert fold(text) == folded


def test_word_is_compared_by_its_first_signs_only():
    longest = "x" * MAX_WORD

    assert fold(longest) == fold(longest + "x") == longest
    assert fold(longest[1:]) == longest[1:]


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        (("train", "trains", "trained", "training", "trainings", "trainer", "trainers"), "train"),
        (("license", "licenses", "licensed", "licensing"), "licens"),
        (("limitation", "limitations"), "limit"),
        (("restriction", "restrictions"), "restrict"),
        (("policy", "policies"), "polic"),
    ],
)
def test_forms_of_a_word_share_their_stem(words, shared):
    assert {stem(word) for word in words} == {shared}


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("its", "it"),
        ("use", "us"),
        ("red", "red"),
        ("us", "us"),
        ("ring", "ring"),
        ("2023", "2023"),
    ],
)
def test_stem_keeps_two_letters_and_all_of_a_number(word, stemmed):
    assert stem(word) == stemmed
