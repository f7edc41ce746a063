"""The index that a worker keeps: it is what is published now, and reads only what has changed."""

import tracemalloc

import pytest
from django.db import transaction

from guidance.models import Publication, SearchEntry, SearchStamp
from guidance.services.search import index, memory, searching
from guidance.services.search.postings import Gathered, Vocabulary
from tests.scenes import scene
from tests.services.search.shelf import APACHE, FAQ, LICENSE, TREE, put


@scene
def shelf():
    return [put(data) for data in (LICENSE, APACHE, FAQ, TREE)]


def found(query):
    return [result.url for result in searching.search(query).results]


def test_current_is_the_same_while_nothing_changes(shelf, django_assert_num_queries):
    kept = memory.current()

    with django_assert_num_queries(1):
        assert memory.current() is kept


def test_current_reads_again_only_what_has_changed(shelf, django_assert_num_queries):
    before = memory.current()
    put(FAQ | {"question": "May I whistle?"})

    with django_assert_num_queries(3) as queries:
        after = memory.current()

    assert f"IN ({shelf[2].pk})" in queries[2]["sql"]
    assert len(after.entries) == len(before.entries)
    assert found("whistle") == ["/faq/may-i-fine-tune/"]


def test_current_forgets_what_was_removed(shelf):
    memory.current()
    index.remove(shelf[2])

    assert found("cafe assistant") == []
    assert set(memory.current().stamps) == {one.pk for one in shelf} - {shelf[2].pk}


def test_current_forgets_what_was_rolled_back(shelf):
    with transaction.atomic():
        put(FAQ | {"question": "May I whistle?"})
        assert found("whistle")
        transaction.set_rollback(True)

    assert found("whistle") == []


def test_current_is_the_same_as_one_made_at_once(shelf):
    for question in ("May I whistle?", "May I sing?"):
        memory.current()
        put(FAQ | {"question": question})
    changed = memory.current()
    memory._kept.index = memory.Index.empty()

    whole = memory.current()

    def weights(kept):
        return {
            (kept.entries[row].key, term): weight
            for term in kept.sorted_terms
            for row, weight in zip(*kept.words.of(term), strict=True)
        }

    assert weights(changed) == weights(whole)
    assert sorted(one.key for one in changed.entries) == sorted(one.key for one in whole.entries)


def test_each_indexing_gives_another_stamp(shelf):
    before = dict(SearchStamp.objects.values_list("pk", "stamp"))
    put(FAQ)

    changed = {pk for pk, stamp in SearchStamp.objects.values_list("pk", "stamp")
               if before[pk] != stamp}  # fmt: skip

    assert changed == {shelf[2].pk}


def test_search_passes_over_what_has_gone_since_it_was_ranked(shelf):
    memory.current()
    SearchEntry.objects.filter(kind="policy").delete()  # and no stamp says so

    assert found("weapons") == []


@pytest.mark.django_db
def test_search_of_nothing_finds_nothing():
    assert Publication.objects.count() == 0
    assert found("weapons") == []


def test_rows_that_are_gathered_take_little_room():
    words = [f"word-{number}" for number in range(100)]
    gathered = Gathered(Vocabulary())
    gathered.add(dict.fromkeys(words, 1.0))

    tracemalloc.start()
    for row in range(1000):
        gathered.add(dict.fromkeys(words, row / 7))
    taken, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert taken < 100 * 1000 * 10
