"""Results as readers meet them, under the permanent link."""

import pytest
import segno
from django.utils import timezone

from guidance.models import Review
from tests.documents import license_data
from tests.editions import published, published_license, published_tree
from tests.html import links, only, read, select, texts, values
from tests.views.checking.results import (
    CHECK,
    LINK,
    QUERY,
    UNSURE,
    page,
    publish_otherwise,
    words,
)

pytestmark = pytest.mark.django_db


# The page


def test_result_says_verdict_title_and_terms(client, tree):
    html = page(client.get(LINK))

    verdict = only(html, ".verdict")
    assert texts(verdict, ".about > p") == [
        "! Allowed, with conditions",
        "Can I use it? · for your whole plan, as you answered",
    ]
    assert texts(verdict, "h1") == ["You may pass it on"]
    headings = [one.text for one in read(html).elements if one.name in ("h2", "h3")]
    assert headings == [
        "What to do now", "Somebody to ask", "What you must do", "Keep the notice",
        "What you must not do, and limits", "Do no harm", "What you may do",
        "Use it commercially", "What this rests on", "Example · 3",
        "What would change it", "How we got here",
    ]  # fmt: skip
    assert texts(html, "pre[data-copy-text]") == ["Example Notice"]
    assert values(html, "[data-done]", "data-done") == ["example/notice"]


def test_result_quotes_clauses_of_the_pinned_license(client, tree):
    published_license(summary="Edition two.")

    html = page(client.get(LINK))

    cited = values(html, "a.cite", "href")
    assert "“keep this notice”" in texts(html, "blockquote.quote")
    assert {url.partition("#")[0] for url in cited} == {"/licenses/example/v1/"}
    policy = "https://example.org/policy"  # beside what is cited of it, and among what it rests on
    assert values(html, "a[href^=https://example.org/]", "href") == [policy, policy]


def test_result_shows_how_we_got_here(client, tree):
    html = page(client.get(LINK))

    assert texts(html, ".trail li > .q") == ["How many users have you?", "Do others get copies?"]
    assert texts(html, ".trail li > .a > span") == ["100 users", "Yes"]
    changes = values(html, ".trail .a a", "href")
    assert changes[0] == f"{CHECK}?users=100&sharing=yes&_change=users"


def test_result_tells_what_would_change_it(client, tree):
    html = page(client.get(LINK))

    assert texts(html, ".others > details > summary") == ["2 other answers, and what they come to"]
    assert texts(html, ".others .prospect") == [
        "How many users have you? More than 100 ✕ Special license needed Ask first "
        "Then no longer: You must: Keep the notice Then no longer: You may: Use it "
        "commercially Then no longer: You may not: Do no harm",
        "Do others get copies? No ✓ Allowed You may use it "
        "Then no longer: You must: Keep the notice Then no longer: You may not: Do no harm "
        "Side by side: No",
    ]
    for address in values(html, ".others a", "href"):
        assert client.get(address).status_code == 200
    assert "#others" in values(html, ".jumps a", "href")


def test_result_of_unsure_answers_tells_its_cases_instead(client, tree):
    html = page(client.get(UNSURE))

    assert texts(html, ".others") == ["Another situation Compare with another situation"]
    assert "#others" not in values(html, ".jumps a", "href")


def test_result_of_an_unsure_answer_shows_each_case(client, tree):
    html = page(client.get(UNSURE))

    assert "? It depends" in words(html)
    assert [case.partition(" What ")[0] for case in texts(html, ".prospect")] == [
        "Case 1 ! Allowed, with conditions You may pass it on "
        "If this is so: Do others get copies? Yes",
        "Case 2 ✓ Allowed You may use it "
        "If this is so: Do others get copies? No Nothing more is asked.",
    ]
    assert values(html, "p.to > a", "href") == [
        f"{CHECK}v1/?_check=kfv3q&users=100&sharing=yes",
        f"{CHECK}v1/?_check=brq46&users=100&sharing=no",
    ]


def test_result_names_a_clause_once_for_all_the_words_quoted_from_it(client):
    data = license_data()
    data["terms"][1]["citations"].append({"section": "2", "quote": "all copies"})
    published(data)
    published_tree()

    html = page(client.get(LINK))

    folded = [one for one in select(html, "details") if "Explanation and clause:" in one.text]
    assert folded[0].text.partition("beside the work. ")[2] == (
        "Example · 2 “keep this notice” “all copies”"
    )


