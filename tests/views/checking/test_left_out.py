"""Answers asked on in an old edition, and old answers in today's: nothing falls away in silence."""

import re

import pytest

from tests.documents import tree_data
from tests.editions import published
from tests.views.checking.results import CHECK, LINK, V1, h1, links, page, words

pytestmark = pytest.mark.django_db


# Asked on in the same edition


def test_rest_is_answered_in_the_same_edition_under_a_banner(client, renewed):
    ask = f"{V1}ask/"

    html = page(client.get(f"{ask}?users=100"))
    end = client.get(f"{ask}?users=100&sharing=yes&_ask=sharing", follow=True)

    assert "You are answering version 1 of" in words(html)
    assert "not the current guidance." in words(html)
    assert h1(html) == "Do others get copies?"
    assert re.findall('form action="(.*?)"', html) == [ask]
    assert {link.partition("?")[0] for link in links(html)} == {"/check/", ask, f"{CHECK}start/"}
    assert end.redirect_chain == [(LINK, 302)]
    assert client.get(ask)["X-Robots-Tag"] == "noindex"


def test_current_edition_is_said_to_be_current_where_it_is_asked_on(client, tree):
    html = page(client.get(f"{V1}ask/?users=100"))

    assert "You are answering version 1, which is the current one." in words(html)


def test_edition_that_there_is_not_is_not_asked(client, tree):
    assert client.get(f"{CHECK}v2/ask/").status_code == 404


def test_too_much_unsure_is_said_in_the_same_edition(client, tree, monkeypatch):
    monkeypatch.setattr("guidance.core.walking.walks.MAX_BRANCHES", 1)
    monkeypatch.setattr("guidance.core.walking.walks.open_up", lambda tree, answers: None)

    response = client.get(f"{V1}?users=100&sharing=unsure", follow=True)

    assert response.redirect_chain[-1][0] == f"{V1}ask/?users=100&sharing=unsure"
    assert "Too much is unsure to give an answer." in words(page(response))


# Old answers in today's edition


def test_result_names_the_answers_that_today_does_not_take(client, renewed):
    html = page(client.get(LINK))

    assert "It no longer takes some of these answers: Do others get copies? Yes" in words(html)


def test_answer_to_a_question_that_is_gone_is_named_and_stays_named(client, tree):
    response = client.get(f"{CHECK}?users=100&purpose=sale", follow=True)

    assert response.redirect_chain == [(f"{CHECK}?users=100&_unknown=purpose", 302)]
    assert "One part of the address answers no question that is asked here (any more)" in words(
        page(response)
    )
    assert "<li><code><bdi>purpose</bdi></code></li>" in page(response)


def test_question_that_is_gone_is_named_by_its_title(client, tree, django_assert_num_queries):
    data = tree_data(cases=[], start="where")
    data["questions"][0] |= {"key": "where", "title": "Where are you?"}
    published(data)

    with django_assert_num_queries(2):
        response = client.get(f"{CHECK}?_unknown=users&_unknown=purpose")

    assert re.findall("<li>(Where.*?|How.*?|<code>.*?)</li>", page(response)) == [
        "How many users have you?", "<code><bdi>purpose</bdi></code>",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "address", "named"),
    [
        ("users=100&sharing=yes&purpose=sale", "users=100&sharing=yes&_unknown=purpose", "purpose"),
        ("users=101&sharing=gone", "users=101&_dropped=sharing", "Do others get copies?"),
    ],
)
def test_result_waits_until_the_answers_left_out_are_told(client, tree, query, address, named):
    response = client.get(f"{CHECK}?{query}", follow=True)

    html = page(response)
    assert response.redirect_chain == [(f"{CHECK}?{address}", 302)]
    assert h1(html) == "Some answers were left out"
    assert f"<li>{named}</li>" in re.sub("</?(code|bdi)>", "", html)
    (result,) = [link for link in links(html) if "_check" in link]
    assert 'class="verdict' in page(client.get(result))


def test_answer_that_is_not_asked_after_a_change_holds_up_no_result(client, tree):
    response = client.get(f"{CHECK}?users=101&sharing=yes&_ask=users")

    assert response["Location"].startswith(f"{V1}?_check=")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<i>", "&lt;i&gt;"),
        ("a" * 81, "a" * 80),
        ("x\x00 \u202ey\n", "x y"),
        ("modél", "modél"),
        ("_foo", "_foo"),
    ],
)
def test_what_is_no_name_of_a_question_is_named_too(client, tree, name, shown):
    response = client.get(CHECK, {name: "1"}, follow=True)

    assert len(response.redirect_chain) == 1
    assert f"<li><code><bdi>{shown}</bdi></code></li>" in page(response)


def test_name_without_a_sign_that_is_seen_is_not_told(client, tree):
    response = client.get(CHECK, {"_unknown": " \u200b"}, follow=True)

    assert response.redirect_chain == [(CHECK, 302)]
    assert "any more" not in page(response)


@pytest.mark.parametrize(
    ("query", "address"),
    [("users=1x", "_dropped=users"), ("users=100&sharing=y…", "users=100&_dropped=sharing")],
)
def test_answer_that_cannot_be_read_is_asked_for_again_in_words(client, tree, query, address):
    response = client.get(f"{CHECK}?{query}", follow=True)

    html = page(response)
    assert response.redirect_chain == [(f"{CHECK}?{address}", 302)]
    assert "Your earlier answer to this question could not be read" in words(html)
    assert 'name="_dropped"' not in html
