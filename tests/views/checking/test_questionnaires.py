"""Questionnaires as readers meet them: everything is in the address, nothing is stored."""

from urllib.parse import urlencode

import pytest

from tests.documents import tree_data
from tests.editions import published, published_license, published_tree
from tests.html import links, only, select, texts, values
from tests.views.checking.results import CHECK, page

pytestmark = pytest.mark.django_db


def h1(html):
    return texts(html, "h1")


def trail(html):
    return [*zip(texts(html, ".q"), texts(html, ".a > span"), strict=True)]


def hidden(html):
    return [(one["name"], one["value"]) for one in select(html, "input[type=hidden]")]


# The list and the start page


def test_check_list_names_each_questionnaire(client, tree):
    html = page(client.get("/check/"))

    assert links(html, "h3 > a") == [("/check/can-i-use-it/start/", "Can I use it?")]


def test_check_list_is_clear_where_nothing_is_published(client, db):
    assert "No questionnaire is published yet." in page(client.get("/check/"))


@pytest.mark.parametrize("count", [1, 3])
def test_check_list_costs_one_query(client, tree, count, django_assert_num_queries):
    for number in range(1, count):
        published_tree(f"tree-{number}")

    with django_assert_num_queries(1):
        client.get("/check/")


def test_start_says_what_to_expect(client, tree):
    html = page(client.get(CHECK + "start/"))

    facts = zip(texts(html, ".facts dt"), texts(html, ".facts dd"), strict=True)
    assert [*facts] == [
        ("Questions", "1 to 2"),
        ("Time", "about 1 minute"),
        ("About", "Example"),
        ("Guidance", f"Version 1 of {tree.published_at:%-d %b %Y}, not yet reviewed"),
    ]
    assert "<em>sharing</em>" in html
    assert links(html, "a.button") == [(CHECK, "Start the questions")]


def test_start_says_that_what_ships_is_not_reviewed(client, db):
    published_license()
    published(tree_data(), is_shipped=True)

    html = page(client.get(CHECK + "start/"))

    said = "Version 1. Not yet reviewed by the legal team"
    assert texts(html, ".facts dd")[-1] == said


def test_start_folds_outcomes_by_verdict_the_kindest_first(client, tree):
    outcomes = tree_data()["outcomes"]
    published_tree(outcomes=[outcomes[2], outcomes[1], outcomes[0] | {"verdict": "conditional"}])

    html = page(client.get(CHECK + "start/"))

    assert [
        (texts(fold, ".kind")[0], values(fold, "li[id]", "id"))
        for fold in select(html, "details[class]")
    ] == [
        ("! Allowed, with conditions", ["outcome-ship", "outcome-use"]),
        ("✕ Special license needed", ["outcome-ask-first"]),
    ]


def test_start_costs_one_query(client, tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(CHECK + "start/")


@pytest.mark.parametrize("path", ["/check/nothing/", "/check/nothing/start/", "/check/a%00b/"])
def test_unknown_questionnaire_is_not_found(client, tree, path):
    assert client.get(path).status_code == 404


# Asking


def test_check_asks_the_first_question(client, tree):
    html = page(client.get(CHECK))

    assert h1(html) == ["How many users have you?"]
    assert html.count("<fieldset") == 1
    assert "Question 1, at most 1 more" in html
    assert '<progress class="progress" value="1" max="2"' in html
    assert trail(html) == []


def test_check_cites_the_pinned_edition_of_the_license(client, tree):
    published_license(summary="Edition two.")

    html = page(client.get(CHECK))

    assert '<a class="cite" href="/licenses/example/v1/#3"' in html
    assert "“more than 100 users”" in html


def test_check_shows_answers_with_links_to_change_them(client, tree):
    html = page(client.get(CHECK + "?users=100"))

    assert trail(html) == [("How many users have you?", "100 users")]
    assert f'href="{CHECK}?users=100&amp;_change=users"' in html
    assert hidden(html) == [("users", "100")]
    assert f'<a href="{CHECK}">Start again</a>' in html


def test_check_has_no_cookie_no_index_and_no_inline_style(client, tree):
    response = client.get(CHECK + "?users=100")

    assert response.cookies == {}
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-cache"
    assert 'name="robots" content="noindex"' in page(response)
    assert " style=" not in page(response)


@pytest.mark.parametrize(
    "query", ["", "?users=100", "?users=lots&_ask=users", "?users=100&_change=users"]
)
def test_check_costs_one_query(client, tree, query, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(CHECK + query)


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("?sharing=yes&utm=mail", "?sharing=yes"),
        ("?users=100&_ask=users", "?users=100"),
        ("?users=0100.0", "?users=100"),
        ("?users=+100+", "?users=100"),
        ("?users=0'100", "?users=100"),
        ("?users=0,100", "?_dropped=users"),
        ("?users=zero", "?_dropped=users"),
        ("?users=100&sharing=maybe", "?users=100&_dropped=sharing"),
        ("?_dropped=users&_dropped=users&_dropped=gone", "?_dropped=users"),
    ],
)
def test_check_redirects_to_the_one_address_of_a_state(client, tree, given, canonical):
    response = client.get(CHECK + given)

    assert (response.status_code, response["Location"]) == (302, CHECK + canonical)
    assert client.get(CHECK + canonical).status_code == 200


