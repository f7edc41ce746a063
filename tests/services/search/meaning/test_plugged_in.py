"""The search goes by meaning where that is known, and by words alone where it is not."""

import pytest

from guidance.models import SearchKind
from guidance.services.search import hits, searching
from tests.services.search import shelf

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def known(by_meaning, monkeypatch):
    """What is published, known by its meaning."""
    for data in (shelf.LICENSE, shelf.FAQ):
        shelf.put(data)
    monkeypatch.setattr(searching, "standing", by_meaning)
    by_meaning.refresh()
    return by_meaning


def keys(query, **options):
    return [result.key for result in searching.search(query, **options).results]


def test_what_no_word_says_is_found_by_its_meaning(known):
    query = "coffee shop helper"

    assert keys(query, by_meaning=False) == []
    assert keys(query) == ["may-i-fine-tune"]
    assert searching.addresses(query) == ("/faq/may-i-fine-tune/",)


def test_switched_off_it_finds_what_words_find(known, settings):
    words = keys("fine-tune and sell", by_meaning=False)
    settings.SEARCH_MEANING = "OFF"

    assert keys("coffee shop helper") == []
    assert keys("fine-tune and sell") == words != []


def test_words_too_common_to_search_are_not_guessed_at(known):
    assert keys("the of and") == []


def test_list_of_one_kind_keeps_what_words_find(known):
    shelf.put(shelf.FAQ | {"slug": "tea", "question": "May I sell the tea room's assistant?"})
    known.refresh()

    assert set(searching.order_of("café assistant", kind=SearchKind.FAQ)) == {"may-i-fine-tune"}
    assert set(searching.order_of("coffee shop helper", kind=SearchKind.FAQ)) >= {"tea"}


def test_search_asks_no_more_queries_than_without(known, django_assert_num_queries):
    keys("the index is current now")

    hits._memory.clear()
    with django_assert_num_queries(2):
        keys("fine-tune and sell", by_meaning=False)
    hits._memory.clear()
    with django_assert_num_queries(2):
        keys("fine-tune and sell")
