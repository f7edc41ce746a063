"""Which places say nearly the same; which of them a quote means is decided in test_anchors."""

import pytest

from guidance.core.texts.likeness import fold, is_plain, plain_offsets, similar_words

TEXT = (
    "You must give all recipients of the work a copy of this license. "
    "Nothing else is asked for anywhere in these terms. "
    "You should give other recipients of the work a copy of that license."
)


def similar(words, text=TEXT, start=0, end=None):
    """Return the similar words with their likeness in whole numbers, the best first."""
    places = similar_words(words, fold(text), start, len(text) if end is None else end)
    return [(text[start:end], round(score)) for (start, end), score in places.items()]


def test_fold_gives_typographic_signs_their_plain_form():
    assert fold("‘a’ „b“ «c» d–e\u00a0f\tg") == '\'a\' "b" "c" d-e f g'


def test_text_is_plain_without_signs_that_nobody_sees():
    assert is_plain("first responsibility — “yours”")
    assert not is_plain("respon\u00adsibility")
    assert not is_plain("the \ufb01rst")


def test_plain_text_is_traced_to_where_it_stands():
    assert plain_offsets("a\u00adb\ufb03c") == [0, 2, 3, 3, 3, 4, 5]
    assert plain_offsets("ab") == [0, 1, 2]


def test_same_words_are_wholly_alike_in_any_letter_case():
    words = "GIVE ALL RECIPIENTS OF THE WORK a copy of this license"

    assert similar(words) == [("give all recipients of the work a copy of this license", 100)]


def test_rival_is_told_where_it_is_nearly_as_alike():
    between = "Of all the rest nothing is to be kept."
    text = f"Keep the entire notice file. {between} Keep the entire notices file."

    assert similar("Keep the entire notice files", text) == [
        ("Keep the entire notice file", 98),
        ("Keep the entire notices file", 96),
    ]


def test_place_that_is_clearly_behind_is_no_rival():
    assert similar("must give all recipients of the work a copy of this license") == [
        ("must give all recipients of the work a copy of this license", 100)
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "give each recipient of the work a copy",
            ["give all recipients of the work a copy", "give other recipients of the work a copy"],
        ),
        (
            "all recipients of the work here a copy of this",
            ["all recipients of the work a copy of this"],
        ),
        (
            "must then give all those recipients of the work a copy",
            ["must give all recipients of the work a copy"],
        ),
        ("a copy of this license else", ["a copy of this license"]),
        (
            "all recipients of the work a copy of this license nothing",
            ["all recipients of the work a copy of this license. Nothing"],
        ),
    ],
)
def test_place_is_grown_and_shrunk_to_the_words_that_are_meant(words, found):
    assert [place for place, _ in similar(words)] == found


def test_place_may_begin_with_the_first_word_of_a_text():
    text = "Do not ever keep the notices"

    assert [place for place, _ in similar("donot ever keep the notices", text)] == [text]


def test_places_that_share_less_than_half_of_their_words_are_rivals():
    text = "the license text of the license text of the license"

    found = similar_words("the license texts of the license", text, 0, len(text))

    assert sorted(found) == [(0, 31), (20, 51)]


def test_place_that_is_come_upon_from_two_sides_is_one():
    text = "copies all of notice work notice copies of of copies the of"

    assert [place for place, _ in similar("notice notice of copies", text)] == [
        "notice work notice copies"
    ]


def test_place_is_shifted_by_two_words_at_once():
    text = "a notice a copies copies a a the all work"

    assert [place for place, _ in similar("copies the all", text)] == ["copies a a the all"]


def test_words_half_a_width_before_the_best_place_are_no_rival():
    text = "of copies the copies a a copies a"

    assert [place for place, _ in similar("copies copies a", text)] == ["copies a a copies a"]


def test_words_are_looked_for_in_the_given_stretch_only():
    words = "give the recipients of the work a copy of a license"
    middle = TEXT.index("Nothing")

    assert similar(words, end=middle)[0][0].startswith("give all")
    assert similar(words, start=middle)[0][0].startswith("give other")
    assert similar(words, start=middle, end=TEXT.index("You should")) == []


def test_word_is_not_cut_at_the_border_of_the_stretch():
    words = "a copy of this license"
    end = TEXT.index("license.") + len("license")

    assert similar(words, end=end) == [("a copy of this license", 100)]
    assert similar(words, end=end - 1) == []


@pytest.mark.parametrize("words", ["license license", "recipients"])
def test_other_words_are_not_taken(words):
    assert similar(f"{words} are nowhere to be seen") == []


def test_one_word_is_never_similar():
    assert similar("incomprehensibilities", "incomprehensibility") == []
    assert similar("incomprehensibilities all", "incomprehensibility all") != []


def test_quote_longer_than_the_text_is_compared_with_all_of_it():
    text = "You must keep the whole of the notice"

    assert similar(f"{text} file", text) == [(text, 94)]
    assert similar(text, "") == []


def test_long_quote_is_found_between_its_strides():
    words = [f"word{number}" for number in range(200)]
    text = " ".join(["before"] * 7 + words + ["after"] * 90)

    found = similar(" ".join([*words[:50], "other", *words[51:]]), text)

    assert [place for place, _ in found] == [" ".join(words)]


def test_one_word_may_be_most_like_two():
    assert similar("incomprehensibilities a", "the incomprehensibilities of it") == [
        ("incomprehensibilities", 95)
    ]
