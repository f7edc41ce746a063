"""The page that says who changed what, and the button that takes one change back."""

import pytest
from django.test import Client

from guidance.models import DraftChange, FaqEntry
from tests.admin.pages import at, messages_of, posted, tried


@pytest.fixture
def row(admin_of, published):
    assert tried(admin_of, published["faq"], short_answer="Never <b>ever</b>.") == {}
    admin_of.get("/admin/")  # which says that it was saved
    return published["faq"]


def test_save_is_told_field_by_field(admin_of, row):
    page = admin_of.get(at(row, "written/"))

    ((one, is_published, changes),) = page.context["written"]
    assert (one.writer_name, is_published) == ("Eve Editor", False)
    assert [(change["field"], change["kind"]) for change in changes] == [
        ("short answer", "changed")
    ]
    assert "&lt;b&gt;ever&lt;/b&gt;" in page.text


def test_change_is_taken_back_once(admin_of, row, published):
    before = published["faq"].short_answer
    one = DraftChange.objects.get()

    told = messages_of(posted(admin_of, row, f"written/{one.pk}/0/"))
    again = messages_of(posted(admin_of, row, f"written/{one.pk}/0/"))

    assert told == ["The draft says again what it said before this change."]
    assert again == ["It was changed again since, so nothing was taken back. Look at it as it is."]
    assert FaqEntry.objects.get().short_answer == before
    assert DraftChange.objects.count() == 2


def test_reviewers_read_it_and_take_nothing_back(row, team):
    client = Client()
    client.force_login(team["reviewer"])
    one = DraftChange.objects.get()

    page = client.get(at(row, "written/"))

    assert page.status_code == 200
    assert "Take this back" not in page.text
    assert client.post(at(row, f"written/{one.pk}/0/")).status_code == 403
    assert FaqEntry.objects.get().short_answer == "Never <b>ever</b>."


def test_change_of_another_draft_is_not_reached(admin_of, row, published):
    one = DraftChange.objects.get()

    told = messages_of(posted(admin_of, published["tree"], f"written/{one.pk}/0/"))

    assert [words[:31] for words in told] == ["It was changed again since, so "]
    assert FaqEntry.objects.get().short_answer == "Never <b>ever</b>."
