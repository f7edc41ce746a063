"""An address where nothing is: what there is, and what its words find."""

import pytest

from tests.editions import published_license, published_tree
from tests.html import links, only, texts, values

pytestmark = pytest.mark.django_db


def missing(client, address):
    response = client.get(address)
    assert response.status_code == 404
    return response.content.decode()


def test_license_that_is_not_there_is_said_not_to_be_covered(client):
    published_license(title="Example License")
    published_tree()

    html = missing(client, "/licenses/llama-3/")

    assert texts(html, ".lede")[0].startswith("There is no guidance on a license called “llama 3”")
    assert ("/licenses/example/", "Example License") in links(html, ".lines a")
    assert ("/check/can-i-use-it/start/", "Can I use it?") in links(html, ".lines a")


def test_edition_that_is_not_there_is_not_said_to_be_another_license(client):
    published_license()

    html = missing(client, "/licenses/example/v9/")

    assert texts(html, ".lede")[0].startswith("There is nothing at this address.")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/licenses/llama-3.1/v2/", "llama 3.1"),
        ("/faq/may-i-sell-that/", "may i sell that"),
        ("/results/Xy7ZkSecret/", ""),
        ("/%3Cscript%3E/", "script"),
    ],
)
def test_words_of_the_address_stand_in_the_search(client, address, words):
    assert only(missing(client, address), "#looked-for")["value"] == words


def test_words_of_the_address_are_searched_below_our_addresses_only(client):
    published_license()

    found = missing(client, "/licenses/example-notice/")

    assert "/licenses/example/#term-notice" in values(found, ".columns a", "href")
    assert texts(missing(client, "/wp-admin/notice"), "#found") == []


def test_page_is_shown_where_too_much_was_asked(client, settings):
    published_license()
    settings.RATES = {**settings.RATES, "search": "1/h"}

    pages = [missing(client, "/licenses/example-notice/") for _ in range(2)]

    assert [len(texts(html, "#found")) for html in pages] == [1, 0]
