"""The outbox in the admin: for administrators alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guidance.models import Mail, MailEvent, MailState
from tests.admin.conftest import person
from tests.admin.pages import messages_of

pytestmark = pytest.mark.django_db
LIST = "/admin/guidance/mail/"


@pytest.fixture
def mail(db):
    now = timezone.now()
    return Mail.objects.create(
        to=person("ada", email="ada@example.org"), event=MailEvent.ASKED,
        subject="Review asked for", body="Words.",
        made_at=now, try_at=now, tries=1, state=MailState.GIVEN_UP, ended_at=now,
        problem="550 No such user here",
    )  # fmt: skip


def test_administrators_see_what_was_given_up_and_why(root, mail):
    listed = root.get(f"{LIST}?state__exact=given-up")
    page = root.get(f"{LIST}{mail.pk}/change/")

    assert "550 No such user here" in listed.text
    assert "550 No such user here" in page.text
    assert 'name="_save"' not in page.text


def test_administrators_let_it_be_tried_again(root, mail):
    sent = {"action": "try_again_selected", "_selected_action": [mail.pk]}

    answer = root.post(LIST, sent, follow=True)

    mail.refresh_from_db()
    assert messages_of(answer) == ["1 mail will be tried again."]
    assert (mail.state, mail.tries, mail.problem) == ("waiting", 0, "")


@pytest.mark.parametrize("group", ["Editors", "Reviewers", "Publishers"])
def test_nobody_else_sees_the_outbox(client, groups, mail, group):
    client.force_login(person("eve", group, is_staff=True))
    sent = {"action": "try_again_selected", "_selected_action": [mail.pk]}

    statuses = [
        client.get(LIST).status_code,
        client.get(f"{LIST}{mail.pk}/change/").status_code,
        client.post(LIST, sent).status_code,
    ]

    mail.refresh_from_db()
    assert statuses == [403, 403, 403]
    assert mail.state == MailState.GIVEN_UP
    assert LIST not in client.get("/admin/").text


def test_mail_is_neither_written_nor_deleted_there(root, mail):
    statuses = [
        root.get(f"{LIST}add/").status_code,
        root.post(f"{LIST}{mail.pk}/delete/", {"post": "yes"}).status_code,
        root.post(f"{LIST}{mail.pk}/change/", {"body": "Other."}).status_code,
    ]

    assert statuses == [403, 403, 403]
    assert Mail.objects.get().body == "Words."


def test_list_asks_as_much_for_three_mails_as_for_one(root, mail):
    def queries():
        with CaptureQueriesContext(connection) as made:
            root.get(LIST)
        return len(made)

    queries()
    one = queries()
    for number in range(2):
        mail.pk, mail.to = None, person(f"p{number}")
        mail.save()

    assert queries() == one
