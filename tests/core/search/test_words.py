import pytest

from guidance.core.search.spellings import MAX_WORD, folded
from guidance.core.search.words import stem, terms_of, tokens


def words(text):
    return [token.word for token in tokens(text)]


def shown(text):
    """Return what is taken for words, as it stands in the text."""
    return [text[token.start : token.end] for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Licensee's “Notice” file", ["the", "licensee", "notice", "file"]),
        ("Straße, CAFÉ, naïve, Modèle", ["strasse", "cafe", "naive", "modele"]),
        ("snake_case and 1.b.v", ["snake", "case", "and", "1", "b", "v"]),
        ("soft\u00adhyphen", ["softhyphen"]),
        ("notice\u200bfile", ["notice", "file"]),
        ("L'utilisateur n’est pas l’auteur", ["utilisateur", "est", "pas", "auteur"]),
        ("d'aujourd'hui", ["aujourdhui"]),
        ("what's it, we've, I'm", ["what", "it", "we", "i"]),
        ("can't cannot won't doesn’t", ["not", "not", "not", "not"]),
        ("llama-2-7b-chat-hf", ["llama", "2", "7b", "chat", "hf"]),
        (
            "GPLv3 llama2 qwen2.5 v1.1 h100",
            ["gpl", "3", "llama", "2", "qwen", "2.5", "1.1", "h100"],
        ),
        ("noncommercial non-commercial", ["non", "commercial", "non", "commercial"]),
        ("finetuned fine-tuned", ["fine", "tuned", "fine", "tuned"]),
        ("xv2 is no version", ["xv2", "is", "no", "version"]),
        ("re-distribute start-up", ["redistribute", "startup"]),
        ("C++ and c#", ["c++", "and", "c#"]),
        ("GPL版", ["gpl", "版"]),
        ("gpt4chat", ["gpt", "4", "chat"]),
        ("gpt4x7chat2", ["gpt", "4", "x7", "chat", "2"]),
        ("xv2qwen3", ["xv2", "qwen", "3"]),
        ("许可证", ["许可", "可证"]),
        ("版", ["版"]),
        ("GPL许可", ["gpl", "许可"]),
        (" — ", []),
    ],
)
def test_words_of_a_text_are_those_that_a_reader_sees(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Fine-Tuning it", ["Fine", "Tuning", "it"]),
        ("the OpenSource one", ["the", "Open", "Source", "one"]),
        ("700 million users", ["700 million", "users"]),
        ("ein Straßenname2", ["ein", "Straßenname2", "Straßenname2"]),
        ("a façade", ["a", "façade"]),
        ("许可OpenSource", ["许可", "Open", "Source"]),
        ("许可llama2b", ["许可", "llama", "2", "b"]),
        ("gpt4x7chat2", ["gpt", "4", "x7", "chat", "2"]),
        ("7B and C++", ["7B", "and", "C++"]),
    ],
)
def test_words_stand_where_they_were_written(text, pieces):
    assert shown(text) == pieces


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("700000000", "700000000"),
        ("700,000,000", "700000000"),
        ("700.000.000", "700000000"),
        ("700 000 000", "700000000"),
        ("700m", "700000000"),
        ("700M", "700000000"),
        ("700 million", "700000000"),
        ("700-million", "700000000"),
        ("0.7 billion", "700000000"),
        ("7b", "7000000000"),
        ("3.0", "3"),
        ("2.5", "2.5"),
        ("2.125", "2125"),
        ("1.500 million", "1500000000"),
        ("2.1234 million", "2123400"),
        ("0.5-million", "500000"),
        ("2,000", "2000"),
        ("2023", "2023"),
        ("2.1.3", "2.1"),
        ("9" * 300, "9" * 60),
    ],
)
def test_number_is_one_term_however_it_is_written(written, term):
    assert terms_of(written)[0] == term


def test_number_with_a_word_is_found_without_it_too():
    assert terms_of("700 million") == ["700000000", "700"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("2023, 700 million", ["2023", "700000000", "700"]),
        ("in 700,000,000 700 million", ["700000000", "700000000", "700"]),
        ("5 mothers", ["5", "mother"]),
        ("licenses2.0", ["licens", "2"]),
        ("C++ or c#", ["c++", "c#"]),
    ],
)
def test_numbers_side_by_side_stay_apart(text, terms):
    assert terms_of(text) == terms


def test_common_words_and_single_letters_are_no_terms():
    assert terms_of("May I keep the notice (b)?") == ["keep", "notic"]


@pytest.mark.parametrize(
    "text", ["", "?", "may I", "7", "Fine-tuning, 700 million or GPLv3 may be"]
)
def test_terms_of_a_text_are_those_of_its_words(text):
    assert terms_of(text) == [term for token in tokens(text) for term in token.terms]


@pytest.mark.parametrize(
    ("word", "terms"),
    [
        ("redistribution", ["redistribut", "distribut"]),
        ("retraining", ["retrain", "train"]),
        ("pre-trained", ["pretrain", "train"]),
    ],
)
def test_word_led_by_re_is_found_without_it_too(word, terms):
    assert terms_of(word) == terms


@pytest.mark.parametrize("word", ["research", "result", "restrict", "present"])
def test_word_that_only_looks_led_by_re_is_itself_alone(word):
    assert terms_of(word) == [stem(word)]


def test_word_is_compared_by_its_first_signs_only():
    longest = "x" * MAX_WORD

    assert folded(longest) == folded(longest + "x") == longest
    assert folded(longest[1:]) == longest[1:]


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        (("train", "trains", "trained", "training"), "train"),
        (("license", "licence", "licenses", "licensing", "licencing"), "licens"),
        (("organize", "organise", "organising", "organisation"), "organiz"),
        (("color", "colour", "colours"), "color"),
        (("behaviour", "behavior"), "behavior"),
        (("modeling", "modelling", "models"), "model"),
        (("analyze", "analyse", "analysing"), "analyz"),
        (("policy", "policies"), "polici"),
    ],
)
def test_forms_of_a_word_share_their_stem(words, shared):
    assert {stem(word) for word in words} == {shared}


def test_licensee_is_another_word_than_license():
    assert stem("licensee") != stem("license")


@pytest.mark.parametrize(
    ("word", "own"), [("hours", "hour"), ("four", "four"), ("rise", "rise"), ("selling", "sell")]
)
def test_spelling_that_only_looks_british_is_left(word, own):
    assert stem(word) == own
