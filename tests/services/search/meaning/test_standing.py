"""A process finds by meaning what it knows, and comes to know what is new beside its requests."""

import logging
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from guidance.models import SearchEntry, SentenceVector
from guidance.services.search import index, memory
from guidance.services.search.meaning import standing as module
from guidance.services.search.meaning.standing import Standing, alone
from tests.services.search import shelf

QUERY = "can we adapt it and charge money for a helper in a coffee shop"


@pytest.fixture
def woken(by_meaning, monkeypatch):
    """Count how often a thread would have been begun, and begin none."""
    woken = []
    monkeypatch.setattr(by_meaning, "wake", lambda: woken.append(1))
    return woken


@pytest.fixture
def faq(db):
    return shelf.put(shelf.FAQ)


def nearest(standing, *forms):
    return standing.nearest(*(forms or (QUERY,)), generation=memory.current().generation)


def found(standing):
    return [SearchEntry.objects.get(pk=pk).key for pk in nearest(standing)]


def test_what_is_meant_is_found_once_it_is_known(by_meaning, woken, faq):
    before = found(by_meaning)
    by_meaning.refresh()

    assert (before, found(by_meaning), len(woken)) == ([], ["may-i-fine-tune"], 1)


def test_what_was_published_since_is_found_after_the_next_look(by_meaning, woken, faq):
    by_meaning.refresh()
    notice = shelf.put(shelf.LICENSE).search_entries.get(key="keep-notice")

    before = found(by_meaning), nearest(by_meaning, "hand the notice along with it")
    by_meaning.refresh()

    assert before == (["may-i-fine-tune"], {})
    assert len(woken) == 2
    assert by_meaning._vectors.is_whole
    assert nearest(by_meaning, "hand the notice along with it").keys() == {notice.pk}
    assert len(woken) == 2


def test_what_was_withdrawn_wakes_too(by_meaning, woken, faq):
    by_meaning.refresh()
    index.remove(faq)

    nearest(by_meaning)

    assert len(woken) == 1


def test_query_makes_its_own_vectors_once_together_and_no_others(
    by_meaning, woken, faq, monkeypatch, django_assert_num_queries
):
    by_meaning.refresh()
    shelf.put(shelf.LICENSE)
    asked = []
    vectors = by_meaning._encoder.vectors
    monkeypatch.setattr(
        by_meaning._encoder, "vectors", lambda s, limit: asked.append(s) or vectors(s, limit=limit)
    )

    generation = memory.current().generation
    with django_assert_num_queries(0):
        by_meaning.nearest(QUERY, "a helper for coffee", generation=generation)
        by_meaning.nearest(QUERY, "a helper for coffee", "", generation=generation)

    assert asked == [(QUERY, "a helper for coffee")]


def test_switched_off_it_says_nothing_and_asks_nothing(
    by_meaning, faq, settings, django_assert_num_queries
):
    by_meaning.refresh()
    settings.SEARCH_MEANING = "OFF"

    with django_assert_num_queries(0):
        assert by_meaning.nearest(QUERY, generation=(0, 0)) == {}
        by_meaning.wake()

    assert not any(thread.name == "meaning" for thread in threading.enumerate())


def test_without_a_model_it_says_so_once_and_asks_nothing_more(
    by_meaning, settings, tmp_path, caplog, faq, django_assert_num_queries, monkeypatch
):
    settings.MODEL_DIR = tmp_path
    monkeypatch.setattr(module.connection, "close", lambda: None)

    with caplog.at_level(logging.INFO):
        by_meaning._work()
    with django_assert_num_queries(0):
        assert by_meaning.nearest(QUERY, generation=(0, 0)) == {}

    assert [(record.levelname, record.message.split(":")[0]) for record in caplog.records] == [
        ("INFO", "The search goes by words alone")
    ]


def test_database_that_cannot_be_written_is_said_and_tried_again_later(
    by_meaning, caplog, faq, monkeypatch
):
    def refuse(*args, **options):
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(SentenceVector.objects, "bulk_create", refuse)
    monkeypatch.setattr(module.connection, "close", lambda: None)
    begun = []
    monkeypatch.setattr(module, "Thread", lambda **options: begun.append(1) or Still())

    by_meaning._work()
    by_meaning.wake()
    before = len(begun)
    by_meaning._next_try -= 60
    by_meaning.wake()

    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert (before, len(begun)) == (0, 1)
    assert nearest(by_meaning) == {}


class Still:
    def start(self):
        """Begin nothing."""


def test_only_one_of_this_machine_makes_vectors(by_meaning, faq):
    other = Standing()
    with alone() as is_alone:
        other.refresh()

    assert is_alone
    assert not other._vectors.is_whole
    assert SentenceVector.objects.count() == 0


def test_where_nobody_can_tell_it_is_alone(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.STATE_DIR = tmp_path / "file" / "folder"

    with alone() as is_alone:
        assert is_alone


@pytest.mark.django_db(transaction=True)
def test_thread_makes_what_is_missing_and_ends(by_meaning):
    shelf.put(shelf.FAQ)

    assert nearest(by_meaning) == {}
    for thread in threading.enumerate():
        if thread.name == "meaning":
            thread.join(30)

    assert found(by_meaning) == ["may-i-fine-tune"]


def test_command_makes_what_is_missing(by_meaning, faq, capsys, monkeypatch):
    monkeypatch.setattr("guidance.management.commands.make_vectors.standing", by_meaning)

    call_command("make_vectors")

    assert capsys.readouterr().out == "0 sentences left\n2 sentences have their vector\n"


def test_command_says_that_another_process_makes_them(by_meaning, faq, capsys, monkeypatch):
    monkeypatch.setattr("guidance.management.commands.make_vectors.standing", by_meaning)

    with alone():
        call_command("make_vectors")

    assert capsys.readouterr().out == (
        "0 sentences have their vector\n"
        "Another process of this machine makes vectors now: ask again later\n"
    )


def test_command_without_a_model_says_what_to_do(by_meaning, settings, tmp_path, monkeypatch):
    settings.MODEL_DIR = tmp_path
    monkeypatch.setattr("guidance.management.commands.make_vectors.standing", by_meaning)

    with pytest.raises(CommandError, match="`make meaning` downloads it"):
        call_command("make_vectors")
