"""Two situations side by side, as readers ask for them and hand them on."""

import json

import pytest

from guidance.services.results import saved_results
from tests.html import texts, values
from tests.views.checking.results import CHECK, LINK, UNSURE, page, publish_otherwise

pytestmark = pytest.mark.django_db

COMPARE = f"{CHECK}compare/"
NO = f"{CHECK}v1/?_check=brq46&users=100&sharing=no"
A, B = "v1?_check=kfv3q&users=100&sharing=yes", "v1?_check=brq46&users=100&sharing=no"


def beside(client, a, b, path=COMPARE):
    return client.get(path, {"a": a, "b": b}, follow=True)


def rows(html, labelled):
    return texts(html, f"table[aria-labelledby={labelled}] tbody > tr")


def errors(html):
    return texts(html, ".summary p")


def test_result_leads_to_a_comparison_by_paste_or_by_choice(client, tree):
    html = page(client.get(LINK))

    [asking] = values(html, ".others > p > a", "href")
    form = page(client.get(asking))
    assert values(form, "input[name=a]", "value") == [A]
    assert values(form, "input[name=b]", "value") == [""]
    [chosen] = values(form, ".prospects .to a", "href")
    assert values(html, ".others .to a", "href") == [chosen]
    assert texts(page(client.get(chosen)), "h1") == ["Two situations side by side"]


def test_comparison_tells_what_differs(client, tree):
    html = page(beside(client, LINK, NO))

    assert rows(html, "answers") == ["Do others get copies? A Yes B No"]
    assert rows(html, "terms") == [
        "You must: Keep the notice A applies B does not apply",
        "You may not: Do no harm A applies B does not apply",
    ]
    assert texts(html, "td .tag") == ["! Allowed, with conditions", "✓ Allowed"]
    assert texts(html, "details li") == ["You may: Use it commercially"]
    assert "They come to different results. 2 obligations or permissions differ." in texts(
        html, ".head p"
    )


def test_comparison_has_one_address_and_is_kept_from_search_engines(client, tree):
    first = client.get(COMPARE, {"a": f"http://testserver{LINK}", "b": NO})

    assert first.status_code == 302
    response = client.get(first["Location"])
    assert response["X-Robots-Tag"] == "noindex"
    assert values(page(response), "input[readonly]", "value") == [
        f"http://testserver{first['Location']}"
    ]


def test_comparison_of_a_result_with_itself_differs_in_nothing(client, tree):
    html = page(beside(client, LINK, LINK))

    assert texts(html, ".section > p.soft") == [
        "All answers are the same.", "Both owe the same, and may do the same.",
    ]  # fmt: skip
    assert texts(html, "table[aria-labelledby]") == []


def test_comparison_of_unsure_answers_says_that_some_terms_depend(client, tree):
    html = page(beside(client, UNSURE, LINK))

    assert rows(html, "terms") == [
        "You must: Keep the notice A applies in some cases B applies",
        "You may not: Do no harm A applies in some cases B applies",
    ]
    assert texts(html, "td .tag") == ["? It depends", "! Allowed, with conditions"]


def test_comparison_across_editions_shows_other_words(client, tree):
    publish_otherwise()

    html = page(beside(client, LINK, "v2?users=100&sharing=yes"))

    assert rows(html, "answers") == ["Do others get any copies? A Yes B Yes, some"]
    assert texts(html, "td .tag") == [
        "! Allowed, with conditions", "Not the current one", "✕ Prohibited",
    ]  # fmt: skip
    assert rows(html, "terms")[0].startswith("You must: Keep the whole notice In other words")


def test_older_result_stands_side_by_side_with_today(client, tree):
    publish_otherwise()

    html = page(client.get(LINK))
    [address] = values(html, ".since a[href^=/check/can-i-use-it/compare/]", "href")

    assert texts(page(client.get(address)), "td .tag")[-1] == "✕ Prohibited"
    assert texts(html, ".others .to a") == ["Side by side: No"]


def test_comparison_takes_short_links_until_they_are_taken_back(client, tree):
    saved, _ = saved_results.save(tree, {"users": ("100",), "sharing": ("no",)}, title="")

    html = page(beside(client, LINK, f"http://testserver{saved.get_absolute_url()}"))
    assert rows(html, "answers") == ["Do others get copies? A Yes B No"]

    saved_results.take_back(saved)
    refused = page(beside(client, LINK, saved.get_absolute_url()))
    assert errors(refused) == [
        "There is no result under this short link; it may have been taken back."
    ]


@pytest.mark.parametrize(
    ("link", "error"),
    [
        ("https://elsewhere.example/check/can-i-use-it/v1/?users=1", "This is a link to another"),
        ("/licenses/example/", "This is no link of a result."),
        ("/check/other/v1/?users=100", "This is a result of another questionnaire."),
        ("v9?users=100", "There is no version 9"),
        ("v1?users=100", "This link is not whole"),
        ("v1?_check=kfv3q&users=100&sharing=no", "This link is not whole"),
        ("/results/nothing/", "There is no result under this short link"),
        ("http://[", "This link cannot be read."),
        ("v1?" + "a&" * 1500, "This link is too long"),
        ("v1?a=\0", "This link is too long"),
    ],
)
def test_comparison_refuses_a_link_at_its_field(client, tree, link, error):
    html = page(beside(client, LINK, link))

    [told] = errors(html)
    assert told.startswith(error)
    assert values(html, ".summary p a", "href") == ["#link-b"]
    assert values(html, "[aria-invalid]", "id") == ["link-b"]
    assert values(html, "input[name=a]", "value") == [LINK]


def test_comparison_without_links_asks_for_both(client, tree):
    html = page(client.get(COMPARE))

    assert values(html, "form input[name]", "name")[-2:] == ["a", "b"]
    assert errors(html) == []
    page(client.get("/check/nothing/compare/"), status=404)


def test_comparison_is_there_as_markdown_and_json(client, tree):
    html = page(beside(client, LINK, NO))
    markdown, as_json, *_ = values(html, ".ways a", "href")

    written = page(client.get(markdown))
    data = json.loads(page(client.get(as_json)))

    assert "| Verdict | Allowed, with conditions | Allowed |" in written
    assert "| Do others get copies? | Yes | No |" in written
    assert "| You must: Keep the notice | applies | does not apply |" in written
    assert "- You may: Use it commercially" in written
    assert data["a"]["verdict"] == "conditional"
    assert data["b"]["url"] == f"http://testserver{NO}"
    assert [(one["ref"], one["a"], one["b"]) for one in data["terms"] if not one["is_same"]] == [
        ("example/notice", "holds", "absent"),
        ("example/no-harm", "holds", "absent"),
    ]
    page(client.get(f"{CHECK}compare.json"), status=404)
    page(client.get(f"{CHECK}compare.md", {"a": A, "b": "v1"}), status=404)


def test_comparison_queries_are_few(client, tree, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(COMPARE, {"a": A, "b": B})
