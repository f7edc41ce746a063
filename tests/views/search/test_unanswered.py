"""My question is not answered: counted for the team, with nothing of who asked."""

import pytest
from django.test import Client
from django.urls import reverse

from guidance.models import MissedQuery
from guidance.services.wordings import missed
from tests.html import only, select

pytestmark = pytest.mark.django_db
ADDRESS = "/search/unanswered/"


@pytest.fixture(autouse=True)
def _nothing_waits():
    missed._waiting.found_nothing.clear()
    missed._waiting.unanswered.clear()
    yield
    missed._waiting.found_nothing.clear()
    missed._waiting.unanswered.clear()


def counted():
    return dict(missed._waiting.found_nothing), dict(missed._waiting.unanswered)


def test_search_page_has_the_form_and_sets_no_cookie():
    client = Client(enforce_csrf_checks=True)
    response = client.get(reverse("guidance:search"), {"q": "What now?"})
    form = only(response, "form.unanswered")
    fields = {one["name"]: one["value"] for one in select(response, "form.unanswered input")}

    sent = client.post(form["action"], fields, headers={"Sec-Fetch-Site": "same-origin"})

    assert fields == {"words": "What now?"}
    assert (sent.status_code, sent.url) == (302, ADDRESS)
    assert only(client.get(sent.url), "h1").text == "Thank you"
    assert counted()[1] == {"what now?": 1}
    assert not client.cookies
    assert not MissedQuery.objects.exists()


def test_query_that_finds_nothing_is_counted_and_filters_are_not(client):
    page = reverse("guidance:search")
    client.get(page, {"q": "zebra"})
    client.get(page, {"q": "zebra", "kind": "faq"})
    client.get(page)

    assert counted() == ({"zebra": 1}, {})


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}],
)
def test_what_another_site_sends_is_refused(client, headers):
    assert client.post(ADDRESS, {"words": "zebra"}, headers=headers).status_code == 403
    assert counted() == ({}, {})


def test_one_visitor_says_it_so_often_and_no_more(client, settings):
    settings.RATES = settings.RATES | {"unanswered": "2/hour"}

    statuses = [client.post(ADDRESS, {"words": "zebra"}).status_code for _ in range(3)]

    assert statuses == [302, 302, 429]
    assert counted()[1] == {"zebra": 2}


def test_other_methods_are_told_so(client):
    assert client.delete(ADDRESS).status_code == 405
