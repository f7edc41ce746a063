"""Licenses side by side."""

import pytest

from tests.documents import BODY, license_data, sections_of
from tests.editions import published_license
from tests.html import select, texts, values
from tests.scenes import scene
from tests.services.naming.many import put_before

pytestmark = pytest.mark.django_db

NEWER = BODY.replace("use and change", "use and never change")


@scene
def two():
    published_license("one", short_title="One")
    published_license(
        "two",
        short_title="Two",
        body=NEWER,
        sections=sections_of(NEWER),
        annotations=[],
        terms=license_data()["terms"][1:],
    )


def cells(response):
    """Return topic and the terms' keys of each license."""
    return [
        (row.title, *([item.term.key for item in cell.terms] for cell in row.cells))
        for row in response.context["comparison"]
    ]


def test_terms_stand_side_by_side_in_the_order_asked_for(client, two):
    response = client.get("/compare/?licenses=two,one")

    assert [license.slug for license in response.context["licenses"]] == ["two", "one"]
    assert cells(response) == [
        ("Notices and credit", ["notice", "no-harm"], ["notice", "no-harm"]),
        ("Commercial use", [], ["use"]),
    ]


def test_empty_cell_says_that_the_license_says_nothing(client, two):
    html = client.get("/compare/?licenses=one,two").content.decode()

    assert html.count("says nothing on this") == 1


def test_clauses_link_to_their_license_and_each_is_named_once(client, two):
    use = {"section": "1", "quote": {"exact": "for any purpose"}}
    twice = [license_data()["terms"][0] | {"citations": [use, use]}]
    published_license("one", short_title="One", terms=twice)

    html = client.get("/compare/?licenses=one,two").content.decode()

    assert values(html, "a.cite[href^=/licenses/one/#]", "href") == ["/licenses/one/#1"]


def test_words_that_differ_are_marked(client, two):
    html = client.get("/compare/?licenses=one,two&words=1").content.decode()
    back = client.get("/compare/?licenses=two,one&words=1").content.decode()

    assert [one.raw for one in select(html, ".differences del")] == []
    assert [one.raw for one in select(html, ".differences ins")] == ["never "]
    assert [one.raw for one in select(back, ".differences del")] == ["never "]


def test_words_are_compared_only_when_asked_for(client, two):
    html = client.get("/compare/?licenses=one,two").content.decode()

    assert html.count('class="differences"') == 0
    assert html.count('href="/compare/?licenses=one,two&amp;words=1#page_words"') == 1


@pytest.mark.parametrize(("count", "compared"), [(1, 0), (2, 2), (4, 4), (5, 0)])
def test_two_to_four_licenses_are_compared(client, count, compared):
    slugs = [f"license-{number}" for number in range(count)]
    for slug in slugs:
        published_license(slug)

    response = client.get(f"/compare/?licenses={','.join(slugs)}")

    assert len(response.context["licenses"]) == compared
    assert response.context["is_wrong_number"] == (compared == 0)


def test_words_of_three_are_not_compared(client, two):
    published_license("three")

    response = client.get("/compare/?licenses=one,two,three&words=1")

    assert (response.context["words"], response.context["words_address"]) == ((), "")


def test_form_leads_to_the_address_to_keep(client, two):
    response = client.get("/compare/?licenses=one&licenses=two")

    assert (response.status_code, response["Location"]) == (302, "/compare/?licenses=one,two")


def test_license_asked_for_twice_counts_once(client, two):
    response = client.get("/compare/?licenses=one,one,two,")

    assert [license.slug for license in response.context["licenses"]] == ["one", "two"]


def test_without_licenses_the_page_asks_which(client, two):
    html = client.get("/compare/").content.decode()

    assert values(html, "input[name=licenses]", "value") == ["one", "two"]
    assert html.count('role="alert"') == 0


def test_long_parameter_is_refused(client, two):
    assert client.get("/compare/?licenses=" + "a," * 300).status_code == 404


def test_unknown_license_is_named_and_the_known_one_stays_chosen(client, two):
    response = client.get("/compare/?licenses=two,llama-9")

    html = response.content.decode()
    assert (response.status_code, response.context["unknown"]) == (404, ["llama-9"])
    assert html.count("There is no license “llama-9” here.") == 1
    assert values(html, "input[checked]", "value") == ["two"]


def test_page_offers_pairs_of_the_license_that_says_most(client):
    terms = license_data()["terms"]
    published_license("alone", short_title="Alone", terms=terms[:1])
    published_license("open", short_title="Open", is_open_source=True, terms=terms[:1])
    published_license("first", short_title="First", family="F", terms=terms[:1])
    published_license("fuller", short_title="Fuller", family="F", terms=terms)
    published_license("other", short_title="Other", terms=terms[:1])

    pairs = client.get("/compare/").context["pairs"]

    assert [(pair["first"], pair["second"], pair["url"]) for pair in pairs] == [
        ("Fuller", "First", "/compare/?licenses=fuller,first"),
        ("Fuller", "Open", "/compare/?licenses=fuller,open"),
        ("Fuller", "Alone", "/compare/?licenses=fuller,alone"),
    ]


def test_page_offers_no_pair_where_there_is_one_license(client):
    published_license()

    assert client.get("/compare/").context["pairs"] == []


@scene
def many():
    published_license("one", title="One License", short_title="One")
    published_license("two", title="Two License", short_title="Two")
    put_before()


def test_of_many_licenses_sixty_are_offered_and_any_other_is_looked_for(client, many):
    html = client.get("/compare/").content.decode()

    assert values(html, ".boxes input", "value") == [f"n-{number:02}" for number in range(60)]
    assert values(html, "#find", "data-names") == ["/search/licenses/"]


@pytest.mark.parametrize(
    ("find", "offered"), [("two", ["one", "two"]), ("zebra", ["one"]), ("\0", ["one"])]
)
def test_licenses_that_are_looked_for_are_offered_with_the_chosen_ones(client, many, find, offered):
    html = client.get("/compare/", {"licenses": "one", "find": find, "look": ""}).content.decode()

    assert values(html, ".boxes input", "value") == offered
    assert values(html, ".boxes input[checked]", "value") == ["one"]
    assert values(html, "#find", "value") == [find]
    assert texts(html, "[role=alert]") == []


def test_looking_keeps_several_chosen_ones_and_compares_none(client, many):
    given = {"licenses": ["one", "two"], "find": "one", "look": ""}

    html = client.get("/compare/", given).content.decode()

    assert texts(html, "h1") == ["Compare licenses"]
    assert values(html, ".boxes input[checked]", "value") == ["one", "two"]


def test_words_that_were_not_looked_for_change_nothing(client, many):
    given = {"licenses": ["one", "two"], "find": "zebra"}

    assert client.get("/compare/", given)["Location"] == "/compare/?licenses=one,two"
