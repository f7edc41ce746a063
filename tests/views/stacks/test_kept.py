"""The short link of a stack: making it, what it shows, and taking it back."""

import pytest
from django.test import Client

from guidance.models import SavedStack
from guidance.services.stacks.addresses import Stack, query_of
from tests.html import texts
from tests.services.stacks.samples import part
from tests.views.checking.results import page
from tests.views.stacks.conftest import STACK

pytestmark = pytest.mark.django_db
ASKED = query_of(STACK)


def test_short_link_shows_the_stack_with_its_title_escaped(client, kept):
    html = page(client.get(kept[0]))

    assert "<bdi>Chat &lt;b&gt;bot&lt;/b&gt;</bdi>" in html
    assert "Hand on the license" in html
    assert "Make a short link" not in html


def test_short_link_keeps_what_was_asked_and_nothing_else(kept):
    saved = SavedStack.objects.get()

    assert saved.asked == [
        ["w", "permit"], ["e", "modelo.1"], ["e", "permit.1"], ["c", "b~Modelo~model~1"],
        ["c", "b~MIT~lib~1"],
    ]  # fmt: skip


def test_short_link_costs_three_queries_and_sets_no_cookie(kept, django_assert_num_queries):
    with django_assert_num_queries(4):
        assert Client().get(kept[0]).cookies == {}


@pytest.mark.parametrize(
    "asked",
    [
        "", "c=x", "w=permit", f"{ASKED}&x=1", ASKED.replace("permit.1", "permit.9"),
        "c=b~MIT~a%00~1",
    ],
)  # fmt: skip
def test_nothing_is_kept_of_what_cannot_be_read(client, licenses, asked):
    assert client.post("/stack/keep/", {"asked": asked}).status_code == 404
    assert not SavedStack.objects.exists()


def test_nothing_is_kept_for_another_site(client, licenses):
    response = client.post("/stack/keep/", {"asked": ASKED}, headers={"origin": "https://evil"})

    assert response.status_code == 403
    assert not SavedStack.objects.exists()


def test_keeping_begins_at_the_form(client, licenses):
    assert client.get("/stack/keep/")["Location"] == "/stack/"


def test_five_thousand_parts_can_be_kept_and_read(client, licenses):
    stack = Stack(tuple(part(f"p{n}", "MIT") for n in range(5_000)), "", {"permit": 1})

    response = client.post("/stack/keep/", {"asked": query_of(stack)}, follow=True)
    html = page(client.get(SavedStack.objects.get().get_absolute_url()))

    assert response.status_code == 200
    assert "Asked by 5000 parts, told once." in html
    assert "The first 200 of 5000; Markdown and JSON name all." in html


@pytest.mark.parametrize("title", ["x" * 500, "a\x07b", "a\0b"])
def test_odd_titles_do_no_harm(client, licenses, title):
    response = client.post("/stack/keep/", {"asked": ASKED, "title": title})

    assert response.status_code == 302
    assert len(SavedStack.objects.get().title) in (0, 200)


def test_short_links_of_one_visitor_are_limited(client, licenses, settings):
    settings.RATES = settings.RATES | {"share": "2/hour"}

    answers = [client.post("/stack/keep/", {"asked": ASKED}).status_code for _ in range(3)]

    assert answers == [302, 302, 429]


@pytest.mark.parametrize("key", ["", "?key=", "?key=wrong"])
def test_pages_of_the_maker_need_the_secret(client, kept, key):
    assert client.get(f"{kept[0]}ready/{key}").status_code == 404
    assert client.get(f"{kept[0]}take-back/{key}").status_code == 404
    assert client.post(f"{kept[0]}take-back/{key}").status_code == 404


def test_pages_with_the_secret_keep_it_out_of_the_referer(client, kept):
    assert client.get(kept[1])["Referrer-Policy"] == "strict-origin"


def test_take_back_ends_the_link_for_good(client, kept):
    assert texts(page(client.get(kept[1])), "h1") == ["Take back this short link?"]

    client.post(kept[1])

    response = client.get(kept[0])
    assert texts(page(response, 410), "h1") == ["This result was taken back"]
    assert client.get(kept[1]).status_code == 410
    for name in ("result.md", "result.json", "result.zip", "NOTICE"):
        assert client.get(kept[0] + name).status_code == 404
    saved = SavedStack.objects.get()
    assert (saved.asked, saved.title) == ([], "")


@pytest.mark.parametrize("token", ["x", "x" * 33, "%00"])
def test_unknown_short_link_is_not_found(client, licenses, token):
    assert client.get(f"/stacks/{token}/").status_code == 404
