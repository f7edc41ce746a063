"""Hits that answer: in full, with what they belong to, the same folded, a number filled in."""

import pytest
from django.urls import reverse

from guidance.models import SearchEntry
from guidance.views.reading.compare import MOST
from guidance.views.search.pages import MAX_COMPARED
from tests.html import links, only, select, texts, values
from tests.scenes import scene
from tests.services.search.shelf import APACHE, FAQ, LICENSE, TREE, put

SEARCH = reverse("guidance:search")
LONG = "No. " + "It is long and says a lot of things about whistling. " * 8 + "The end."
NUMBER = {
    "key": "users",
    "kind": "number",
    "title": "How many zebras did you have?",
    "unit": "zebras",
    "minimum": "1",
    "options": [{"key": "any", "label": "Any", "low": "0", "goto": "fine"}],
}
AGREEING = {
    "key": "copy",
    "section": "1.b",
    "quote": "Redistribution",
    "kind": "requires",
    "body": "The Notice file goes along.",
}
GLANCE = LICENSE["terms"][0] | {"glance": "Keep the notice"}


@scene
def shelf():
    license = LICENSE | {
        "annotations": [*LICENSE["annotations"], AGREEING],
        "terms": [GLANCE],
    }
    faq = FAQ | {"slug": "whistle", "question": "May we whistle?", "short_answer": LONG}
    first = TREE["questions"][0] | {"options": [{"key": "yes", "label": "Yes", "goto": "users"}]}
    tree = TREE | {"questions": [first, NUMBER]}
    return [put(data) for data in (license, APACHE, FAQ, faq, tree)]


def page(client, query, **more):
    return client.get(SEARCH, {"q": query, **more}).content.decode()


def test_faq_hit_begins_with_its_question_and_answers_in_full(client, shelf):
    hit = select(page(client, "may I whistle"), ".hit")[0]

    assert texts(hit, ".hit-lead") == ["Somebody asked:"]
    assert texts(hit, "h3") == ["May we whistle?"]
    assert texts(hit, "p")[-1] == LONG.strip()


def test_term_hit_says_its_kind_and_when_it_applies(client, shelf):
    hit = select(page(client, "keep the notice file", kind="term"), ".hit")[0]

    assert texts(hit, ".tag")[1] == "!Condition"
    assert "Applies when you pass on the weights" in texts(hit, "p")


def test_term_and_note_that_say_the_same_are_one_hit(client, shelf):
    together = page(client, "notice file")
    notes = page(client, "notice file", kind="note")

    assert [url for url, _ in links(together, ".hit > h3 > a")].count(
        "/licenses/llama-2/#term-keep-notice"
    ) == 1
    assert "/licenses/llama-2/#note-copy" not in values(together, ".hit > h3 > a", "href")
    assert "/licenses/llama-2/#note-copy" in values(together, ".hit > p > a", "href")
    assert values(notes, ".hit > h3 > a", "href") == ["/licenses/llama-2/#note-copy"]


def test_api_keeps_every_hit(client, shelf):
    found = client.get("/api/v1/search", {"q": "notice file"}).json()["results"]

    urls = [one["url"].partition("/licenses")[2] for one in found]
    assert {"/llama-2/#note-copy", "/llama-2/#term-keep-notice"} <= set(urls)


@pytest.mark.parametrize(
    ("query", "filled"),
    [
        ("we have 900 zebras", ["/check/can-i-use/?users=900"]),
        ("we have over 900 zebras", []),
        ("we have 0 zebras", []),
    ],
)
def test_question_is_opened_with_the_number_that_is_stated(client, shelf, query, filled):
    assert values(page(client, query), ".hit-filled a", "href") == filled


def test_number_is_kept_by_the_questionnaire(client, shelf):
    url = values(page(client, "we have 900 zebras"), ".hit-filled a", "href")[0]

    assert '<input type="hidden" name="users" value="900">' in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("query", "glances"),
    [("llama 2", 1), ("on what terms can I use llama 2", 1), ("llama 2 weapons", 0)],
)
def test_license_stands_first_with_its_glance_where_all_of_it_is_asked_for(
    client, shelf, query, glances
):
    html = page(client, query)

    assert texts(html, ".hit-glance a") == ["Keep the notice"] * glances
    assert values(html, ".hit-glance a", "href") == (
        ["/licenses/llama-2/#term-keep-notice"] * glances
    )


def test_license_that_is_named_is_a_filter_to_remove(client, shelf):
    html = page(client, "llama 2 rules")
    (removed,) = values(html, ".search-scope a", "href")

    assert removed == "/search/?q=llama+2+rules&scope=all"
    everywhere = client.get(removed).content.decode()
    assert select(everywhere, ".search-scope a") == []
    assert only(everywhere, "input[name=scope]")["value"] == "all"


@pytest.mark.parametrize("query", ["llama 2 vs apache 2.0", "apache 2.0 and llama 2, notice"])
def test_licenses_that_are_named_together_are_offered_side_by_side(client, shelf, query):
    compared = "/compare/?licenses=apache-2-0,llama-2"

    assert (compared, "Side by side: Apache-2.0, Llama 2") in links(page(client, query))


def test_one_license_is_not_set_beside_itself(client, shelf):
    html = page(client, "llama 2 rules")

    assert [link for link, _words in links(html, ".search-page a") if "/compare/" in link] == []


def test_filters_that_are_set_are_removed_one_by_one(client, shelf):
    html = page(client, "notice", license="llama-2", kind="term")

    assert values(html, ".search-scope a", "href") == [
        "/search/?q=notice&kind=term",
        "/search/?q=notice&license=llama-2",
    ]


def test_nothing_found_leads_to_topics_and_to_the_team(client, shelf):
    html = page(client, "zzzzzz")

    assert only(html, "form.unanswered")["method"] == "post"
    assert 'href="/faq/"' in html


def test_hits_escape_what_is_typed_and_what_is_published(client, shelf):
    put(FAQ | {"slug": "evil", "question": "<script>alert(1)</script> zorro?"})

    html = page(client, '<script>alert("x")</script> zorro')

    assert "<script>alert" not in html
    assert "&lt;" in html


def test_rows_of_an_older_release_still_show_their_words(client, shelf):
    SearchEntry.objects.update(shown={}, subject="")

    assert texts(page(client, "whistle"), ".hit h3") == ["May we whistle?"]


def test_search_offers_as_many_side_by_side_as_stand_there():
    assert MAX_COMPARED == MOST
