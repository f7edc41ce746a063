"""What readers wrote, in the admin: read, answered, made an FAQ entry, and not by everybody."""

import pytest
from django.contrib.auth.models import Group, User

from guidance.models import Feedback
from guidance.services.feedback import keeping
from tests.html import values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]


@pytest.fixture
def row():
    keeping.keep(kind="not-covered", about="/faq/", said="May we sell kiosks?")
    return Feedback.objects.get()


def login(client, group):
    user = User.objects.create_user("eve", is_staff=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


def test_editor_replies_and_the_words_of_the_reader_stay(client, row):
    eve = login(client, "Editors")
    url = f"/admin/guidance/feedback/{row.pk}/change/"

    client.post(url, {"reply": " See the FAQ. ", "is_done": "on", "said": "Other words"})

    row.refresh_from_db()
    assert (row.reply, row.replied_by, row.is_done) == ("See the FAQ.", eve, True)
    assert row.said == "May we sell kiosks?"


def test_it_becomes_an_faq_entry_by_a_link_that_brings_the_question_along(client, row):
    login(client, "Editors")

    page = client.get(f"/admin/guidance/feedback/{row.pk}/change/").content.decode()

    (address,) = values(page, ".field-make_faq a", "href")
    assert "May we sell kiosks?" in client.get(address).content.decode()


@pytest.mark.parametrize(("group", "status"), [("Reviewers", 200), (None, 403)])
def test_only_the_team_reads_it(client, row, group, status):
    login(client, group)

    assert client.get("/admin/guidance/feedback/").status_code == status
    assert client.post(f"/admin/guidance/feedback/{row.pk}/change/", {}).status_code == 403
