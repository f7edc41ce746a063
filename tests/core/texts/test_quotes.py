"""The quotes of documents, and that the sentences kept with them change nothing that stands."""

import pytest

from guidance.core.documents.formats import as_data, canonical, digest, parse
from guidance.core.texts.quotes import quotes_in, with_sentences
from tests.core.checks.samples import ENTRY, LICENSE, TREE


def test_quotes_are_told_with_the_place_that_rests_on_them():
    found = [(one.place, one.license, one.section, one.quote.exact) for one in quotes_in(LICENSE)]

    assert found == [
        ("annotation:notice", "llama-2", "1", "keep the notice"),
        ("annotation:end", "llama-2", "2", "stop when you are told"),
        *(
            (f"term:{key}", "llama-2", "1", "keep the notice")
            for key in (term.key for term in LICENSE.terms)
        ),
    ]
    assert [(one.place, one.license) for one in quotes_in(ENTRY)] == [("", "llama-2")]
    assert {one.place.partition(":")[0] for one in quotes_in(TREE)} == {"question", "outcome"}


def test_quoted_words_are_the_same_whatever_their_sentence():
    kept = with_sentences(LICENSE, lambda quoted: "You keep the notice.")

    assert quotes_in(kept)[0].words == ("llama-2", "1", "keep the notice", "", "")
    assert [one.words for one in quotes_in(kept)] == [one.words for one in quotes_in(LICENSE)]


@pytest.mark.parametrize("document", [LICENSE, ENTRY, TREE])
def test_document_without_kept_sentences_is_written_as_ever(document):
    assert b"sentence" not in canonical(as_data(document))
    assert with_sentences(document, lambda quoted: "") is document


def test_digest_of_a_document_from_before_sentences_were_kept_stays():
    assert digest(LICENSE) == "6e77876a137856239eac02baa99e2fc3d594d790442a966e21f8e8f256bf03c2"


@pytest.mark.parametrize("document", [LICENSE, ENTRY, TREE])
def test_sentences_are_kept_with_every_quote_and_come_back(document):
    kept = with_sentences(document, lambda quoted: f"About {quoted.quote.exact}.")

    assert {one.quote.sentence for one in quotes_in(kept)} == {
        f"About {one.quote.exact}." for one in quotes_in(document)
    }
    assert parse(as_data(kept)) == kept
    assert with_sentences(kept, lambda quoted: "") == document
