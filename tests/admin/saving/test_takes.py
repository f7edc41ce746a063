"""Where two people wrote in one field: take theirs, keep mine, or both put together and read."""

import pytest
from django.test import Client

from guidance.models import FaqEntry
from tests.admin.conftest import person
from tests.admin.forms import changed, errors_of, fields_of
from tests.admin.pages import change_url, tried

pytestmark = pytest.mark.django_db


@pytest.fixture
def met(admin_of, groups, published):
    """A form that was refused, since Ada had written in the same field meanwhile."""
    row = published["faq"]
    opened = fields_of(admin_of.get(change_url(row)))
    ada = Client()
    ada.force_login(person("ada", "Editors", is_staff=True, first_name="Ada"))
    assert tried(ada, row, short_answer="You may. Ask us first.") == {}
    return admin_of.post(change_url(row), changed(opened, short_answer="You may. Keep it."))


def saved(client, page, take):
    row = FaqEntry.objects.get()
    return client.post(change_url(row), fields_of(page, short_answer__take=take))


@pytest.mark.parametrize(
    ("take", "words"),
    [("mine", "You may. Keep it."), ("theirs", "You may. Ask us first.")],
)
def test_one_of_the_two_is_saved(admin_of, met, take, words):
    response = saved(admin_of, met, take)

    assert response.status_code == 302
    assert FaqEntry.objects.get().short_answer == words


def test_both_are_shown_to_be_read_and_saved_only_then(admin_of, met):
    page = saved(admin_of, met, "both")
    before = FaqEntry.objects.get().short_answer
    told = errors_of(page)
    done = admin_of.post(change_url(FaqEntry.objects.get()), fields_of(page))

    assert told["short_answer"] == [
        "Both are put together here. Read it, put it right, then save again."
    ]
    assert before == "You may. Ask us first."
    assert done.status_code == 302
    assert FaqEntry.objects.get().short_answer == "You may. Ask us first. Keep it."


def test_choice_is_offered_and_keeps_mine_by_itself(met):
    assert fields_of(met)["short_answer-take"] == ["mine"]
    assert "Put both together, and show me" in met.text


def test_choice_in_a_form_that_nobody_overtook_writes_nothing_of_others(admin_of, published):
    row = published["faq"]

    assert tried(admin_of, row, short_answer="Mine.", short_answer__take="theirs") == {}

    row.refresh_from_db()
    assert row.short_answer != "Mine."
