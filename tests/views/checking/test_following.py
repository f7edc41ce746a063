"""Following a result: what its feed tells of, and what it leaves out."""

import xml.etree.ElementTree as ET

import pytest

from guidance.services.publishing.recalls import recall
from guidance.services.publishing.withdrawals import withdraw
from guidance.services.results import saved_results
from tests.documents import tree_data
from tests.editions import published
from tests.html import values
from tests.views.checking.results import CHECK, LINK, page, publish_otherwise

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED = LINK.replace("/v1/", "/v1/changes.atom")


def entries(client, address=FEED):
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    feed = ET.fromstring(page(response))  # noqa: S314 - our own words
    return [
        (one.findtext("a:title", "", ATOM), one.findtext("a:summary", "", ATOM))
        for one in feed.findall("a:entry", ATOM)
    ]


def ids(client, address=FEED):
    feed = ET.fromstring(page(client.get(address)))  # noqa: S314 - our own words
    return [one.findtext("a:id", "", ATOM) for one in feed.findall("a:entry", ATOM)]


def test_result_leads_to_its_feed(client, tree):
    html = page(client.get(LINK))

    assert FEED in values(html, ".share a", "href")
    assert entries(client) == [
        (
            "Version 1, which this result is of",
            "<p>Allowed, with conditions: You may pass it on</p>",
        )
    ]


def test_feed_tells_of_an_edition_that_says_something_else(client, tree):
    before = ids(client)
    publish_otherwise()

    [newest, _first] = entries(client)

    assert newest == (
        "Version 2 says something else",
        "<p>Prohibited: You may not pass it on</p><p>No longer: Do no harm</p>"
        "<p>Reworded: Keep the whole notice</p>",
    )
    assert ids(client) == [f"http://testserver{LINK}#changed-2", *before]


def test_feed_leaves_out_an_edition_that_says_the_same(client, tree):
    published(tree_data(summary="Two questions, no more.", cases=[]))

    assert [title for title, _ in entries(client)] == ["Version 1, which this result is of"]


def test_feed_tells_what_an_edition_asks_besides(client, tree):
    data = tree_data(cases=[], start="why")
    data["questions"].append(
        {
            "key": "why", "kind": "choice", "title": "Why do you ask?",
            "citations": data["questions"][0]["citations"],
            "options": [{"key": "so", "label": "So", "goto": "users"}],
        }
    )  # fmt: skip
    published(data)

    assert entries(client)[0] == (
        "Version 2 says something else",
        "<p>It also asks: Why do you ask?</p>",
    )


def test_feed_tells_of_a_recall_and_of_a_withdrawal(client, tree):
    recall(tree, reason="It was wrong.", advice="Ask.", by=None)
    withdraw(tree.publication, note="Gone.", reason="No longer kept.")

    assert entries(client)[:2] == [
        ("Withdrawn; the last was version 1", "<p>No longer kept.</p>"),
        ("Version 1 was recalled", "<p>It was wrong.</p>"),
    ]


def test_feed_of_a_short_link_ends_where_it_is_taken_back(client, tree):
    saved, _ = saved_results.save(tree, {"users": ("100",), "sharing": ("yes",)}, title="")
    address = f"{saved.get_absolute_url()}changes.atom"

    assert ids(client, address) == [f"http://testserver{saved.get_absolute_url()}#made-1"]

    saved_results.take_back(saved)
    page(client.get(address), status=404)


def test_feed_of_answers_that_have_no_result_is_not_found(client, tree):
    page(client.get(f"{CHECK}v1/changes.atom?users=100"), status=404)


def test_feed_takes_the_same_queries_for_one_edition_and_for_three(
    client, tree, django_assert_num_queries
):
    with django_assert_num_queries(2):
        client.get(FEED)
    publish_otherwise()
    published(tree_data(title="Is it mine?", cases=[]))

    with django_assert_num_queries(2):
        client.get(FEED)
