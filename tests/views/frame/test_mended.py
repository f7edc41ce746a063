"""Addresses that were changed on their way lead to the one written form, and nowhere else."""

import re

import pytest

from tests.documents import faq_data
from tests.editions import published
from tests.views.checking.results import CHECK, LINK, SIGNED, page

pytestmark = pytest.mark.django_db


def get(client, address):
    """Ask for an address as it stands; the test client takes what follows ``//`` for a host."""
    path, _, query = address.partition("?")
    return client.get("/", PATH_INFO=path.encode().decode("latin-1"), QUERY_STRING=query)


@pytest.fixture
def shelf(tree):
    published(faq_data())


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("/licenses/Example/", "/licenses/example/"),
        ("/LICENSES/EXAMPLE/", "/licenses/example/"),
        ("/Licenses/Example", "/licenses/example/"),
        ("/licenses/example/)", "/licenses/example/"),
        ("/licenses/example/).", "/licenses/example/"),
        ("/licenses/example/”", "/licenses/example/"),
        ("/licenses//example/", "/licenses/example/"),
        ("//licenses/example/", "/licenses/example/"),
        ("/licenses/example/v01/", "/licenses/example/v1/"),
        ("/licenses/Example//v001/text/,", "/licenses/example/v1/text/"),
        ("/faq/May-I-Sell-It/", "/faq/may-i-sell-it/"),
        ("/check/CAN-I-USE-IT/start/", "/check/can-i-use-it/start/"),
        (f"/Check/Can-I-Use-It/V1/{SIGNED}", LINK),
        (f"//check//can-i-use-it/v01/{SIGNED}", LINK),
        (f"/check/can-i-use-it/v1/){SIGNED}", LINK),
        ("/changes.atom)", "/changes.atom"),
    ],
)
def test_damaged_address_leads_to_the_written_one(client, shelf, damaged, whole):
    response = get(client, damaged)

    assert (response.status_code, response["Location"]) == (302, whole)
    assert client.get(whole).status_code == 200


def test_short_link_is_led_to_with_its_token_untouched(client, shared):
    link, _ = shared
    token = link.split("/")[2]

    spoiled = [f"/results/{token}/)", f"/RESULTS/{token}/.", f"/results//{token}//"]
    answers = [get(client, address) for address in spoiled]

    assert [answer["Location"] for answer in answers] == [link] * 3
    assert [answer["Cache-Control"] for answer in answers] == ["private, no-cache"] * 3


@pytest.mark.parametrize("spoil", [str.lower, str.upper, str.swapcase, "{})".format, "{}.".format])
def test_token_of_a_short_link_is_never_mended(client, shared, spoil):
    link, _ = shared
    token = link.split("/")[2]

    assert client.get(f"/results/{spoil(token)}/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/", "/Nothing/", "//evil.example/", "//evil.example/licenses/example/",
        "/\\evil.example/", "///evil.example//", "/%09/evil.example/", "/licenses/None/",
        "/check/can-i-use-it/v0/", "/licenses/example/v00/", "/" + "A" * 5000 + "/",
    ],
)  # fmt: skip
def test_what_names_no_page_is_not_found_and_leads_nowhere_else(client, shelf, address):
    response = get(client, address)
    while response.status_code == 302:
        assert re.match("/[a-z]", response["Location"])
        response = get(client, response["Location"])

    assert response.status_code == 404


@pytest.mark.parametrize(
    "address", ["/API/v1/licenses", "/Admin/", "/Healthz", "/api//v1/licenses"]
)
def test_only_the_public_pages_are_led_to(client, shelf, address):
    assert client.get(address).status_code == 404


def test_nothing_that_is_sent_is_led_anywhere(client, shelf):
    assert client.post(f"{CHECK.upper()}v1/share/{SIGNED}").status_code == 404


def test_site_below_a_prefix_is_led_to_below_it(client, shelf):
    response = client.get("/Licenses/example/", SCRIPT_NAME="/guide")

    assert response["Location"] == "/guide/licenses/example/"


def test_written_address_is_not_led_anywhere(client, shelf):
    assert page(client.get("/licenses/example/v1/"))
