"""A preview leads back to where it was opened: a note's form, the text, the review."""

import pytest

from tests.admin.pages import at, change_url
from tests.html import select, values

pytestmark = pytest.mark.django_db


def way_back(client, url):
    (link, *_others) = select(client.get(url), ".preview-bar a")
    return link["href"]


def preview_of(client, url):
    (address,) = [
        one for one in values(client.get(url), ".draft-steps a", "href") if "/preview/" in one
    ]
    return address


def test_preview_that_is_opened_at_a_note_or_a_term_leads_back_to_it(admin_of, ground):
    for row in (ground["license"].annotations.get(), ground["license"].terms.get(key="use")):
        address = preview_of(admin_of, change_url(row))

        assert address.endswith(f"-{row.key}")
        assert way_back(admin_of, address) == change_url(row)


def test_preview_that_is_opened_in_the_text_leads_back_into_it(admin_of, ground):
    license = ground["license"]
    term = license.terms.get(key="use")
    home = at(license, "annotate/")

    back = way_back(admin_of, at(license, "preview/?back=text:term-use#term-use"))

    assert back == f"{home}?term={term.pk}#term-{term.pk}"


def test_preview_that_is_opened_from_a_review_leads_back_to_it(admin_of, ground):
    license = ground["license"]
    page = admin_of.get(at(license, "review/"))
    looks = [look for _statement, look, *_rest in page.context["statements"]]

    assert {way_back(admin_of, look) for look in looks} == {at(license, "review/")}


@pytest.mark.parametrize("back", ["", "?back=", "?back=term:gone", "?back=//evil/", "?back=x"])
def test_preview_leads_back_to_the_draft_otherwise(admin_of, ground, back):
    license = ground["license"]

    assert way_back(admin_of, at(license, f"preview/{back}")) == change_url(license)
