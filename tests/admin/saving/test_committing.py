"""Saving a row that refers to what is deleted at this moment: said at the field, and kept."""

import pytest
import zeal
from django.contrib.messages import get_messages
from django.db import IntegrityError
from django.test import RequestFactory

from guidance.admin.saving.committing import committed
from guidance.core.documents.formats import parse
from guidance.models import FaqEntry, Topic
from guidance.services.drafts.document_to_rows import store
from tests.admin.forms import errors_of, fields_of
from tests.admin.saving.at_once import after, now, signed_in
from tests.documents import TOPICS, faq_data

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def request_():
    made = RequestFactory().post("/", {"a": "b"})
    made._messages = Messages()
    return made


class Messages:
    def __init__(self):
        self._queued_messages = ["before"]


def test_topic_deleted_while_an_entry_takes_it_is_said_at_the_field(groups, tmp_path):
    store(parse(TOPICS))
    entry = store(parse({**faq_data(), "licenses": [], "citations": [], "topics": []}))
    topic, client = Topic.objects.first(), signed_in()
    number = topic.pk
    url = f"/admin/guidance/faqentry/{entry.pk}/change/"
    fields = fields_of(client.get(url), question="Mine?", topics=[str(number)])

    def save():
        with zeal.zeal_ignore():  # what is run again asks again
            return client.post(url, fields)

    response = after(topic.delete, save, tmp_path)

    assert errors_of(response)["topics"] == [
        f"Select a valid choice. {number} is not one of the available choices."
    ]
    assert response.context["adminform"].form["question"].value() == "Mine?"
    assert now(tmp_path, lambda: FaqEntry.objects.get().question) != "Mine?"


def test_what_broke_is_run_again_from_the_request_as_it_was(db, request_):
    seen = []

    def write():
        seen.append((dict(request_.POST), len(get_messages(request_)._queued_messages)))
        request_.POST = {"changed": "by the first run"}
        request_._messages._queued_messages.append("Saved.")
        if len(seen) == 1:
            raise IntegrityError
        return "done"

    assert committed(request_, write) == "done"
    assert seen == [({"a": ["b"]}, 1)] * 2
    assert request_._messages._queued_messages == ["before", "Saved."]


def test_what_breaks_twice_is_a_fault(db, request_):
    runs = []

    def write():
        runs.append(1)
        raise IntegrityError

    with pytest.raises(IntegrityError):
        committed(request_, write)
    assert len(runs) == 2
