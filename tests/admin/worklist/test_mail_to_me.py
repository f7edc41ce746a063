"""Mail to me: everybody of staff says it for themselves."""

import pytest

from guidance.models import MailHow, MailWish
from guidance.services.mailing.wishes import wish_of
from tests.admin.conftest import person
from tests.admin.pages import messages_of

pytestmark = pytest.mark.django_db
URL = "/admin/guidance/mail-to-me/"


@pytest.fixture
def pat(client):
    user = person("pat", is_staff=True, email="pat@example.org")
    client.force_login(user)
    return user


def test_who_said_nothing_has_mail_at_once(client, pat):
    page = client.get(URL)

    assert page.context["form"]["how"].value() == MailHow.AT_ONCE
    assert MailWish.objects.count() == 0


def test_staff_without_any_right_say_how_they_want_mail(client, pat):
    other = person("otto", is_staff=True)

    answer = client.post(URL, {"how": "daily"}, follow=True)

    assert messages_of(answer) == ["Kept."]
    assert answer.context["form"]["how"].value() == MailHow.DAILY
    assert (wish_of(pat), wish_of(other)) == (MailHow.DAILY, MailHow.AT_ONCE)


@pytest.mark.parametrize("typed", [{}, {"how": ""}, {"how": "weekly"}, {"how": "daily\0"}])
def test_what_cannot_be_meant_is_refused_at_the_field(client, pat, typed):
    page = client.post(URL, typed)

    assert page.status_code == 200
    assert page.context["form"].errors == {"how": ["Choose one of them."]}
    assert MailWish.objects.count() == 0


def test_who_is_no_staff_is_led_to_the_login(client, db):
    client.force_login(person("otto"))

    assert client.get(URL).headers["Location"].startswith("/admin/login/")


def test_page_says_where_mail_goes_or_why_none_comes(client, pat, settings):
    without_server = client.get(URL).text
    settings.MAIL_IS_SENT = True
    with_address = client.get(URL).text
    type(pat).objects.update(email="")
    without_address = client.get(URL).text

    assert "This portal sends no mail" in without_server
    assert "Mail to you goes to pat@example.org." in with_address
    assert "No address of yours is known" in without_address


def test_every_page_of_the_admin_leads_there(client, pat):
    assert f'<a href="{URL}">Mail to me</a>' in client.get("/admin/").text
