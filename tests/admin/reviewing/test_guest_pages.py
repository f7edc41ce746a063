"""Giving a guest a link in the admin, reading what they said, taking it back."""

import re

import pytest
from django.test import Client

from guidance.models import Invitation
from tests.admin.pages import answered, at, messages_of, posted


@pytest.fixture
def row(published):
    return answered(published["faq"], "No.")


def test_link_is_shown_once_and_leads_to_the_draft(admin_of, row):
    page = posted(admin_of, row, "review/guests/", guest="Ada Moss", days="7", note="")
    link = re.search(r'value="http://testserver(/review/[^"]+/)"', page.text)[1]

    assert Client().get(link).status_code == 200
    assert link not in admin_of.get(at(row, "review/guests/")).text
    assert "Ada Moss" in admin_of.get(at(row, "review/guests/")).text


def test_link_is_taken_back(admin_of, row):
    posted(admin_of, row, "review/guests/", guest="Ada Moss", days="7")
    one = Invitation.objects.get()

    told = messages_of(posted(admin_of, row, f"review/guests/{one.pk}/take-back/"))
    again = messages_of(posted(admin_of, row, f"review/guests/{one.pk}/take-back/"))

    assert told == ["The link leads nowhere any more."]
    assert again == ["That link is over already."]


@pytest.mark.parametrize("who", ["reviewer", "plain", "outsider"])
def test_others_make_no_links(row, team, who):
    client = Client()
    client.force_login(team[who])

    code = client.post(at(row, "review/guests/"), {"guest": "Me", "days": "7"}).status_code

    assert code == (302 if who == "outsider" else 403)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("days", ["0", "61", "x", ""])
def test_other_days_are_refused(admin_of, row, days):
    posted(admin_of, row, "review/guests/", guest="Ada", days=days)

    assert not Invitation.objects.exists()


def test_closed_by_operators_there_is_no_page_and_no_link_to_it(admin_of, row, settings):
    settings.GUEST_REVIEWS = False

    assert admin_of.get(at(row, "review/guests/")).status_code == 404
    assert "review/guests/" not in admin_of.get(at(row, "review/")).text
