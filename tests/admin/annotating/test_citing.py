"""Picking a citation: a license, its text, words selected or searched for, and their line."""

import pytest
from django.urls import reverse

from tests.documents import BODY
from tests.html import only, select

HX = {"HX-Request": "true"}


@pytest.fixture
def picker(ground):
    return reverse("admin:guidance_license_cite")


def test_picker_offers_licenses_and_shows_a_text(admin_of, picker, ground):
    shown = admin_of.get(picker, {"license": ground["license"].pk})

    assert [one.text for one in select(admin_of.get(picker), "#cite-license option")] == [
        "Example License"
    ]
    paragraphs = select(shown, ".cite-text [data-start]")
    assert [BODY[int(one["data-start"]) :].split("\n")[0] for one in paragraphs] == [
        one.text for one in paragraphs
    ]


def test_picked_words_become_the_line_that_a_field_takes(admin_of, picker, ground):
    start = BODY.index("all copies")
    query = {"license": ground["license"].pk, "start": start, "end": start + len("all copies")}

    shown = admin_of.get(picker, query, headers=HX)

    line = only(shown, "[data-line]")
    assert (line["data-own"], line["data-any"]) == ('2 "all copies"', 'example 2 "all copies"')
    assert shown["X-Panel"] == "yes"
    form = {"citations": line["data-any"], "question": "Must I?", "slug": "must-i"}
    added = admin_of.post(reverse("admin:guidance_faqentry_add"), form)
    assert "citations" not in added.context["adminform"].form.errors


def test_searched_words_in_several_places_are_offered_within_the_license(admin_of, picker, ground):
    pk = ground["license"].pk

    shown = admin_of.get(picker, {"license": pk, "quote": "the work"})

    offers = [one["href"] for one in select(shown, ".draft-quotes a")]
    assert len(offers) == 2
    assert "the work" in only(admin_of.get(f"{picker}{offers[1]}"), "[data-line]")["data-any"]


def test_picker_is_for_who_may_see_licenses(client, picker, team):
    client.force_login(team["plain"])
    assert client.get(picker).status_code == 403
    client.force_login(team["reviewer"])
    assert client.get(picker).status_code == 200


def test_fields_of_citations_lead_to_the_picker(admin_of, picker, ground):
    faq = admin_of.get(reverse("admin:guidance_faqentry_change", args=[ground["faq"].pk]))
    term = ground["license"].terms.first()
    own = admin_of.get(reverse("admin:guidance_term_change", args=[term.pk]))

    found = [
        (only(page, "[data-picked] textarea")["data-cite"], only(page, "a[data-pick]")["href"])
        for page in (faq, own)
    ]
    assert found == [("any", picker), ("own", picker)]