def test_result_says_first_how_much_there_is_and_leads_there(client, tree):
    html = page(client.get(LINK))

    found = links(html, ".jumps li > a")
    assert found == [
        ("#must", "! 1 thing you must do"),
        ("#must-not", "✕ 1 thing you must not do"),
        ("#may", "✓ 1 thing you may do"),
        ("#others", "What would change it"),
        ("#trail", "How we got here"),
        ("#share", "Share"),
    ]
    assert all(only(html, place) for place, _ in found)


def test_result_of_an_unsure_answer_leads_to_its_cases(client, tree):
    html = page(client.get(UNSURE))

    assert ("#depends", "2 cases to tell apart") in links(html, ".jumps a")
    assert only(html, "#depends").name == "h2"


def test_result_of_an_unsure_answer_tells_a_term_that_depends_once(client, tree):
    html = page(client.get(UNSURE))

    found = only(html, "section.depends").text
    assert found.startswith("Case 1 If: Do others get copies? Yes ! You must 2 Keep the notice")
    assert texts(html, "summary").count("Keep the notice") == 1


def test_result_says_who_reviewed_it(client, tree, admin_user):
    at = timezone.now()
    Review.objects.create(
        edition=tree, reviewer=admin_user, reviewer_name="Ada Example", reviewed_at=at
    )

    html = page(client.get(LINK))

    assert f"Reviewed by Ada Example on {at:%-d %b %Y}." in words(html)


def test_result_says_that_it_is_not_reviewed(client, tree):
    assert "Not yet reviewed by the legal team." in words(page(client.get(LINK)))


def test_result_has_no_cookie_and_no_index(client, tree):
    response = client.get(LINK)

    assert response.cookies == {}
    assert response["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in page(response)
    assert " style=" not in page(response)


@pytest.mark.parametrize("name", ["", "share/", "qr.svg", "result.md", "result.json"])
def test_result_costs_few_queries(client, tree, name, django_assert_max_num_queries):
    publish_otherwise()

    with django_assert_max_num_queries(5):
        client.get(f"{CHECK}v1/{name}{QUERY}")


def test_result_redirects_to_the_one_address(client, tree):
    response = client.get(f"{CHECK}v1/?sharing=yes&users=0100&utm=mail")

    assert response["Location"] == LINK


@pytest.mark.parametrize("tracking", ["", "?utm=mail", "?utm_source=a&fbclid=b"])
def test_edition_without_answers_shows_what_it_asked(
    client, tree, tracking, django_assert_num_queries
):
    published_tree(summary="Revised.")

    with django_assert_num_queries(1):
        response = client.get(f"{CHECK}v1/{tracking}")

    html = page(response)
    assert response["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in response
    assert "The guidance has changed since." in html
    assert "Revised." not in html
    questions, outcomes = tree.document["questions"], tree.document["outcomes"]
    assert values(html, "li[id]", "id") == [
        *(f"question-{question['key']}" for question in questions),
        *(f"outcome-{outcome['key']}" for outcome in outcomes),
    ]


# Other forms


def test_markdown_ends_with_the_permanent_link(client, tree):
    response = client.get(f"{CHECK}v1/result.md{QUERY}")

    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert f"Permanent link: <http://testserver{LINK}>" in page(response)


def test_qr_is_an_image_of_the_permanent_link(client, tree):
    response = client.get(f"{CHECK}v1/qr.svg{QUERY}")

    code = segno.make(f"http://testserver{LINK}", error="m", micro=False)
    assert response["Content-Type"] == "image/svg+xml"
    assert page(response).startswith("<svg ")
    drawn = values(page(response), "path.qrline[stroke=#000]", "d")
    assert drawn == values(code.svg_inline(border=4), "path", "d")


def test_permanent_link_has_the_address_that_the_site_is_known_by(client, tree, settings):
    settings.SITE_URL = "https://guidance.example"

    html = page(client.get(LINK))

    assert f'value="https://guidance.example{LINK.replace("&", "&amp;")}"' in html


@pytest.mark.parametrize("name", ["share/", "qr.svg", "result.md"])
def test_no_result_has_no_other_form(client, tree, name):
    assert client.get(f"{CHECK}v1/{name}?users=100").status_code == 404
