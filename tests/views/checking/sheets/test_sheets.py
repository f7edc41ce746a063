"""All questions on one page: what is asked when, what is missing, and the result they lead to."""

import pytest
from django.utils import timezone

from guidance.services.publishing.withdrawals import withdraw
from guidance.services.results import addresses
from tests.documents import tree_data
from tests.editions import published, published_license
from tests.html import links, only, select, texts, values
from tests.views.checking.results import CHECK, LINK, page, words

pytestmark = pytest.mark.django_db

ALL = f"{CHECK}all/"
USE = {
    "key": "use",
    "kind": "choice",
    "title": "Whose is it?",
    "options": [
        {"key": "own", "label": "Our own", "goto": "users"},
        {"key": "bought", "label": "Bought", "goto": "plans"},
        {"key": "gone", "label": "Given up", "goto": "use"},
    ],
}
PLANS = {
    "key": "plans",
    "kind": "choices",
    "title": "What is planned?",
    "options": [
        {"key": "sale", "label": "A sale"},
        {"key": "none", "label": "Nothing", "is_exclusive": True},
    ],
    "goto": "ask-first",
}


@pytest.fixture
def forked(db):
    """Whose it is decides whether users and copies are asked about, or plans."""
    published_license()
    data = tree_data(cases=[], start="owner")
    cited = {"citations": data["questions"][0]["citations"]}
    owner = USE | cited | {"key": "owner"}
    return published(data | {"questions": [PLANS | cited, *data["questions"], owner]})


def asked(html):
    return values(html, "fieldset", "id")


def errors(html):
    return list(zip(links(html, ".summary a"), texts(html, ".summary li"), strict=True))


# What the page shows


def test_questions_stand_in_the_order_asked_and_say_after_what(client, forked):
    html = page(client.get(ALL))

    assert asked(html) == [
        "question-owner", "question-plans", "question-users", "question-sharing",
    ]  # fmt: skip
    assert texts(html, "legend h2") == [
        "Whose is it?", "What is planned?", "How many users have you?", "Do others get copies?",
    ]  # fmt: skip
    assert texts(html, ".only") == [
        "Only if you answer “Whose is it?” with Bought.",
        "Only if you answer “Whose is it?” with Our own.",
        "Only if you answer “Whose is it?” with Our own.",
    ]
    assert values(html, "fieldset", "data-needs") == [
        "", "owner=bought", "owner=own", "owner=own",
    ]  # fmt: skip
    assert [href for href, _ in links(html, ".to a")] == [f"#{one}" for one in asked(html)]
    assert errors(html) == []


def test_question_says_what_describes_it(client, tree):
    html = page(client.get(ALL))

    assert only(html, "#question-sharing")["aria-describedby"] == "q2-help"
    assert only(html, "#q1-answer")["aria-describedby"] == "q1-hint"
    assert len(values(html, "[id]", "id")) == len(set(values(html, "[id]", "id")))


def test_start_and_question_lead_to_the_page_with_the_answers_so_far(client, tree):
    start = page(client.get(f"{CHECK}start/"))
    question = page(client.get(f"{CHECK}?users=100"))

    assert (ALL, "Answer all questions on one page") in links(start, ".actions a")
    assert f'href="{ALL}?users=100"' in question
    html = page(client.get(f"{ALL}?users=100"))
    assert only(html, "#q1-answer")["value"] == "100"
    assert f'href="{CHECK}?users=100"' in html
    assert only(html, "main form")["action"] == f"{ALL}?users=100"


def test_answers_in_the_address_that_do_not_fit_are_named(client, tree):
    response = client.get(f"{ALL}?users=101&sharing=yes&planet=mars", follow=True)

    assert response.redirect_chain == [(f"{ALL}?users=101&_dropped=sharing&_unknown=planet", 302)]
    assert texts(page(response), ".banner li") == ["Do others get copies?", "planet"]


