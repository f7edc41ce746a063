"""A page is made once for all readers, and anew as soon as what it is made of changes."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from guidance.views.frame import caching
from guidance.views.frame.caching import conditional
from guidance.views.reading import changes
from tests.editions import published_license


@pytest.fixture
def made():
    """A page that counts how often it was made."""
    pages = []

    def make():
        pages.append(1)
        return HttpResponse(f"page {len(pages)}")

    make.pages = pages
    return make


def ask(path, parts, make, host="testserver", **headers):
    request = RequestFactory().get(path, headers={"host": host, **headers})
    return conditional(request, parts, make)


def test_page_is_made_once_for_the_same_parts(made):
    bodies = [ask("/once/", ["a"], made).content for _ in range(3)]

    assert bodies == [b"page 1"] * 3
    assert ask("/once/", ["b"], made).content == b"page 2"


def test_page_is_made_for_each_address_and_host(made):
    ask("/each/", ["a"], made)
    ask("/other/", ["a"], made)
    ask("/each/", ["a"], made, host="localhost")

    assert len(made.pages) == 3


def test_made_up_parameters_make_no_other_page(made):
    bodies = {ask(f"/each/?x={number}", ["a"], made).content for number in range(3)}

    assert bodies == {b"page 1"}


def test_kept_page_has_its_tag_and_answers_with_304(made):
    first = ask("/tag/", ["a"], made)
    second = ask("/tag/", ["a"], made)
    third = ask("/tag/", ["a"], made, if_none_match=first["ETag"])

    assert second["ETag"] == first["ETag"]
    assert (third.status_code, third.content) == (304, b"")


def test_pages_with_cookies_or_errors_are_not_kept():
    def with_cookie():
        response = HttpResponse("x")
        response.set_cookie("a", "b")
        return response

    assert ask("/cookie/", [], with_cookie).cookies
    assert ask("/cookie/", [], lambda: HttpResponse("y")).content == b"y"
    assert ask("/gone/", [], lambda: HttpResponse("z", status=410)).status_code == 410
    assert ask("/gone/", [], lambda: HttpResponse("w")).content == b"w"


@pytest.mark.parametrize(("size", "times"), [(13, 1), (12, 2)])
def test_kept_pages_stay_within_their_size(made, monkeypatch, size, times):
    monkeypatch.setattr(caching, "_kept", caching.memory_of_pages(size))

    for part in ("one", "other", "one"):
        ask("/", [part], made if part == "one" else lambda: HttpResponse("another"))

    assert len(made.pages) == times  # of "page 1" and "another", which are 13 bytes


@pytest.mark.django_db
def test_license_page_changes_as_soon_as_an_edition_is_published(client):
    published_license(summary="First words.")
    before = client.get("/licenses/example/").content.decode()

    published_license(summary="Second words.")

    after = client.get("/licenses/example/").content.decode()
    assert ("First words." in before, "First words." in after) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/licenses/", "q=x"),
        ("/licenses/", "open=yes"),
        ("/faq/", "topic=x"),
        ("/faq/", "q=x"),
        ("/compare/", "licenses=example"),
        ("/changes/", "page=2"),
    ],
)
def test_page_depends_on_the_parameters_that_it_reads(client, monkeypatch, path, query):
    monkeypatch.setattr(changes, "_ON_A_PAGE", 1)
    published_license(summary="First words.")
    published_license(summary="Second words.")
    if path == "/changes/":  # which lists each item once: the second page needs another
        published_license("other", summary="First words.")
        published_license("other", summary="Second words.")

    plain, chosen, other = (
        client.get(path + end)["ETag"] for end in ("", f"?{query}", f"?{query}&made=up")
    )

    assert (plain == chosen, chosen == other) == (False, True)
