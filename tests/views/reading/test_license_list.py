"""The list of licenses: what fits the filters, how many, and what was chosen."""

import pytest

from tests.editions import published_license
from tests.html import only, texts, values
from tests.scenes import scene
from tests.views.reading.pages import page

pytestmark = pytest.mark.django_db


def found(client, query):
    response = client.get(f"/licenses/?{query}")
    return [publication.slug for publication in response.context["publications"]]


@scene
def three():
    published_license("bent", title="Bent License", family="Bents", terms=[])
    published_license("open", title="Open License", is_open_source=True)
    published_license("closed", title="Closed License", summary="For nobody.", family="Bents")


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["bent", "closed", "open"]),
        ("family=Bents", ["bent", "closed"]),
        ("family=Unknown", []),
        ("open=yes", ["open"]),
        ("open=no", ["bent", "closed"]),
        ("topic=attribution", ["closed", "open"]),
        ("topic=nothing", []),
        ("allows=commercial-use", ["closed", "open"]),
        ("allows=attribution", []),
        ("q=NOBODY", ["closed"]),
        ("q=license+closed", ["closed"]),
        ("q=license&open=yes", ["open"]),
    ],
)
def test_list_shows_what_fits_all_filters(client, three, query, slugs):
    assert found(client, query) == slugs


@pytest.mark.parametrize(
    ("query", "counted"),
    [
        ("", "3 licenses"),
        ("open=yes", "1 of 3 licenses · Show all"),
        ("family=Unknown", "0 of 3 licenses · Show all"),
    ],
)
def test_list_counts_what_it_shows(client, three, query, counted):
    html = page(client, f"/licenses/?{query}")

    assert only(html, "p.soft[role=status]").text == counted


def test_list_keeps_what_was_chosen(client, three):
    html = page(client, "/licenses/?q=bent&family=Bents&open=no&allows=commercial-use")

    assert texts(html, "option[selected]") == ["Bents", "No", "Commercial use"]
    assert values(html, "input[value=bent]", "name") == ["q"]
