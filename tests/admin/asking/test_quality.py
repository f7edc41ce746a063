"""How good the search is, in the admin: the team's own queries, and what a draft would move."""

import pytest
from django.urls import reverse

from guidance.models import FaqEntry, JudgedQuery
from tests.html import texts

PAGE = "/admin/guidance/quality/"
ADD = "/admin/guidance/judgedquery/add/"


def judge(query, *urls):
    return JudgedQuery.objects.create(query=query, accept="\n".join(urls))


def test_page_says_shares_and_misses(admin_of, published):
    entry = published["faq"]
    judge(entry.question, f"/faq/{entry.slug}/")
    judge("xyzzy plugh", f"/faq/{entry.slug}/")

    html = admin_of.get(PAGE)

    assert texts(html, "#figures tbody td") == ["2", "0.50", "0.50", "0.50", "0.50"]
    assert texts(html, "#misses tbody th") == ["xyzzy plugh"]
    assert texts(html, "#misses tbody td")[0] == "not found"


def test_page_says_what_publishing_a_draft_would_move(admin_of, published):
    entry = published["faq"]
    judge("zebra whistle", f"/faq/{entry.slug}/")
    FaqEntry.objects.filter(pk=entry.pk).update(question="May a zebra whistle?")

    html = admin_of.get(PAGE, {"of": f"faqentry/{entry.pk}"})

    assert texts(html, "#moved li") == ["zebra whistle: not found → 1 (better)"]
    assert texts(admin_of.get(PAGE), "#misses tbody td")[0] == "not found"


@pytest.mark.parametrize("of", ["faqentry/0", "faqentry/x", "user/1", "faqentry", "\x00"])
def test_page_of_what_is_no_draft_is_not_found(client, team, published, of):
    client.force_login(team["editor"])

    assert client.get(PAGE, {"of": of}).status_code == 404 or not of.strip("\x00")


@pytest.mark.parametrize(
    ("who", "sees", "adds"),
    [("outsider", 302, 302), ("plain", 403, 403), ("reviewer", 200, 403), ("editor", 200, 200)],
)
def test_who_sees_it_and_who_judges(client, team, published, who, sees, adds):
    client.force_login(team[who])

    assert client.get(PAGE).status_code == sees
    assert client.get(ADD).status_code == adds


def test_right_pages_are_those_that_the_search_can_find(client, team, published):
    client.force_login(team["editor"])
    url = f"/faq/{published['faq'].slug}/"

    wrong = client.post(ADD, {"query": "a", "accept": "/faq/nothing/"}).content.decode()
    right = client.post(ADD, {"query": "a", "accept": f"https://example.org{url}\n{url}"})

    assert "The search finds nothing at /faq/nothing/" in wrong
    assert right.status_code == 302
    assert JudgedQuery.objects.get().accept == url
    assert reverse("admin:guidance_quality") == PAGE
