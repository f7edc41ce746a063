"""One spelling for words that are written in several ways."""

import pytest

from guidance.core.search.spellings import folded, spelled


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("sublicencing", "sublicensing"),
        ("practised", "practiced"),
        ("defence", "defense"),
        ("offences", "offenses"),
        ("pretenceless", "pretenceless"),
        ("organisation", "organization"),
        ("recognisable", "recognizable"),
        ("analysed", "analyzed"),
        ("favourable", "favorable"),
        ("neighbouring", "neighboring"),
        ("labelled", "labeled"),
        ("fuelling", "fueling"),
        ("centres", "centers"),
        ("theatre", "theater"),
        ("catalogues", "catalogs"),
        ("judgement", "judgment"),
        ("acknowledgements", "acknowledgments"),
        ("programmes", "programs"),
    ],
)
def test_british_spelling_becomes_the_other(written, ours):
    assert spelled(written) == ours


@pytest.mark.parametrize("word", ["hour", "four", "rise", "wise", "genre", "our", "selling"])
def test_word_that_only_looks_british_is_left(word):
    assert spelled(word) == word


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("don’t", "not"),
        ("don't", "not"),
        ("wonʼt", "not"),
        ("cannot", "not"),
        ("ain't", "not"),
        ("they'll", "they"),
        ("I'd", "i"),
        ("qu'elle", "elle"),
        ("dell'autore", "autore"),
        ("o'clock", "oclock"),
        ("non\u200bprofit", "non\u200bprofit"),
        ("non\u2060pro\ufefffit", "nonprofit"),
    ],
)
def test_elisions_and_contractions_are_taken_off(written, bare):
    assert folded(written) == bare
