"""The page of what a stack owes, and links to it that were damaged."""

import pytest

from guidance.core.stacks.components import Use
from guidance.services.stacks.addresses import Stack, address_of
from tests.documents import read_policy
from tests.editions import published
from tests.html import texts, values
from tests.services.stacks.samples import KEEP, part, published_license
from tests.views.checking.results import page, words
from tests.views.stacks.conftest import LINK, STACK
from tests.views.stacks.rows import names, posted

pytestmark = pytest.mark.django_db


def test_result_says_what_clashes_what_must_be_done_and_what_it_rests_on(client, licenses):
    html = page(client.get(LINK))

    assert texts(html, "main h2") == [
        "1 conflict", "Take it with you", "Somebody to ask", "What you must do",
        "What you must not do, and limits", "Files for your product", "What is in it",
        "What this rests on",
    ]  # fmt: skip
    assert texts(html, ".duty h3") == ["Hand on the license", "Keep the notice", "Ship our notice"]
    assert texts(html, ".bases a") == ["Modelo", "Permit"]
    assert values(html, "meta[name=robots]", "content") == ["noindex"]


def test_result_shows_names_as_words(client, licenses):
    stack = Stack((part("<b>x</b>", "<i>MIT</i>"),), "", {})

    html = page(client.get(address_of(stack)))

    assert "<b>x</b>" not in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html


@pytest.mark.parametrize("count", [1, 3])
def test_result_costs_the_same_for_one_part_and_for_three(
    client, licenses, django_assert_num_queries, count
):
    licensed = ("MIT", "GPL-2.0-only", "Modelo")[:count]
    slugs = ("permit", "share", "modelo")[:count]
    stack = Stack(tuple(part(n, n) for n in licensed), "closed", dict.fromkeys(sorted(slugs), 1))

    with django_assert_num_queries(2):
        assert client.get(address_of(stack)).status_code == 200


def test_result_offers_what_may_be_chosen_instead(client, licenses):
    stack = Stack((part("a", "MIT OR GPL-2.0-only"),), "", {"permit": 1, "share": 1})

    html = page(client.get(address_of(stack)))
    (other,) = values(html, ".others a", "href")

    assert "Counted as MIT" in html
    assert "you chose it." in page(client.get(other))


def test_result_says_what_only_builds_and_what_is_not_known(client, licenses):
    rows = posted(("tool", "GPL-2.0-only"), ("odd", "Unheard"), show="") | {"use-0": "building"}

    html = page(client.post("/stack/", rows, follow=True))

    assert "Nothing is due." in html
    assert texts(html, ".unknown li") == ["odd 1 Unheard"]


def test_result_says_on_top_that_a_part_is_not_known_and_of_the_rest_that_nothing_is_due(
    client, licenses
):
    parts = (part("model", "Unheard"), part("lib", "MIT", Use.HOSTED))
    html = page(client.get(address_of(Stack(parts, "", {"permit": 1}))))
    whole = page(client.get(address_of(Stack(parts[1:], "", {"permit": 1}))))

    assert "2 parts. 1 is not known here: what it asks for comes on top." in texts(html, ".lede")[0]
    assert "Nothing is due for the parts that are known here, as you use them." in words(html)
    assert "not known here" not in words(whole)
    assert "Nothing is due for these parts as you use them." in words(whole)


def test_result_says_when_the_policy_of_a_license_was_read(client, licenses):
    published(read_policy("own"))
    link = address_of(Stack((part("own", "own"),), "", {"own": 1}))
    said = "Example use policy: in our own words, from the copy read on {} Jan 2026"

    assert texts(page(client.get(link)), ".bases li")[0].endswith(said.format("2") + ".")
    assert said.format("02") in page(client.get(link.replace("/result/", "/result.md")))
    assert "in our own words" not in page(client.get(LINK))


def test_damaged_link_shows_what_could_be_read_and_no_result(client, licenses):
    html = page(client.get(LINK[:-3]))

    assert texts(html, "h1") == ["This link is damaged"]
    assert texts(html, ".head code") == ["c=b~MIT~li"]
    assert names(html)[0] == ["model"]
    assert "What you must do" not in html


@pytest.mark.parametrize(
    "link", [LINK.replace("modelo.1", "modelo.9"), LINK.replace("lib", "lip"), f"{LINK}&c=x"]
)
def test_link_that_was_changed_is_no_result(client, licenses, link):
    assert texts(page(client.get(link)), "h1") == ["This link is damaged"]


def test_link_of_an_edition_that_is_not_there_is_no_result(client, licenses):
    stack = Stack(STACK.components, STACK.whole, {"modelo": 1, "permit": 7})

    assert texts(page(client.get(address_of(stack))), "h1") == ["This link is damaged"]


def test_link_with_something_put_behind_it_leads_to_the_bare_one(client, licenses):
    assert client.get(f"{LINK}&utm_source=x")["Location"] == LINK


def test_bare_address_leads_to_the_form(client, licenses):
    assert client.get("/stack/result/")["Location"] == "/stack/"


def test_result_of_an_older_edition_says_which_is_today(client, licenses):
    published_license("permit", KEEP, spdx="MIT")

    html = page(client.get(LINK))

    assert "! today it is version 2" in html
