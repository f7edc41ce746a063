"""Numbers as readers type them: what was understood is shown, what is unclear is refused."""

from urllib.parse import urlencode

import pytest

from guidance.models import SavedResult
from tests.documents import tree_data
from tests.editions import published, published_license
from tests.html import texts, values
from tests.scenes import scene
from tests.views.checking.results import CHECK, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("large")]

LIMIT = 700_000_000


@scene
def large():
    """A questionnaire that asks for a special license above 700 million users."""
    published_license()
    return published(large_tree())


def large_tree(**question):
    data = tree_data(cases=[])
    few, many, unsure = data["questions"][0]["options"]
    options = [few | {"high": str(LIMIT)}, many | {"low": str(LIMIT)}, unsure]
    data["questions"][0] |= {"options": options, **question}
    return data


def understood(html):
    return texts(html, "p.understood")


FORMS = (
    ("{}", "700000000", "700000001"),
    ("{}", "700,000,000", "700,000,001"),
    ("{}", "700.000.000", "700.000.001"),
    ("{}", "700 000 000", "700 000 001"),
    ("{}", "700\u202f000\u202f000", "700\u202f000\u202f001"),
    ("{}", "700’000’000", "700’000’001"),
    ("{}", "70,00,00,000", "70,00,00,001"),
    ("{}", "７００００００００", "７０００００００１"),
    ("{} users", "700000000", "700,000,001"),
    ("{} million", "700", "700.000001"),
    ("{} Mio.", "700", "700,000001"),
    ("{}m users", "700", "700.01"),
    ("{} billion", "0.7", "0.700000001"),
    ("{} bn", "0,7", "0,71"),
)


@pytest.mark.parametrize(("form", "at", "above"), FORMS)
def test_both_sides_of_the_threshold_in_every_form_on_the_site(client, form, at, above):
    ways = [
        client.get(CHECK, {"users": form.format(number), "_ask": "users"}, follow=True)
        for number in (at, above)
    ]

    assert [way.redirect_chain[-1][0].partition("?")[0] for way in ways] == [CHECK, f"{CHECK}v1/"]
    assert "Ask first" in page(ways[1])


@pytest.mark.parametrize(("form", "at", "above"), FORMS)
def test_both_sides_of_the_threshold_in_every_form_in_the_api(client, form, at, above):
    outcomes = [
        client.post(
            "/api/v1/trees/can-i-use-it/evaluate",
            {"answers": {"users": form.format(number)}},
            content_type="application/json",
        ).json()["outcome"]
        for number in (at, above)
    ]

    assert [outcome and outcome["key"] for outcome in outcomes] == [None, "ask-first"]


@pytest.mark.parametrize(
    ("written", "larger", "smaller"),
    [
        ("1.500 mio", 1_500_000_000, 1_500_000),
        ("1.500 million", 1_500_000_000, 1_500_000),
        ("1,500 million", 1_500_000_000, 1_500_000),
        ("700.000", 700_000, 700),
        ("1.000", 1_000, 1),
        ("1500.000", 1_500_000, 1_500),
    ],
)
def test_unclear_number_is_refused_with_both_readings(client, written, larger, smaller):
    html = page(client.get(CHECK, {"users": written, "_ask": "users"}))
    answer = client.post(
        "/api/v1/trees/can-i-use-it/evaluate",
        {"answers": {"users": written}},
        content_type="application/json",
    ).json()

    message = f"This can be read as {larger:,} or as {smaller:,}. Write {larger} or {smaller}."
    assert f'<a href="#answer">{message}</a>' in html
    assert f'value="{written}"' in html
    assert (answer["is_finished"], answer["unfit"]) == (
        False,
        [
            {"question": "users", "values": [written], "reason": "unclear",
             "readings": [str(larger), str(smaller)]},
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("9" * 20, ""),
        ("1" + "0" * 20, "This number is too large to be an answer."),
        ("99999999999999999999999", "This number is too large to be an answer."),
        ("1e9", "Enter a number in digits, such as 250000."),
    ],
)
def test_number_too_large_is_told_from_what_is_no_number(client, written, message):
    html = page(client.get(CHECK, {"users": written, "_ask": "users"}, follow=True))

    assert texts(html, "a[href=#answer]") == [message] * bool(message)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("700m", "700 million users, that is 700,000,000"),
        ("1.5 million", "1.5 million users, that is 1,500,000"),
        ("700,000", "700,000 users"),
    ],
)
def test_what_was_understood_is_shown_with_the_next_question(client, written, said):
    html = page(client.get(CHECK, {"users": written, "_ask": "users"}, follow=True))

    assert understood(html) == [f"We read your answer to “How many users have you?” as {said}."]
    assert f"<span>{said}</span>" in html


def test_what_was_understood_is_shown_where_the_number_is_changed(client):
    html = page(client.get(CHECK + "?users=2000000&_change=users"))

    assert understood(html) == [
        "We read your answer to “How many users have you?” as 2 million users, that is 2,000,000."
    ]


def test_what_was_understood_is_shown_in_the_result_and_its_markdown(client):
    query = urlencode({"users": "2,1 Mrd"})

    html = page(client.get(f"{CHECK}v1/?{query}", follow=True))
    link = next(url for url in values(html, "a", "href") if "result.md" in url)

    said = "2.1 billion users, that is 2,100,000,000"
    assert understood(html) == [f"It rests on a number: How many users have you? {said}."]
    assert f"<span>{said}</span>" in html
    assert f"**{said}**" in page(client.get(link))


def test_other_answers_are_not_said_to_be_understood(client):
    html = page(client.get(CHECK + "?users=unsure", follow=True))

    assert understood(html) == []


def test_number_kept_with_three_decimals_goes_on_meaning_what_it_did(client, large):
    published(large_tree(decimals=True, title="How much?"))
    saved = SavedResult.objects.create(
        token="t" * 24, edition=large, secret_digest="", answers={"users": ["800000000.125"]}
    )
    edition = saved.edition.publication.editions.get(number=2)
    SavedResult.objects.update(edition=edition)

    typed = page(client.get(CHECK, {"users": "800000000.125", "_ask": "users"}))

    assert "This can be read as 800,000,000,125 or as 800,000,000.125." in typed
    assert "<span>800,000,000.125 users</span>" in page(client.get(f"/results/{saved.token}/"))
