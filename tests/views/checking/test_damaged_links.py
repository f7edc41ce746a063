"""A damaged link of a result leads to that result, or to a page that says so; never to another."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidance.services.publishing.withdrawals import withdraw
from tests.documents import tree_data
from tests.editions import published
from tests.examples import examples
from tests.html import texts
from tests.views.checking.results import (
    CHECK,
    LINK,
    OLD_LINK,
    SIGNED,
    V1,
    answers,
    h1,
    links,
    page,
    words,
)

pytestmark = pytest.mark.django_db

DAMAGED = "This link is damaged"


def unread(html):
    return texts(html, "section[aria-labelledby=unread] li")


# Repaired without doubt


@pytest.mark.parametrize("sign", ["_check=kfv3q&", ""])
@pytest.mark.parametrize(
    "answers",
    [
        "users=100&amp;sharing=yes",
        "users=100&amp;amp;sharing=yes",
        "users=100&sharing=yes.",
        "users=100&sharing=yes)",
        "users=100&sharing=yes).",
        "users=100&sharing=yes%22%3E",
        "users=100&sharing=yes%E2%80%9D",
        "users=100.&sharing=yes",
        "users=100;sharing=yes",
        "users=100/&sharing=yes/",
        "users%EF%BC%9D100%EF%BC%86sharing%EF%BC%9Dyes",
        "users=100&shar%5Cing=yes%5C",
        "USERS=100&SHARING=YES",
        "Users=100&Sharing=Yes",
        "users=100&%EF%BD%93haring=yes",
        "users=100&shar%C2%ADing=y%E2%80%8Bes",
        "users=100&sharing=y%0Aes",
        "users=100&sharing=y%20es",
        "users=3D100&sharing=3Dyes",
        "users=3D100&amp;sharing=3Dyes",
        "users=100&shar=ing=yes",
        "users=100&sharing=y=es",
        "users%3D100%26sharing%3Dyes",
        "users%253D100%2526sharing%253Dyes",
        "users=100&sharing=yes&utm_source=mail&fbclid=x&_hsenc=y",
    ],
)
def test_what_is_damaged_is_repaired_in_the_same_edition(client, renewed, sign, answers):
    response = client.get(f"{V1}?{sign}{answers}")

    assert (response.status_code, response["Location"]) == (302, LINK)


def test_link_in_capitals_is_repaired_with_its_sign(client, renewed):
    assert client.get(V1 + SIGNED.upper())["Location"] == LINK


def test_dash_of_a_word_processor_is_repaired(client, tree):
    data = tree_data(cases=[])
    data["questions"][1]["options"][0]["key"] = "as-received"
    published(data)

    places = {
        client.get(f"{CHECK}v2/?users=100&sharing=as{dash}received")["Location"]
        for dash in ("\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "\u00ad-", "\\-")
    }

    (place,) = places
    assert place.endswith("&users=100&sharing=as-received")


def test_ligature_and_entity_in_a_name_are_repaired(client, tree):
    data = tree_data(cases=[])
    data["questions"][1] |= {"key": "notice-field"}
    for option in data["questions"][0]["options"][:1]:
        option["goto"] = "notice-field"
    published(data)

    broken = ["%C2%ACice-field=yes", "&notice-%EF%AC%81eld=yes"]
    places = [client.get(f"{CHECK}v2/?users=100{rest}")["Location"] for rest in broken]

    assert places[0] == places[1]
    assert re.fullmatch(rf"{CHECK}v2/\?_check=\w{{5}}&users=100&notice-field=yes", places[0])


@pytest.mark.parametrize("address", [LINK, OLD_LINK])
def test_links_from_before_the_check_sign_go_on_working(client, tree, address):
    response = client.get(address)

    assert h1(page(response)) == "You may pass it on"
    assert f'value="http://testserver{LINK.replace("&", "&amp;")}"' in page(response)


# Damaged


@pytest.mark.parametrize(
    ("query", "read", "not_read"),
    [
        (
            "users=100&sharing=ye",
            [("How many users have you?", "100 users")],
            ["Do others get copies? sharing=ye This is no answer to the question; it may have been "
             "cut off."],
        ),
        (
            "users=100",
            [("How many users have you?", "100 users")],
            ["Do others get copies? This comes next, and has no answer that could be read."],
        ),
        (
            "users=1.500 mio&sharing=yes",
            [],
            ["How many users have you? users=1.500 mio This is no answer to the question; it may "
             "have been cut off."],
        ),
        (
            "users=100&sharing=yes&shoring=no",
            [("How many users have you?", "100 users"), ("Do others get copies?", "Yes")],
            ["shoring=no This names no question of this version."],
        ),
        (
            "users=101&sharing=yes",
            [("How many users have you?", "101 users")],
            ["Do others get copies? sharing=yes The other answers do not lead to this question."],
        ),
        (
            "_check=kfv3q&users=10&sharing=yes",
            [("How many users have you?", "10 users"), ("Do others get copies?", "Yes")],
            ["Every part gives an answer, but the check sign does not fit them."],
        ),
        (
            "_chec=kfv3q&users=10&sharing=yes",
            [("How many users have you?", "10 users"), ("Do others get copies?", "Yes")],
            ["Every part gives an answer, but the check sign does not fit them."],
        ),
        (
            "_check=kf",
            [],
            ["How many users have you? This comes next, and has no answer that could be read."],
        ),
    ],
)  # fmt: skip
def test_damaged_link_says_what_of_it_could_be_read(client, renewed, query, read, not_read):
    response = client.get(f"{V1}?{query}")

    html = page(response)
    assert h1(html) == DAMAGED
    assert (answers(html), unread(html)) == (read, not_read)
    assert 'class="verdict' not in html
    assert response["X-Robots-Tag"] == "noindex"
    assert {link.partition("?")[0] for link in links(html) if "?" in link} <= {V1, f"{V1}ask/"}
    assert f"{CHECK}start/" in links(html)


def test_damaged_link_offers_to_answer_the_rest_in_its_edition(client, renewed):
    html = page(client.get(f"{V1}?_check=kfv3q&users=100&sharing=ye"))

    assert f"{V1}ask/?users=100" in links(html)
    assert "Answer the rest in version 1" in words(html)
    assert "show the result" not in words(html)


def test_damaged_link_shows_a_result_only_to_who_says_that_the_answers_are_right(client, tree):
    html = page(client.get(f"{V1}?_check=kfv3q&users=100&sharing=no"))

    (result,) = [link for link in links(html) if "_check" in link]
    assert "These answers are right: show the result" in words(html)
    assert "at least one of these is not what was shared, or another is missing" in words(html)
    assert h1(page(client.get(result))) == "You may use it"


def test_sign_of_another_edition_does_not_fit(client, renewed):
    assert h1(page(client.get(f"{CHECK}v2/{SIGNED}"))) == DAMAGED


@pytest.mark.parametrize("name", ["result.md", "qr.svg", "share/"])
def test_damaged_link_has_no_other_form(client, tree, name):
    assert client.get(f"{V1}{name}?_check=kfv3q&users=100&sharing=no").status_code == 404
    assert client.get(f"{V1}{name}{SIGNED}").status_code == 200


def test_damaged_link_costs_few_queries(client, renewed, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        client.get(f"{V1}?_check=kfv3q&users=100&sharing=ye")


def test_damaged_link_of_what_was_withdrawn_offers_no_current_guidance(client, tree):
    withdraw(tree.publication, note="Secret note.", reason="It is over.", at=timezone.now())

    html = page(client.get(f"{V1}?users=100&sharing=ye"))

    assert "Start anew" not in words(html)
    assert "Withdrawn on" in words(html)


edits = st.one_of(
    st.tuples(st.just("cut"), st.integers(0, len(SIGNED) - 1), st.just("")),
    st.tuples(st.sampled_from(["delete", "replace", "insert"]), st.integers(0, len(SIGNED) - 2),
              st.sampled_from("abeinosuyz013457=&.-_%;+ ")),
)  # fmt: skip


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(edits, min_size=1, max_size=3))
def test_no_damage_makes_another_result_of_a_link(renewed, changes):
    query = SIGNED[1:]
    for kind, place, sign in changes:
        place = min(place, len(query))
        end = place if kind == "insert" else len(query) if kind == "cut" else place + 1
        query = query[:place] + ("" if kind in ("cut", "delete") else sign) + query[end:]

    response = Client().get(f"{V1}?{query}", follow=True)

    last = response.redirect_chain[-1][0] if response.redirect_chain else f"{V1}?{query}"
    html = page(response)
    assert last.startswith(V1)
    assert h1(html) in (DAMAGED, "Can I use it?") or last in (LINK, OLD_LINK)
