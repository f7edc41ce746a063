"""How questionnaires are used: counted in memory, added to the rows of all, and bounded."""

import threading
from datetime import date

import pytest
from django.db import DatabaseError
from django.utils import timezone

from guidance.models import Usage, UsageKind
from guidance.services.usage import counting
from guidance.services.usage.counting import Counted, add, flush, week_of

pytestmark = pytest.mark.django_db
USERS = Counted("can-i-use-it", 1, UsageKind.ASKED, "users")
SHIP = Counted("can-i-use-it", 1, UsageKind.REACHED, "ship")


def rows():
    return sorted(Usage.objects.values_list("slug", "number", "kind", "key", "times"))


def test_counting_asks_no_database_and_writing_is_one_transaction(django_assert_num_queries):
    with django_assert_num_queries(0):
        for one in (USERS, USERS, SHIP):
            add(one)

    with django_assert_num_queries(3):  # two of them are of the transaction
        assert flush() == 2

    assert rows() == [
        ("can-i-use-it", 1, "asked", "users", 2),
        ("can-i-use-it", 1, "reached", "ship", 1),
    ]
    assert set(Usage.objects.values_list("week", flat=True)) == {week_of(timezone.localdate())}


def test_workers_add_to_the_same_rows():
    for worker in (3, 4):  # each begins with an empty memory
        for _ in range(worker):
            add(USERS)
        flush()

    assert rows() == [("can-i-use-it", 1, "asked", "users", 7)]


def test_other_weeks_and_editions_have_rows_of_their_own(monkeypatch):
    for day in (date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 6)):
        monkeypatch.setattr(timezone, "localdate", lambda day=day: day)
        add(USERS)
        add(USERS._replace(number=2))
        flush()

    found = Usage.objects.order_by("week", "number").values_list("week", "number", "times")
    assert list(found) == [
        (date(2026, 11, 23), 1, 1), (date(2026, 11, 23), 2, 1),
        (date(2026, 11, 30), 1, 2), (date(2026, 11, 30), 2, 2),
    ]  # fmt: skip


def test_writing_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert flush() == 0


def test_what_could_not_be_written_is_written_later(monkeypatch):
    def fails(*_):
        add(USERS)  # somebody comes meanwhile
        raise DatabaseError("away")

    add(USERS)
    with monkeypatch.context() as patched:
        patched.setattr(counting, "_write", fails)
        with pytest.raises(DatabaseError):
            flush()
    flush()

    assert rows() == [("can-i-use-it", 1, "asked", "users", 2)]


def test_memory_is_bounded_and_goes_on_counting_what_it_has(monkeypatch):
    monkeypatch.setattr(counting, "MOST_IN_MEMORY", 1)

    for one in (USERS, SHIP, USERS):
        add(one)
    flush()

    assert rows() == [("can-i-use-it", 1, "asked", "users", 2)]


def test_nothing_is_counted_where_it_is_switched_off(settings):
    settings.USAGE_SECONDS = 0

    add(USERS)

    assert flush() == 0


def test_many_threads_count_together():
    threads = [threading.Thread(target=lambda: [add(USERS) for _ in range(50)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    flush()

    assert rows() == [("can-i-use-it", 1, "asked", "users", 400)]
