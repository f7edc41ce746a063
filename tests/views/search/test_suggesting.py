"""Suggestions while a query is typed."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from guidance.models import Publication
from guidance.services.asking import typeahead
from tests.editions import published_license
from tests.html import only
from tests.scenes import scene
from tests.services.search.shelf import APACHE, FAQ, LICENSE, TREE, put

SUGGEST = reverse("guidance:suggest")


@scene
def shelf():
    return [put(data) for data in (LICENSE, APACHE, FAQ, TREE)]


def suggested(client, typed):
    return [one["words"] for one in client.get(SUGGEST, {"q": typed}).json()["suggestions"]]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("llama", ["Llama 2 Community License"]),
        ("LLAMA-2", ["Llama 2 Community License"]),
        ("apache l", ["Apache License 2.0"]),
        ("sell caf", ["May I fine-tune it and sell the café assistant?"]),
        ("can i us", ["Can I use the model?"]),
        ("keep notice", ["Keep the Notice file"]),
        ("eep", []),
        ("zebra", []),
        ("l", []),
        ("", []),
        ("\x00", []),
    ],
)
def test_titles_are_found_by_how_their_words_begin(client, shelf, typed, words):
    assert suggested(client, typed) == words


@pytest.mark.parametrize(("count", "shown"), [(7, 7), (9, 8)])
def test_suggestions_are_few(client, db, count, shown):
    for number in range(count):
        put(FAQ | {"slug": f"z-{number}", "question": f"May zebra {number} whistle?"})

    assert len(suggested(client, "zebra")) == shown


def test_suggestions_follow_what_is_published_and_then_take_one_query(
    client, shelf, django_assert_max_num_queries
):
    assert suggested(client, "zebra") == []
    put(FAQ | {"slug": "zebra", "question": "May a zebra whistle?"})

    assert suggested(client, "zebra") == ["May a zebra whistle?"]
    with django_assert_max_num_queries(1):
        client.get(SUGGEST, {"q": "zebra w"})


def test_suggestions_may_be_kept_and_set_nothing(client, shelf):
    response = client.get(SUGGEST, {"q": "llama"})

    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    assert client.post(SUGGEST).status_code == 405


def test_suggestions_are_limited(client, shelf, settings):
    settings.RATES = settings.RATES | {"suggest": "2/min"}

    assert [client.get(SUGGEST, {"q": "llama"}).status_code for _ in range(3)] == [200, 200, 429]


def test_long_input_is_cut(shelf):
    assert typeahead.suggestions("llama " + "x" * 10_000) == ()
    assert typeahead.suggestions("llama" + " " * 100 + "zebra")


@pytest.mark.parametrize("address", ["/", "/search/"])
def test_field_is_a_plain_one_until_the_script_makes_it_more(client, shelf, address):
    html = client.get(address).content.decode()

    assert only(html, "main input[name=q]")["data-suggest"] == SUGGEST
    assert "combobox" not in html


def named(client, typed):
    return client.get(reverse("guidance:license-suggest"), {"q": typed}).json()["licenses"]


LLAMA, LICENSE_2 = (
    {"name": "Llama 2", "title": "Llama 2 Community License"},
    {"name": "Apache-2.0", "title": "Apache License 2.0"},
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ll", [LLAMA]),
        ("L", [LLAMA, LICENSE_2]),
        ("apache l", [LICENSE_2]),
        ("keep notice", []),
        ("", []),
        ("\x00", []),
    ],
)
def test_licenses_are_named_as_people_write_them(client, db, typed, found):
    published_license("llama-2", title=LLAMA["title"], short_title="Llama 2", spdx="LicenseRef-x")
    published_license("apache", title=LICENSE_2["title"], short_title="A", spdx="Apache-2.0")

    assert named(client, typed) == found


@pytest.mark.parametrize(("count", "shown"), [(19, 19), (21, 20)])
def test_named_licenses_are_few(client, db, count, shown):
    for number in range(count):
        published_license(f"z-{number}", title=f"Zebra {number}", short_title=f"Z {number}")

    assert len(named(client, "zebra")) == shown


def test_withdrawn_license_is_not_named(client, db):
    published_license("mit", title="MIT", short_title="MIT")
    Publication.objects.update(withdrawn_at=datetime.now(UTC))

    assert named(client, "mit") == []