@pytest.mark.parametrize("written", ["100", "+100", "100.0", "0100", "0.1 thousand", "0.1k"])
def test_check_reads_numbers_as_people_write_them(client, tree, written):
    query = urlencode({"users": written.lstrip("+"), "sharing": "no"})

    response = client.get(f"{CHECK}?{query}")

    assert response["Location"] == f"{CHECK}v1/?_check=brq46&users=100&sharing=no"


def test_check_redirects_to_the_pinned_result(client, tree):
    response = client.get(CHECK + "?sharing=no&users=100&_ask=sharing")

    assert response["Location"] == CHECK + "v1/?_check=brq46&users=100&sharing=no"


# Refusing


@pytest.mark.parametrize(
    ("query", "message", "typed"),
    [
        ("_ask=users", "Enter a number to continue.", ""),
        ("users=lots&_ask=users", "Enter a number in digits, such as 250000.", "lots"),
        ("users=2.5&_ask=users", "Enter a whole number, without a decimal point.", "2.5"),
        (
            "users=-1&_ask=users",
            "This is less than the smallest answer possible, which is 0.",
            "-1",
        ),
        ("users=5&users=unsure&_ask=users", "Give one answer only.", "5"),
    ],
)
def test_check_refuses_a_number_and_keeps_what_was_typed(client, tree, query, message, typed):
    html = page(client.get(f"{CHECK}?{query}"))

    assert f'<a href="#answer">{message}</a>' in html
    field = only(html, "#answer[name=users]")
    assert field["value"] == typed
    assert (field["aria-describedby"], field["aria-invalid"]) == ("hint error", "true")
    assert "<title>Error: How many users have you?" in html
    assert html.count('role="alert"') == 1


def test_check_refuses_nothing_chosen(client, tree):
    html = page(client.get(CHECK + "?users=100&_ask=sharing"))

    assert '<a href="#answer-0">Choose one answer to continue.</a>' in html
    assert hidden(html) == [("users", "100")]


def test_check_refuses_what_cannot_be_combined(client, db):
    published_license()
    data = tree_data()
    data["questions"][1]["kind"] = "choices"
    data["questions"][1]["options"][1]["is_exclusive"] = True
    data["cases"] = []
    published(data)

    html = page(client.get(CHECK + "?users=100&sharing=yes&sharing=no&_ask=sharing"))

    assert "One of these answers cannot be combined with others." in html
    assert values(html, "input[checked]", "value") == ["yes", "no"]
    assert texts(html, "p.or") == ["or"]


# Changing


def test_change_asks_again_with_the_answer_chosen(client, tree):
    html = page(client.get(CHECK + "?users=100&_change=users"))

    assert h1(html) == ["How many users have you?"]
    assert 'name="users" value="100"' in html
    assert trail(html) == []


def test_change_keeps_later_answers_that_still_fit(client, tree):
    html = page(client.get(CHECK + "?users=100&sharing=no&_change=users"))

    assert hidden(html) == [("sharing", "no")]
    assert trail(html) == [("Do others get copies?", "No")]


def test_change_drops_later_answers_that_no_longer_fit(client, db):
    published_license()
    data = tree_data()
    data["questions"][0]["options"][1]["goto"] = "asked-us"
    cite = data["questions"][0]["citations"]
    data["questions"].append(
        {
            "key": "asked-us", "kind": "choice", "title": "Have you asked us?", "citations": cite,
            "options": [{"key": "yes", "label": "Yes", "goto": "use"},
                        {"key": "no", "label": "No", "goto": "ask-first"}],
        }
    )  # fmt: skip
    data["cases"] = []
    published(data)

    response = client.get(CHECK + "?users=101&sharing=yes&_ask=users", follow=True)

    assert response.redirect_chain == [(CHECK + "?users=101&_dropped=sharing", 302)]
    assert "One earlier answer no longer fits and was left out:" in page(response)
    assert "<li>Do others get copies?</li>" in page(response)
