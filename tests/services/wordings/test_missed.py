"""Queries without an answer: counted in memory, written later, words only, and forgotten."""

import threading
from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from guidance.models import MissedQuery
from guidance.services.wordings import missed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_waits():
    missed._waiting.found_nothing.clear()
    missed._waiting.unanswered.clear()
    yield
    missed._waiting.found_nothing.clear()
    missed._waiting.unanswered.clear()


def ask(query, times=1, **more):
    return [missed.note(query, **more) for _ in range(times)]


def often():
    rows = MissedQuery.objects.often(on=timezone.localdate())
    return [(one.words, one.times, one.unanswered) for one in rows]


def test_counting_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        ask("What now?", 5)

    assert not MissedQuery.objects.exists()


def test_words_are_written_down_when_asked_the_third_time():
    ask("What  Now?", 2)
    missed.flush()
    (row,) = MissedQuery.objects.all()
    assert (row.words, row.times) == ("", 2)
    assert "what" not in str(vars(row))
    assert often() == []

    ask("what now?", is_unanswered=True)
    missed.flush()

    assert often() == [("what now?", 3, 1)]


def test_most_asked_come_first_and_each_is_written_in_few_queries(django_assert_max_num_queries):
    for number in range(9):
        ask(f"query {number}", 3 + number)

    with django_assert_max_num_queries(9):  # two of them are of the transaction
        assert missed.flush() == 9

    assert [words for words, *_ in often()] == [f"query {number}" for number in range(8, -1, -1)]


@pytest.mark.parametrize("query", ["", "   ", "write to eve@example.org", "a\u202eb", "a\0b"])
def test_what_says_nothing_or_who_is_not_counted(query):
    assert ask(query) == [False]
    assert missed.flush() == 0


def test_switched_off_nothing_is_counted(settings):
    settings.MISSED_QUERIES_SECONDS = 0

    assert ask("What now?") == [False]


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(missed, "MOST_IN_MEMORY", 2)

    assert [ask(query)[0] for query in ("a one", "a two", "a three", "a one")] == [
        True, True, False, True,
    ]  # fmt: skip


def test_rows_are_bounded_and_the_seldom_go_first(monkeypatch):
    monkeypatch.setattr(missed, "MOST_KEPT", 2)
    ask("often", 3)
    ask("seldom")
    ask("other", 2)

    missed.flush()

    assert sorted(MissedQuery.objects.values_list("times", flat=True)) == [2, 3]


@pytest.mark.parametrize(("days", "left"), [(89, 1), (90, 0)])
def test_what_nobody_asked_for_ninety_days_is_forgotten(days, left):
    ask("What now?", 3)
    missed.flush()
    MissedQuery.objects.update(last_asked=timezone.localdate() - timedelta(days=days))

    assert len(often()) == left
    assert missed.forget() == 1 - left
    assert MissedQuery.objects.count() == left


def test_what_is_done_is_not_shown_again():
    ask("What now?", 3)
    missed.flush()
    MissedQuery.objects.update(is_done=True)
    ask("What now?", 3)
    missed.flush()

    assert often() == []
    assert MissedQuery.objects.get().times == 6


def test_what_could_not_be_written_is_kept(monkeypatch):
    ask("What now?", 3)

    def fails(*args):
        raise DatabaseError

    with monkeypatch.context() as patched:
        patched.setattr(missed, "_write", fails)
        with pytest.raises(DatabaseError):
            missed.flush()
    missed.flush()

    assert often() == [("what now?", 3, 0)]


def test_many_threads_count_together():
    threads = [threading.Thread(target=ask, args=("What now?", 50)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    missed.flush()

    assert often() == [("what now?", 400, 0)]


def test_writing_begins_in_the_background_after_the_interval(monkeypatch, settings):
    settings.MISSED_QUERIES_SECONDS = 0.01
    written = threading.Event()
    monkeypatch.setattr(missed._behind, "timer", None)
    monkeypatch.setattr(missed, "flush", written.set)

    ask("What now?")

    assert written.wait(5)


def test_digest_is_no_word_and_keyed(settings):
    digest = missed.digest_of("what now?")
    settings.SECRET_KEY = "another secret of some length, for this test alone, and no other one"

    assert len(digest) == 64
    assert missed.digest_of("what now?") != digest


def test_forgotten_day_is_counted_from_the_day():
    from guidance.models.wordings import forgotten_on

    assert forgotten_on(date(2026, 5, 1)) == date(2026, 1, 31)
