"""The first page."""

import pytest

from tests.editions import published_faq, published_license, published_tree
from tests.html import select, values

pytestmark = pytest.mark.django_db


def test_home_without_anything_says_so(client):
    assert client.get("/").content.decode().count("Nothing is published yet.") == 1


def test_home_shows_questionnaires_licenses_and_featured_questions(client):
    published_license()
    published_tree()
    published_faq("featured", is_featured=True)
    published_faq("ordinary")

    html = client.get("/").content.decode()

    shown = values(html, "main h3 > a", "href") + values(
        html, "[aria-labelledby=asked] li > a", "href"
    )
    assert shown == [
        "/check/can-i-use-it/start/",
        "/licenses/example/",
        "/faq/featured/",
    ]


def test_home_searches_by_get(client):
    html = client.get("/").content.decode()

    assert values(html, "form[role=search]", "action") == ["/search/"]


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/", []),
        ("/licenses/", [("/licenses/", "page")]),
        ("/licenses/example/", [("/licenses/", "true")]),
        ("/compare/", [("/compare/", "page")]),
    ],
)
def test_masthead_says_where_the_reader_is(client, address, current):
    published_license()

    html = client.get(address).content.decode()

    found = select(html, "nav[aria-label=Main] a[aria-current]")
    assert [(one["href"], one["aria-current"]) for one in found] == current


def test_home_begins_with_the_licenses_that_questionnaires_are_about(client):
    published_license("a-license", title="A License")
    published_license("example")
    published_license("z-license", title="Z License")
    published_tree(licenses=["example"])

    html = client.get("/").content.decode()

    order = [
        html.index(f'href="/licenses/{slug}/"') for slug in ("example", "a-license", "z-license")
    ]
    assert order == sorted(order)
