"""Vectors are made where they are missing, kept as long as something says their sentence."""

import numpy as np
import pytest

from guidance.models import SearchEntry, SentenceVector
from guidance.services.search import index
from guidance.services.search.meaning import vectors
from guidance.services.search.meaning.vectors import Vectors, make_missing
from tests.services.search import shelf

pytestmark = pytest.mark.django_db


class Counting:
    """An encoder that counts what it is asked."""

    def __init__(self, encoder):
        self.encoder = encoder
        self.asked = []

    def vectors(self, sentences, *, limit):
        self.asked += sentences
        return self.encoder.vectors(sentences, limit=limit)


def test_each_sentence_is_made_once(encoder):
    shelf.put(shelf.FAQ)
    counting = Counting(encoder)

    list(make_missing(counting))
    list(make_missing(counting))
    shelf.put(shelf.FAQ)  # other entries, the same sentences
    list(make_missing(counting))

    assert len(counting.asked) == SentenceVector.objects.count() == 2


def test_what_was_killed_half_way_goes_on(encoder, monkeypatch):
    monkeypatch.setattr(vectors, "_TOGETHER", 3)
    shelf.put(shelf.LICENSE)
    first = make_missing(encoder)
    left = next(first)
    first.close()
    half = SentenceVector.objects.count(), Vectors().is_whole
    counting = Counting(encoder)

    steps = list(make_missing(counting))

    assert half == (3, False)
    assert len(counting.asked) == left
    assert steps == [*range(left - 3, 0, -3), 0]
    assert Vectors().is_whole


def test_sentences_that_nothing_says_are_forgotten(encoder):
    shelf.put(shelf.FAQ)
    license = shelf.put(shelf.LICENSE)
    list(make_missing(encoder))
    both = SentenceVector.objects.count()

    index.remove(license)
    list(make_missing(encoder))

    assert both > SentenceVector.objects.count() == 2


def test_two_who_make_them_at_once_do_no_harm(encoder, monkeypatch):
    monkeypatch.setattr(vectors, "_TOGETHER", 1)
    shelf.put(shelf.FAQ)
    slow = make_missing(encoder)
    next(slow)
    list(make_missing(encoder))

    assert list(slow) == [0]
    assert SentenceVector.objects.count() == 2


def test_vectors_are_kept_small_and_say_the_same(encoder):
    shelf.put(shelf.FAQ)
    list(make_missing(encoder))

    found = {len(bytes(row.vector)) for row in SentenceVector.objects.all()}
    own = encoder.vectors([shelf.FAQ["question"]], limit=64)[0]

    assert found == {768}
    assert list(Vectors().nearest(own[None], limit=1).values()) == [pytest.approx(1, abs=1e-3)]


def test_nearest_come_first_each_by_its_best_sentence(encoder, monkeypatch):
    monkeypatch.setattr(vectors, "_FAR", -1)
    for data in (shelf.LICENSE, shelf.FAQ, shelf.TREE):
        shelf.put(data)
    list(make_missing(encoder))
    asked = encoder.vectors(
        ["distil it to make a competitor better", "make rivals better"], limit=64
    )

    found = Vectors().nearest(asked, limit=5)

    assert len(found) == 5
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert SearchEntry.objects.get(pk=next(iter(found))).key == "no-distillation"


def test_nothing_is_near_where_nothing_is(encoder):
    assert Vectors().nearest(np.ones((1, 384), np.float32), limit=5) == {}


def test_making_asks_few_queries(encoder, django_assert_num_queries):
    for data in (shelf.LICENSE, shelf.FAQ, shelf.TREE):
        shelf.put(data)

    with django_assert_num_queries(3):
        list(make_missing(encoder))
    with django_assert_num_queries(2):
        assert Vectors().is_whole


def test_what_an_entry_says_counts_beside_how_people_ask_for_it(encoder):
    """Of two that are asked for in the same words, the one comes first that is about it."""
    questions = {"shoes": "What colour are the shoes?", "weights": "May I sell the model?"}
    for slug, question in questions.items():
        faq = shelf.put(shelf.FAQ | {"slug": slug, "question": question})
        faq.search_entries.update(also="can we charge money for it", body="")
    list(make_missing(encoder))
    asked = encoder.vectors(["can we charge money for it"], limit=64)

    found = Vectors().nearest(asked, limit=5)
    own = encoder.vectors(list(questions.values()), limit=64) @ asked[0]

    assert [SearchEntry.objects.get(pk=pk).key for pk in found] == ["weights", "shoes"]
    assert list(found.values()) == pytest.approx(((2 + own[::-1]) / 3).tolist(), abs=1e-3)


def test_forms_of_a_query_count_alike(encoder):
    shelf.put(shelf.FAQ)
    list(make_missing(encoder))
    asked = encoder.vectors(["sell assistant", "may we sell it"], limit=64)

    (first,), (second,), (both,) = (
        Vectors().nearest(forms, limit=1).values() for forms in (asked[:1], asked[1:], asked)
    )

    assert first != pytest.approx(second, abs=1e-2)
    assert both == pytest.approx((first + second) / 2)


def test_what_is_far_from_a_query_is_not_found(encoder, monkeypatch):
    shelf.put(shelf.FAQ)
    list(make_missing(encoder))
    asked = encoder.vectors(["may we sell it"], limit=64)
    (worth,) = Vectors().nearest(asked, limit=1).values()

    monkeypatch.setattr(vectors, "_FAR", worth - 1e-6)
    assert len(Vectors().nearest(asked, limit=1)) == 1
    monkeypatch.setattr(vectors, "_FAR", worth + 1e-6)
    assert len(Vectors().nearest(asked, limit=1)) == 0
    assert 0.3 < worth < 0.9
