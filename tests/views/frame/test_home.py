"""The first page."""

import re

import pytest

from tests.editions import published_faq, published_license, published_tree

pytestmark = pytest.mark.django_db


def test_home_without_anything_says_so(client):
    assert client.get("/").content.decode().count("Nothing is published yet.") == 1


def test_home_shows_questionnaires_licenses_and_featured_questions(client):
    published_license()
    published_tree()
    published_faq("featured", is_featured=True)
    published_faq("ordinary")

    html = client.get("/").content.decode()

    main = html[html.index("<main") : html.index("What changed lately")]
    assert re.findall(r'href="(/[a-z]+/[a-z-]+/(?:start/)?)"', main) == [
        "/check/can-i-use-it/start/",
        "/licenses/example/",
        "/faq/featured/",
    ]


def test_home_searches_by_get(client):
    html = client.get("/").content.decode()

    assert re.findall(r'<form role="search" action="([^"]+)"', html) == ["/search/"]


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

    masthead = html[html.index('<nav aria-label="Main"') : html.index("</nav>")]
    assert re.findall(r'href="([^"]+)" aria-current="(\w+)"', masthead) == current


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
