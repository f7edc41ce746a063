"""What holds for every public page: queries, cookies, caching, one heading, no way to write."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from guidance.services.editions import readings
from guidance.services.reading import resting
from tests.editions import published_faq, published_license, published_tree
from tests.html import select, values
from tests.scenes import scene

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/licenses/",
    "/licenses/?q=example&family=None",
    "/licenses/example/",
    "/licenses/example/v1/",
    "/licenses/example/text/",
    "/faq/",
    "/faq/?topic=commercial-use",
    "/faq/may-i-sell-it/",
    "/faq/may-i-sell-it/v1/",
    "/compare/",
    "/compare/?licenses=example,example-2",
    "/compare/?licenses=example,example-2&words=1",
    "/changes/",
    "/changes/license/example/v1/",
    "/changes/license/example/since/v1/",
    "/changes/tree/can-i-use-it/v2/",
    "/changes/tree/can-i-use-it/since/v1/",
    "/changes.atom",
    "/about/",
    "/accessibility/",
]
OTHERS = [
    "/check/",
    "/check/can-i-use-it/",
    "/check/can-i-use-it/start/",
    "/check/can-i-use-it/v1/",
    "/check/can-i-use-it/v1/result.md",
    "/check/can-i-use-it/v1/qr.svg",
    "/results/x/",
    "/search/",
    "/robots.txt",
    "/sitemap.xml",
]
"""Pages with tests of their own that are for reading too."""
WORDS = [page for page in PAGES if page not in ("/licenses/example/text/", "/changes.atom")]
QUERIES = {
    "/": 5,  # what it shows of each kind, and how many there are
    "/licenses/": 4,  # the page of the list, its length, what the filters offer, topics
    # The first search after publishing reads what is new into the index: three more.
    "/licenses/?q=example&family=None": 7,
    # What an edition holds is asked once in a process, and what cites its clauses.
    "/licenses/example/text/": 2,
    "/licenses/example/": 4,
    "/licenses/example/v1/": 4,
    "/faq/may-i-sell-it/": 3,
    "/faq/may-i-sell-it/v1/": 3,
    "/changes/license/example/v1/": 3,
    "/changes/license/example/since/v1/": 3,
    "/changes/tree/can-i-use-it/v2/": 4,  # two editions
    "/changes/tree/can-i-use-it/since/v1/": 4,
    "/faq/?topic=commercial-use": 3,
    "/compare/": 1,
    "/changes/": 3,
    "/changes.atom": 1,
    "/about/": 0,
    "/accessibility/": 0,
}


@scene
def few():
    """One published of each kind, and one license to compare with."""
    publish()
    published_license("example-2", title="Second License")
    published_tree("can-i-use-it", summary="Other words.")


def publish(end=""):
    published_license("example" + end)
    published_faq("may-i-sell-it" + end)
    published_tree("can-i-use-it" + end)


def queries(client, address):
    for memory in (resting._memory, readings._memory):  # as in a process that has just begun
        memory.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", PAGES)
def test_page_takes_few_queries(client, few, address):
    assert queries(client, address) == QUERIES.get(address, 2)


def test_page_takes_no_more_queries_when_there_is_more(client, few):
    for end in ("-number-1", "-number-2"):
        publish(end)

    counted = {address: queries(client, address) for address in PAGES}

    assert counted == {address: QUERIES.get(address, 2) for address in PAGES}


@pytest.mark.parametrize("address", PAGES)
def test_page_sets_no_cookie_and_depends_on_none(client, few, address):
    response = client.get(address)

    assert response.cookies == {}
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("address", PAGES)
def test_page_is_fresh_until_something_is_published(client, few, address):
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert (again.status_code, again.content) == (304, b"")


def test_page_has_a_new_tag_after_publishing(client, few):
    before = client.get("/licenses/example/")
    published_license("example", summary="Other words.")

    after = client.get("/licenses/example/", headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]


@pytest.mark.parametrize("address", PAGES + OTHERS)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_is_for_reading_only(few, address, method):
    client = Client(enforce_csrf_checks=True)

    response = getattr(client, method)(address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.content.count(b"<h1>Only for reading</h1>") == 1
    assert response.cookies == {}


@pytest.mark.parametrize("address", WORDS)
def test_page_has_one_heading_a_language_and_the_disclaimer(client, few, address):
    html = client.get(address).content.decode()

    assert len(select(html, "h1")) == 1
    assert html.count('<html lang="en') == 1
    assert html.count("It is not legal advice for your case.") == 1


@pytest.mark.parametrize("address", WORDS)
def test_page_has_no_style_or_script_of_its_own(client, few, address):
    html = client.get(address).content.decode()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", html) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", html) == []


@pytest.mark.parametrize("address", WORDS)
def test_page_has_each_id_once_and_its_own_links_lead_somewhere(client, few, address):
    html = client.get(address).content.decode()
    ids = values(html, "[id]", "id")

    assert sorted(ids) == sorted(set(ids))
    places = [url.removeprefix("#") for url in values(html, "[href^=#]", "href")]
    assert [place for place in places if place not in ids] == []


@pytest.mark.parametrize(
    "address",
    [
        "/licenses/nothing/",
        "/licenses/nothing/text/",
        "/licenses/nothing/v1/",
        "/licenses/example/v9/",
        "/licenses/example/v99999999999999999999999/",
        "/faq/nothing/",
        "/faq/may-i-sell-it/v9/",
        "/faq/example/",
        "/compare/?licenses=%00,example",
        "/compare/?licenses=../../etc,example",
        "/changes/license/nothing/v1/",
        "/changes/license/example/v9/",
        "/changes/license/example/v0/",
        "/changes/license/example/v99999999999999999999999/",
        "/changes/license/example/since/v9/",
        "/changes/licenses/example/v1/",
        "/changes/tree/example/v1/",
        "/nothing/",
    ],
)
def test_unknown_address_shows_the_page_for_that(client, few, address):
    response = client.get(address)

    assert response.status_code == 404
    assert response.templates[0].name == "404.html"


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "a" * 10_000, "family=%FF", "topic='--", "page=-1", "page=x" * 99]
)
@pytest.mark.parametrize("address", ["/", "/licenses/", "/faq/", "/changes/"])
def test_list_bears_any_parameter(client, few, address, query):
    assert client.get(f"{address}?{query}").status_code == 200


def test_parameter_is_shown_as_characters(client, few):
    words = '"><script>alert(1)</script>'

    html = client.get("/licenses/", {"q": words}).content.decode()

    assert words not in html
    assert html.count(escape(words)) == 1


def test_html_is_marked_safe_only_where_it_was_sanitized_or_rendered():
    base = Path(settings.BASE_DIR)
    sources = [*base.glob("templates/**/*.html"), *base.glob("guidance/**/*.py")]
    pattern = re.compile(r"\|\s*safe\b|autoescape|mark_safe\(|SafeString\([^)]|safeseq")

    found = [
        (path.relative_to(base).as_posix(), match)
        for path in sources
        for match in pattern.findall(path.read_text())
    ]

    assert sorted(found) == [
        ("guidance/templatetags/kept.py", "SafeString(_"),  # of what a template of ours rendered
        ("guidance/templatetags/reading.py", "mark_safe("),
    ]
