"""The short link of a result: making it, what it shows, and taking it back."""

import pytest
from django.test import Client
from django.utils import timezone

from guidance.models import SavedResult
from tests.html import values
from tests.views.checking.results import CHECK, QUERY, page, publish_otherwise

pytestmark = pytest.mark.django_db


def test_share_stores_nothing_before_it_is_sent(client, tree):
    html = page(client.get(f"{CHECK}v1/share/{QUERY}"))

    assert "csrfmiddlewaretoken" in html
    assert not SavedResult.objects.exists()


def test_share_needs_the_token_of_its_form(tree):
    response = Client(enforce_csrf_checks=True).post(f"{CHECK}v1/share/{QUERY}", {"title": "x"})

    assert response.status_code == 403
    assert not SavedResult.objects.exists()


def test_short_link_shows_the_result_with_its_title_escaped(client, shared):
    html = page(client.get(shared[0]))

    assert "<bdi>Chat &lt;b&gt;bot&lt;/b&gt;</bdi>" in html
    assert "You may pass it on" in html
    assert "Make a short link" not in html


def test_short_link_costs_few_queries(client, shared, django_assert_max_num_queries):
    publish_otherwise()

    with django_assert_max_num_queries(3):
        client.get(shared[0])


def test_short_link_sets_no_cookie(shared):
    assert Client().get(shared[0]).cookies == {}


@pytest.mark.parametrize("name", ["result.md", "result.json", "qr.svg"])
def test_short_link_has_its_other_forms(client, shared, name):
    assert client.get(shared[0] + name).status_code == 200


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
        ("x" * 10_000, "Ensure this value has at most 200 characters (it has 10000)."),
        ("a\0b", "Null characters are not allowed."),
        ("a\x07b", "The title contains the character U+0007, which cannot be stored; remove it."),
    ],
)
def test_share_refuses_a_title_and_says_why(client, tree, title, message):
    html = page(client.post(f"{CHECK}v1/share/{QUERY}", {"title": title}))

    assert f'<p><a href="#title">{message}</a></p>' in html
    assert "<title>Error: Make a short link" in html
    assert not SavedResult.objects.exists()


@pytest.mark.parametrize("title", ["", "x" * 200, "نص", "</title><script>alert(1)</script>"])
def test_share_takes_a_title(client, tree, title):
    client.post(f"{CHECK}v1/share/{QUERY}", {"title": title})

    saved = SavedResult.objects.get()
    assert saved.title == title
    assert "<script>alert" not in page(client.get(saved.get_absolute_url()))


def test_share_takes_no_odd_bytes_for_text(client, tree):
    body = "title=%ED%A0%80"

    response = client.post(
        f"{CHECK}v1/share/{QUERY}", body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 302


def test_reload_of_the_ready_page_makes_no_other_link(client, tree):
    made = client.post(f"{CHECK}v1/share/{QUERY}", {"title": ""})

    pages = [page(client.get(made["Location"])) for _ in range(2)]

    assert made.status_code == 302
    assert pages[0] == pages[1]
    assert SavedResult.objects.count() == 1


@pytest.mark.parametrize("key", ["", "?key=guess"])
def test_ready_page_needs_the_secret(client, shared, key):
    assert client.get(f"{shared[0]}ready/{key}").status_code == 404


def test_short_links_of_one_visitor_are_limited_and_the_title_is_kept(client, tree, settings):
    settings.RATES = settings.RATES | {"share": "2/hour"}

    def share(visitor):
        given = {"title": "Our chat bot"}
        return client.post(f"{CHECK}v1/share/{QUERY}", given, REMOTE_ADDR=visitor)

    assert [share("192.0.2.90").status_code for _ in range(2)] == [302, 302]
    refused = share("192.0.2.90")
    assert "Wait 60 minutes, or share the long link" in page(refused, 429)
    assert 'value="Our chat bot"' in page(refused, 429)
    assert 3590 < int(refused["Retry-After"]) <= 3600
    assert share("192.0.2.91").status_code == 302
    assert SavedResult.objects.count() == 3


# Taking back


def test_pages_with_the_secret_keep_it_out_of_the_referer(client, shared):
    pages = [shared[1], shared[1].replace("/take-back/", "/ready/")]

    assert [client.get(address)["Referrer-Policy"] for address in pages] == ["strict-origin"] * 2


def test_take_back_is_no_forgery_where_the_browser_names_the_origin_only(shared):
    client = Client(enforce_csrf_checks=True)
    given = values(client.get(shared[1]), "input[name=csrfmiddlewaretoken]", "value")
    form = {"csrfmiddlewaretoken": given[0]}

    response = client.post(shared[1], form, headers={"origin": "http://testserver"})

    assert (response.status_code, response["Location"]) == (302, shared[0])


def test_take_back_asks_first(client, shared):
    html = page(client.get(shared[1]))

    assert "Take back this short link?" in html
    assert client.get(shared[0]).status_code == 200


def test_take_back_ends_the_link_for_good(client, shared):
    link, back = shared

    response = client.post(back, follow=True)

    assert "This result was taken back" in page(response, 410)
    assert [client.get(link + name).status_code for name in ("", "result.md", "qr.svg")] == [
        410, 404, 404,
    ]  # fmt: skip
    assert client.get(back).status_code == 410
    saved = SavedResult.objects.get()
    assert (saved.answers, saved.title) == ({}, "")


@pytest.mark.parametrize("key", ["", "?key=", "?key=guess", "?key=%00", "?key=%ED%A0%80"])
def test_take_back_needs_the_secret(client, shared, key):
    address = shared[1].partition("?")[0] + key

    assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    assert client.get(shared[0]).status_code == 200


@pytest.mark.parametrize("token", ["nonesuch", "x" * 5000, "a%00b", "%ED%A0%80", "%27--"])
def test_unknown_short_link_is_not_found(client, tree, token):
    assert client.get(f"/results/{token}/").status_code == 404


def test_short_link_is_taken_back_though_its_questionnaire_is_withdrawn(client, shared, tree):
    type(tree.publication).objects.update(withdrawn_at=timezone.now())

    asked = client.get(shared[1])
    response = client.post(shared[1], follow=True)

    assert asked.status_code == 200
    assert "This result was taken back" in page(response, 410)
    assert SavedResult.objects.get().answers == {}
