"""Every two writers of one document at the same moment: nothing accepted is lost, nothing is 500.

Each two writers once on PostgreSQL, on one kind of document or another; some on SQLite, which has
one writer at a time: there each writer is met, and each kind as often. RACES=20 drives each pair
on each kind so often (`make soak`).
"""

import os
import threading
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from guidance.core.documents.formats import parse
from guidance.models import Edition, FaqEntry, LicenseText, Publication, SearchEntry
from guidance.services.drafts.document_to_rows import store
from guidance.services.people import ensure_groups
from guidance.services.publishing import reviews
from guidance.services.publishing.acts import publish, withdraw
from guidance.services.publishing.shipped import keep_shipped
from tests import scenes
from tests.documents import TOPICS, license_data, tree_data
from tests.shelves import Shelf
from tests.threads import in_threads
from tests.writers import PAIRS, each_once, some_of
from tests.writers.common import ASKED, CHANGED, DRAFTS, SLUGS, TITLE, UNTOUCHED, WITHDRAWN, draft
from tests.writers.forms import OTHER
from tests.writers.whole import requote, shelf_data, shipped_data

REPEATS = int(os.environ.get("RACES", "0"))
ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
FEW = 24
DRIVEN = PAIRS if REPEATS else each_once(PAIRS) if ON_POSTGRES else some_of(PAIRS, FEW)
PEOPLE = ("ada", "bob")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long, pytest.mark.every]


@pytest.fixture
def _django_db_helper(django_db_setup):
    """Let the rows of the shelf stand. (pytest-django's, which would empty all tables.)"""


@pytest.fixture(scope="module")
def shelf(django_db_setup, django_db_blocker, tmp_path_factory):
    """A license, an FAQ entry and a tree, published, then changed; and two who may do all."""
    with django_db_blocker.unblock():
        scenes.clear_stage()
        _write_shelf()
        sessions = [_session(name) for name in PEOPLE]
        kept = Shelf(tmp_path_factory.mktemp("shelf"))
        yield kept, sessions
        kept.drop()
        call_command("flush", verbosity=0, interactive=False)


def _write_shelf():
    ensure_groups(apps)
    for name in (*PEOPLE, "carol"):
        User.objects.create_superuser(name)
    data = license_data()
    LicenseText.objects.create(
        source="tests", source_key="example", title="Example", body=data["text"]["body"],
        digest=data["text"]["digest"],
    )  # fmt: skip
    for document in (TOPICS, *(shelf_data(kind) for kind in DRAFTS)):
        store(parse(document))
    for kind in DRAFTS:
        publish(draft(kind), by=None, note="First.", is_shipped=True)
    beside = {(kind, SLUGS[kind]): parse(shipped_data(kind)) for kind in DRAFTS}
    keep_shipped(beside, ())
    text = data["text"]
    store(parse(license_data(OTHER, text=text, terms=[], annotations=[])))
    store(parse(tree_data(OTHER, licenses=[], outcomes=[], cases=[])))


def _session(name):
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client.cookies["sessionid"].value


@pytest.fixture
def clients(shelf, tmp_path):
    """The browsers of two people, each with a folder for files, before rows as they were."""
    kept, sessions = shelf
    kept.put_back(tmp_path)
    made = [Client() for _ in sessions]
    for client, session, name in zip(made, sessions, PEOPLE, strict=True):
        client.cookies["sessionid"] = session
        client.who, client.folder = name, tmp_path
    return made


def _bring_into(state, kind):
    if state != UNTOUCHED:
        said = {TITLE[kind]: "A title since then?", "updated_at": timezone.now()}
        DRAFTS[kind].objects.filter(slug=SLUGS[kind]).update(**said)
        requote(kind)
    if state == WITHDRAWN:
        withdraw(Publication.objects.get(kind=kind), note="Wrong.")
    if state == ASKED:
        reviews.ask(draft(kind), by=User.objects.get(username="carol"))


@pytest.mark.parametrize("turn", range(max(REPEATS, 1)))
@pytest.mark.parametrize("pair", DRIVEN, ids=str)
def test_two_writers_at_once_lose_nothing(clients, tmp_path, pair, turn):
    writers, kind = (pair.one, pair.other), pair.kind
    barrier = threading.Barrier(2)

    def work(at):
        writer, client = writers[at], clients[at]
        try:
            if at == 0:
                _bring_into(pair.state, kind)
            barrier.wait(timeout=30)
            opened = writer.open(client, kind)
            barrier.wait(timeout=30)
            taken = writer.write(client, kind, opened)
            barrier.wait(timeout=30)
        except threading.BrokenBarrierError:
            return None  # the other tells why
        except BaseException:
            barrier.abort()
            raise
        return taken, writer.stands(kind, opened)

    outcomes = in_threads([lambda: work(0), lambda: work(1)], tmp_path)

    lost = [writers[at].name for at in (0, 1) if outcomes[at] == (True, False)]
    assert lost == [], f"{pair} were accepted: {outcomes}"
    assert any(taken for taken, _stands in outcomes), f"nobody of {pair} was accepted"


def test_few_pairs_meet_every_writer_and_each_kind():
    few = some_of(PAIRS, FEW)

    met = {who.name for pair in few for who in (pair.one, pair.other)}
    assert met == {who.name for pair in PAIRS for who in (pair.one, pair.other)}
    assert set(Counter(pair.kind for pair in few).values()) == {8}


def test_some_pairs_meet_every_writer_of_each_kind():
    met = {(pair.kind, who.name) for pair in some_of(PAIRS, 49) for who in (pair.one, pair.other)}

    assert met == {(pair.kind, who.name) for pair in PAIRS for who in (pair.one, pair.other)}


def test_rows_are_put_back_and_still_guarded(shelf, clients, tmp_path):
    kept, _sessions = shelf

    def standing():
        rows = (FaqEntry, Edition, SearchEntry, LogEntry)
        return [list(model.objects.order_by("pk").values()) for model in rows]

    def write():
        publish(draft("license"), by=User.objects.get(username="ada"), note="Other.")
        draft("faq").delete()
        LogEntry.objects.create(user=User.objects.get(username="ada"), action_flag=1)

    def forge():
        with pytest.raises(IntegrityError, match="an edition never changes"):
            Edition.objects.update(digest="0" * 64)

    (before,) = in_threads([standing], tmp_path)
    in_threads([lambda: _bring_into(CHANGED, "license")], tmp_path)
    in_threads([write], tmp_path)
    (between,) = in_threads([standing], tmp_path)
    kept.put_back(tmp_path)
    (after,) = in_threads([standing], tmp_path)
    in_threads([forge], tmp_path)

    assert all(between[at] != before[at] for at in range(4))
    assert after == before


def test_two_writers_meet_once_and_every_writer_on_each_kind_of_document():
    once = each_once(PAIRS)

    names = [(pair.one.name, pair.other.name) for pair in once]
    assert len(names) == len(set(names))
    assert set(names) == {(pair.one.name, pair.other.name) for pair in PAIRS}
    met, all_met = (
        {(pair.kind, who.name) for pair in pairs for who in (pair.one, pair.other)}
        for pairs in (once, PAIRS)
    )
    assert all_met - met == set()
