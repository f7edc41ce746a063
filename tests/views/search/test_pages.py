"""The search page, over documents that are indexed by hand."""

import pytest
from django.urls import resolve, reverse

from guidance.models import SearchEntry, SearchKind
from tests.documents import faq_data
from tests.editions import published, published_license, published_tree
from tests.html import links, only, texts, values
from tests.scenes import scene
from tests.services.search.shelf import APACHE, FAQ, LICENSE, TREE, put

SEARCH = reverse("guidance:search")


@scene
def shelf():
    return [put(data) for data in (LICENSE, APACHE, FAQ, TREE)]


def test_search_page_lists_results_at_their_own_addresses(client, shelf):
    html = client.get(SEARCH, {"q": "weapons"}).content.decode()

    assert links(html, ".found h3 > a") == [("/licenses/llama-2/#aup.1.a", "Violence")]


def test_search_page_says_how_many_and_keeps_the_query(client, shelf):
    html = client.get(SEARCH, {"q": 'weapons "x'}).content.decode()

    assert only(html, "h2#results").text == '1 result for weapons "x'
    assert texts(html, "#results > bdi") == ['weapons "x']
    assert only(html, "main input[name=q]")["value"] == 'weapons "x'


@pytest.mark.parametrize(("size", "shown"), [(60, "x" * 60), (61, "x" * 59 + "…")])
def test_search_page_heading_repeats_only_the_beginning_of_a_long_query(client, shelf, size, shown):
    html = client.get(SEARCH, {"q": "x" * size}).content.decode()

    assert texts(html, "#results > bdi") == [shown]
    assert only(html, "main input[name=q]")["value"] == "x" * size


def test_search_page_marks_matches_and_escapes_the_rest(client, shelf):
    html = client.get(SEARCH, {"q": "distribution rules"}).content.decode()

    assert (
        "Yes. See 1.a for the &lt;b&gt;<mark>distribution</mark>&lt;/b&gt; <mark>rules</mark>."
        in html
    )


def test_search_page_offers_filters_with_counts(client, shelf):
    html = client.get(SEARCH, {"q": "section 2"}).content.decode()

    assert links(html, ".search-filters a") == [
        ("/search/?q=section+2", "All"),
        ("/search/?q=section+2&license=apache-2-0", "Apache-2.0 1"),
        ("/search/?q=section+2&license=llama-2", "Llama 2 1"),
    ]


def test_search_page_keeps_its_filters(client, shelf):
    html = client.get(
        SEARCH, {"q": "section 2", "license": "llama-2", "kind": "clause"}
    ).content.decode()

    assert links(html, ".found h3 > a") == [("/licenses/llama-2/#2", "Threshold")]
    assert '<input type="hidden" name="kind" value="clause">' in html
    assert '<input type="hidden" name="license" value="llama-2">' in html


def test_search_page_without_results_offers_other_ways(client, shelf):
    html = client.get(SEARCH, {"q": "zzzzzz"}).content.decode()

    assert "Nothing found for" in html
    assert 'href="/faq/"' in html
    assert 'href="/search/?q=keep+the+notice"' in html


def test_search_page_without_a_query_says_what_can_be_found(client, shelf):
    html = client.get(SEARCH).content.decode()

    assert "What can be found" in html
    assert 'id="results"' not in html


def test_search_page_is_not_to_be_indexed(client, shelf):
    response = client.get(SEARCH, {"q": "weapons"})

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize(("length", "is_told"), [(500, False), (501, True)])
def test_search_page_says_that_a_long_query_was_cut(client, shelf, length, is_told):
    html = client.get(SEARCH, {"q": "x" * length}).content.decode()

    assert ("only the first 500 characters" in html) is is_told


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("query", ["whistle", "whistel", "section 2", "nothing like that", ""])
def test_search_page_takes_at_most_six_queries_and_then_fewer(
    client, shelf, django_assert_max_num_queries, count, query
):
    for number in range(count):
        put(FAQ | {"slug": f"w-{number}", "question": "May I whistle?"})

    with django_assert_max_num_queries(6):
        client.get(SEARCH, {"q": query})
    with django_assert_max_num_queries(3):
        client.get(SEARCH, {"q": query})


@pytest.mark.parametrize(
    ("number", "links_to"), [("1", "page=2"), ("2", "page=1"), ("99", "page=1")]
)
def test_search_page_links_to_the_pages_beside_it(client, db, number, links_to):
    for slug in range(21):
        put(FAQ | {"slug": f"w-{slug}", "question": "May I whistle?"})

    html = client.get(SEARCH, {"q": "whistle", "page": number}).content.decode()

    assert [url.partition("&")[2] for url in values(html, "a[rel]", "href")] == [links_to]


@pytest.mark.parametrize(
    "address",
    ["?q=%00", "?q=%ed%a0%80", "?q=%ff%fe", "?q=weapons&page=" + "9" * 5000, "?q=weapons&page=-1",
     "?q=weapons&page=%D9%A1", "?q=weapons&kind=%00", "?q=weapons&license=%00",
     "?q=" + "a" * 10_000, "?q=weapons&license=nothing", "?q=%22%20OR%20%22", "?q=NEAR(a%20b)",
     "?q=%F0%9F%99%82", "?q[]=x", "?q=weapons&kind=clause&kind=term", "?q=a&q=b"],
)  # fmt: skip
def test_search_page_for_odd_input_never_fails(client, shelf, address):
    assert client.get(SEARCH + address).status_code == 200


def test_search_page_refuses_what_is_not_reading(client, db):
    assert client.post(SEARCH).status_code == 405


def test_search_entries_lead_to_addresses_of_the_site(shelf):
    names = {
        resolve(url.partition("#")[0]).view_name
        for url in SearchEntry.objects.values_list("url", flat=True)
    }

    assert names == {"guidance:license", "guidance:faq", "guidance:check-start"}


def test_search_entries_lead_to_the_very_thing(client, db):
    published_license()
    published_tree()
    published(faq_data())

    entries = list(SearchEntry.objects.values_list("kind", "url"))

    assert {kind for kind, _ in entries} == set(SearchKind.values)
    for _, url in entries:
        address, _, fragment = url.partition("#")
        response = client.get(address)
        assert response.status_code == 200, url
        assert not fragment or f'id="{fragment}"' in response.content.decode(), url
