"""An entry is compared by its title, its first passages, and each of its other wordings."""

import pytest

from guidance.services.search.meaning.sentences import entries_with_guidance, sentences_of
from tests.services.search import shelf


def test_title_stands_alone_and_before_each_passage():
    long = "A" + "a" * 200 + "."

    found = sentences_of("T", f"{long} {long} Short. And more.")

    assert found == ("T", f"T {long}", f"T {long} Short. And more.")


def test_sentences_stand_together_as_long_as_they_fit():
    fit, too_long = "A" * 149 + ".", "A" * 150 + "."

    assert len(sentences_of("T", f"{fit} {fit}")) == 2
    assert len(sentences_of("T", f"{fit} {too_long}")) == 3


def test_no_more_than_three_passages_count():
    body = " ".join("A" * 290 + "." for _ in range(9))

    assert len(sentences_of("T", body)) == 2  # each says the same: kept once
    assert len(sentences_of("T", body.replace(" A", "\nB", 1).replace(" A", "\nC", 1))) == 4


@pytest.mark.django_db
def test_other_wordings_are_sentences_of_their_own():
    faq = shelf.put(shelf.FAQ)
    faq.search_entries.update(also="one\ntwo\n\none")

    (said,) = entries_with_guidance()

    assert (said.own[0], said.also) == (shelf.FAQ["question"], ("one", "two"))


@pytest.mark.django_db
def test_license_that_nobody_wrote_about_has_no_sentences(django_assert_num_queries):
    shelf.put(shelf.APACHE)
    license, faq = shelf.put(shelf.LICENSE), shelf.put(shelf.FAQ)

    with django_assert_num_queries(1):
        found = {said.entry for said in entries_with_guidance()}

    assert found == {
        *license.search_entries.values_list("pk", flat=True),
        *faq.search_entries.values_list("pk", flat=True),
    }
