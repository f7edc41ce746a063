"""Writing to the team without an account or a cookie, and the private link with the reply."""

import pytest
from django.core import signing
from django.test import Client

from guidance.models import Feedback
from guidance.services.feedback import keeping
from tests.editions import published_faq, published_license
from tests.html import only, texts, values

pytestmark = pytest.mark.django_db

ABOUT = "/check/can-i-use-it/v1/?users=100&sharing=yes"


@pytest.fixture(autouse=True)
def nobody_is_hasty(monkeypatch):
    monkeypatch.setattr("guidance.views.frame.feedback._SOONEST", -1)


def form_at(client, about=ABOUT, **more):
    response = client.get("/feedback/", {"about": about, **more})
    html = response.content.decode()
    assert (response.status_code, response.cookies) == (200, {})
    fields = {one["name"]: one["value"] for one in _hidden(html)}
    return {**fields, "kind": "not-covered", "said": "We sell kiosks."}


def _hidden(html):
    names = values(html, "input[type=hidden]", "name")
    found = values(html, "input[type=hidden]", "value")
    return [{"name": name, "value": value} for name, value in zip(names, found, strict=True)]


def send(client, fields, **headers):
    return client.post("/feedback/", fields, headers=headers)


def test_reader_writes_and_gets_a_private_link(client):
    client = Client(enforce_csrf_checks=True)

    response = send(client, form_at(client))

    page = client.get(response["Location"])
    assert (response.status_code, response.cookies, page.cookies) == (302, {}, {})
    assert page["Cache-Control"].count("no-store") == 1
    assert texts(page.content.decode(), ".prose") == ["We sell kiosks."]
    row = Feedback.objects.get()
    assert (row.kind, row.about, row.answers) == ("not-covered", "/check/can-i-use-it/v1/", "")


def test_answers_are_kept_where_the_reader_agrees_only(client):
    send(client, {**form_at(client), "with_answers": "on"})

    assert Feedback.objects.get().answers == "users=100&sharing=yes"


def test_reply_appears_and_the_reader_deletes_it_all(client, admin_user):
    address = send(client, form_at(client))["Location"]
    keeping.reply(Feedback.objects.get(), words="See the <FAQ>.", by=admin_user)

    assert texts(client.get(address).content.decode(), ".prose")[0] == "See the <FAQ>."
    assert texts(client.post(address).content.decode(), "h1") == ["Deleted"]
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "Choose one of these."),
        ({"said": " "}, "Say in a sentence what your case is."),
        ({"said": "x" * 4001}, "Ensure this value has at most 4000 characters (it has 4001)."),
        ({"opened": "made-up"}, "This form was open too long, or too short. Send it once more."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, wrong, said):
    response = send(client, {**form_at(client), **wrong})

    assert response.status_code == 200
    assert texts(response.content.decode(), ".summary p") == [said]
    assert Feedback.objects.count() == 0


def test_who_is_faster_than_people_sends_once_more(client, monkeypatch):
    monkeypatch.setattr("guidance.views.frame.feedback._SOONEST", 2)

    assert send(client, form_at(client)).status_code == 200
    assert Feedback.objects.count() == 0


def test_field_that_people_do_not_see_keeps_nothing(client):
    response = send(client, {**form_at(client), "website": "https://spam.example"})

    assert (response["Location"], Feedback.objects.count()) == ("/feedback/", 0)


def test_useful_needs_no_words(client):
    send(client, {**form_at(client), "kind": "useful", "said": ""})

    assert Feedback.objects.get().kind == "useful"


@pytest.mark.parametrize(
    "origin", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_other_site_cannot_write(client, origin):
    assert send(client, form_at(client), **origin).status_code == 403


@pytest.mark.parametrize("about", ["//evil.example/", "/\\evil.example", "https://evil.example/"])
def test_address_of_another_site_is_not_kept(client, about):
    send(client, form_at(client, about))

    assert Feedback.objects.get().about == ""


def test_who_writes_too_often_is_refused(client, settings):
    settings.RATES = {**settings.RATES, "feedback": "1/h"}

    found = [send(client, form_at(client)).status_code for _ in range(2)]

    assert found == [302, 429]


def test_form_and_links_are_gone_where_nothing_is_kept(client, settings):
    settings.FEEDBACK_DAYS = 0
    published_license()
    published_faq()

    assert client.get("/feedback/").status_code == 404
    assert texts(client.get("/faq/").content.decode(), ".somebody") == []


@pytest.mark.parametrize(
    "address", ["/faq/", "/faq/may-i-sell-it/", "/accessibility/", "/nothing/", "/search/?q=zebra"]
)
def test_contact_is_shown_where_somebody_may_have_to_ask(client, settings, address):
    settings.CONTACT = "mailto:legal@example.org"
    published_license()
    published_faq()

    shown = only(client.get(address).content.decode(), ".somebody")

    assert values(shown, "p a", "href") == ["mailto:legal@example.org"]
    assert texts(shown, "p a") == ["legal@example.org"]


def test_signature_is_of_this_form_only(client):
    fields = {**form_at(client), "opened": signing.dumps("", salt="other")}

    assert send(client, fields).status_code == 200
    assert Feedback.objects.count() == 0