def test_page_without_answers_is_public_and_with_answers_is_not(client, tree):
    plain, filled = client.get(ALL), client.get(f"{ALL}?users=100")

    assert plain["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert filled["Cache-Control"] == "private, no-cache"
    assert filled["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in page(plain)
    assert (plain.cookies, filled.cookies) == ({}, {})


def test_page_is_not_offered_for_very_many_questions(client, tree, monkeypatch):
    monkeypatch.setattr(addresses, "MOST_ON_A_SHEET", 2)
    assert client.get(ALL).status_code == 200
    monkeypatch.setattr(addresses, "MOST_ON_A_SHEET", 1)

    assert client.get(f"{ALL}?users=100")["Location"] == f"{CHECK}?users=100"
    assert ALL not in page(client.get(f"{CHECK}start/?again"))
    assert ALL not in page(client.get(CHECK))


def test_old_edition_and_unknown_questionnaire_have_no_such_page(client, tree):
    assert ALL not in page(client.get(f"{CHECK}v1/ask/"))
    assert client.get("/check/nothing/all/").status_code == 404


# What is sent


def sent(client, **answers):
    return client.post(ALL, answers)


def test_complete_answers_lead_to_the_pinned_result(client, tree):
    response = sent(client, users="100", sharing="yes")

    assert (response.status_code, response["Location"]) == (303, LINK)
    assert response["Cache-Control"] == "private, no-cache"
    assert client.get(LINK).status_code == 200


def one_by_one(client, answers):
    """Return where a browser ends that sends one form after the other."""
    response = client.get(CHECK)
    while "Location" not in response:
        html = page(response)
        key = only(html, "main form button")["value"]
        carried = [(one["name"], one["value"]) for one in select(html, "input[type=hidden]")]
        response = client.get(CHECK, dict(carried) | {key: answers[key], "_ask": key})
        while response.get("Location", "").startswith(f"{CHECK}?"):
            response = client.get(response["Location"])
    return response["Location"]


def test_every_way_ends_where_it_ends_one_by_one(client, forked):
    ways = [("bought", "100", "no"), ("gone", "100", "no")]
    ways += [("own", users, "unsure") for users in ("100", "101", "unsure")]
    ways += [("own", "0.1 thousand", "no"), ("own", "1 million", "yes")]

    for owner, users, sharing in ways:
        answers = {"owner": owner, "users": users, "sharing": sharing, "plans": "none"}
        assert sent(client, **answers)["Location"] == one_by_one(client, answers)


def test_missing_answer_is_asked_for_with_the_reason_and_keeps_the_others(client, forked):
    response = sent(client, owner="own", sharing="yes")

    html = page(response)
    assert response["Cache-Control"] == "private, no-cache"
    assert errors(html) == [
        (
            ("#q3-answer", "How many users have you?"),
            "How many users have you? Enter a number to continue. "
            "This is asked because you answered “Whose is it?” with “Our own”.",
        )
    ]
    assert only(html, "#q3-answer")["aria-describedby"] == "q3-hint q3-error"
    assert values(html, "input[checked]", "value") == ["own", "yes"]
    assert texts(html, "h1") == ["All questions on one page"]
    assert "<title>Error:" in html


def test_nothing_sent_asks_for_the_first_without_a_reason(client, forked):
    html = page(sent(client))

    assert errors(html) == [
        (("#q1-answer-0", "Whose is it?"), "Whose is it? Choose one answer to continue.")
    ]


def test_unreadable_answer_is_said_at_its_field_as_it_was_typed(client, tree):
    html = page(sent(client, users="lots", sharing="yes"))

    assert texts(html, "#q1-error") == ["Error: Enter a number in digits, such as 250000."]
    assert only(html, "#q1-answer")["value"] == "lots"
    assert only(html, "#q1-answer")["aria-invalid"] == "true"


def test_answers_that_do_not_go_together_are_said_where_they_are_asked_alone(client, forked):
    together = {"plans": ["sale", "none"]}

    wrong = page(client.post(ALL, {"owner": "bought", **together}))
    unasked = client.post(ALL, {"owner": "own", "users": "101", **together})

    assert [href for (href, _), _ in errors(wrong)] == ["#q2-answer-0"]
    assert unasked["Location"].partition("&")[2] == "users=101&owner=own"


def test_answer_that_is_not_asked_is_named_where_the_page_is_shown_again(client, forked):
    html = page(sent(client, owner="own", plans="sale", users="lots"))

    assert [key for (key, _), _ in errors(html)] == ["#q3-answer"]
    assert (
        "Not asked, because you answered “Whose is it?” with “Our own”."
        in texts(html, "#q2-only")[0]
    )
    assert values(html, "input[checked]", "value") == ["own", "sale"]


def test_what_answers_no_question_is_told_before_the_result(client, tree):
    response = client.post(ALL, {"users": "101", "planet": "mars"}, follow=True)

    assert response.redirect_chain == [(f"{CHECK}?users=101&_unknown=planet", 303)]
    assert "Some answers were left out" in words(page(response))


def test_other_sites_cannot_send_it(client, tree):
    response = client.post(ALL, {"users": "101"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403


def test_other_methods_are_refused(client, tree):
    assert client.put(ALL).status_code == 405


def test_page_costs_one_query(client, forked, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(f"{ALL}?owner=own")
    with django_assert_num_queries(1):
        sent(client, owner="own")


def test_withdrawn_questionnaire_says_so(client, tree):
    withdraw(tree.publication, by=None, note="Wrong.", reason="It was wrong.", at=timezone.now())

    assert "It was wrong." in words(page(client.get(ALL), 410))
