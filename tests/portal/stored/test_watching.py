"""What is published is seen, by whatever it was written; and a thread of each process looks."""

import json
import os
import threading
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from guidance.models import ChangedGround, Edition, Publication, Recall, Review
from portal.stored import watching
from portal.stored.watching import Watch
from tests.documents import license_data
from tests.editions import published, published_license, published_tree
from tests.portal.stored.asking import Site


def mark():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which sets it at the end of a transaction
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT mark FROM guidance_generation")
        return cursor.fetchone()[0]


def test_each_kind_of_writing_is_seen(db, django_user_model):
    ada = django_user_model.objects.create(username="ada")
    edition = published_license()
    facts = {"recalled_at": edition.published_at, "reason": "Wrong.", "advice": "Wait."}
    changed = {"edition": edition, "ground": edition, "license": "example", "look": "x"}
    review = Review(edition=edition, reviewer=ada, reviewed_at=edition.published_at)
    acts = [
        lambda: Publication.objects.update(position=7),
        lambda: Recall.objects.bulk_create([Recall(edition=edition, **facts)]),
        lambda: review.save(),
        lambda: Review.objects.all().delete(),
        lambda: Edition.objects.update(is_shipped=True),
        lambda: ChangedGround.objects.create(**changed, at=edition.published_at),
        lambda: ChangedGround.objects.update(confirmed_at=edition.published_at),
        lambda: ChangedGround.objects.all().delete(),
        lambda: Publication.objects.create(kind="faq", slug="new"),
    ]

    marks = [mark()]
    for act in acts:
        act()
        marks.append(mark())

    assert len(set(marks)) == len(acts) + 1
    assert all(len(one) >= 32 for one in marks)


def test_changed_ground_shows_and_goes_once_somebody_looked(db):
    published_license()
    published_tree()
    site = Site()
    site.mark = mark()
    site.look()
    address = "/api/v1/trees/can-i-use-it"
    told = [site.ask(address).body]

    for act in (
        publish_other_terms,
        lambda: ChangedGround.objects.waiting().update(confirmed_at=timezone.now()),
    ):
        act()
        site.mark = mark()
        site.look()
        told.append(site.ask(address).body)

    assert [len(json.loads(one)["edition"]["rests_on_changed"]) for one in told] == [0, 1, 0]


def publish_other_terms():
    data = license_data()
    for term in data["terms"]:
        term["title"] += ", otherwise"
    published(data)


def test_what_is_undone_is_not_seen(db):
    before = mark()

    with transaction.atomic():
        published_license()
        transaction.set_rollback(True)

    assert mark() == before


def test_what_is_no_publishing_is_not_seen(db, django_user_model):
    published_license()
    before = mark()

    django_user_model.objects.create(username="ada")

    assert mark() == before


def test_generation_is_asked_in_one_query(db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(connection, "close", lambda: None)  # the file of a test is in memory
    expected = mark()

    with django_assert_num_queries(1):
        assert watching.generation() == expected


def test_thread_looks_and_ends(monkeypatch):
    monkeypatch.setattr(watching, "SECONDS", 0.01)
    seen, worked = [], []
    watch = Watch(lambda: "mark", seen.append, lambda: worked.append(1))

    for _ in range(3):
        watch.begin()
    wait_for(lambda: worked)
    watch.end()

    assert set(seen) == {"mark"}
    assert len(seen) >= 4
    assert not watch.thread.is_alive()


def test_half_a_second_lies_between_two_looks():
    assert watching.SECONDS == 0.5


def test_database_that_is_away_is_one_line(caplog):
    answers = iter([OSError("away"), OSError("away"), "mark"])

    def ask():
        found = next(answers)
        if isinstance(found, OSError):
            raise found
        return found

    seen = []
    watch = Watch(ask, seen.append, lambda: None)
    for _ in range(3):
        watch.look()

    assert [record.getMessage() for record in caplog.records] == [
        "Nobody can see whether something was published: away",
        "It can be seen again what is published.",
    ]
    assert seen == ["mark"]


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_forked_process_begins_anew(db):
    site = Site()
    watch = site.stored.watch
    watch.thread = threading.current_thread()
    site.stored.pages.lock.acquire()  # as if another thread was in the middle of something

    child = os.fork()
    if not child:
        is_new = watch.thread is None and site.stored.generation == ""
        os._exit(0 if is_new and site.stored.pages.lock.acquire(timeout=1) else 1)

    assert os.waitpid(child, 0)[1] == 0


def wait_for(condition):
    end = time.monotonic() + 10
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
