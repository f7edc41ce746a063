"""Picking a citation: a license, its text, words selected or searched for, and their line."""

import pytest
from django.urls import reverse

from tests.admin.forms import fields_of
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


def pick(client, address, form, field, kind="any"):
    """Send a form as its button does without script; return the picker's page."""
    return client.post(address, form | {"_cite": [f"{kind}:{field}"]})


def sent_on(client, page, to, **given):
    """Send on the picker's form that goes to an address, with what is written into it."""
    for action, fields in actions(page):
        if action == to:
            return client.post(to, fields | {name: [value] for name, value in given.items()})
    raise AssertionError(to)


def actions(page):
    """Return where each form of the picker's page goes, and what it carries unseen."""
    return [
        (
            form["action"],
            {
                one["name"]: [one["value"]]
                for one in form.elements
                if one.name == "input" and one["type"] == "hidden"
            },
        )
        for form in select(page, "#content-main form")
    ]


@pytest.mark.parametrize("noun", ["faqentry", "outcome"])
def test_picking_without_script_comes_back_to_the_form_with_what_was_typed(
    admin_of, picker, ground, noun
):
    row = ground["faq"] if noun == "faqentry" else ground["tree"].outcomes.first()
    address = reverse(f"admin:guidance_{noun}_change", args=[row.pk])
    name = "short_answer" if noun == "faqentry" else "summary"
    form = fields_of(admin_of.get(address), **{name: "Half a sen"})
    before = form["citations"][0]

    page = pick(admin_of, address, form, "citations")
    page = sent_on(admin_of, page, picker, license=ground["license"].pk, quote="the work")
    offer = select(page, "button[name=at]")[1]["value"]
    page = sent_on(admin_of, page, picker, at=offer)
    line = only(page, "button[name=_cited]")["value"]
    back = sent_on(admin_of, page, address, _cited=line)

    shown = fields_of(back)
    assert shown[name] == ["Half a sen"]
    assert shown["citations"] == [f"{before}\n{line}"]
    assert "nothing was saved yet" in only(back, ".guidance-refusal").text
    row.refresh_from_db()
    assert getattr(row, name) != "Half a sen"
    assert admin_of.post(address, shown).status_code == 302
    row.refresh_from_db()
    assert getattr(row, name) == "Half a sen"


def test_picking_without_script_begins_in_the_license_of_a_term_and_can_be_left(
    admin_of, picker, ground
):
    term = ground["license"].terms.first()
    address = reverse("admin:guidance_term_change", args=[term.pk])
    form = fields_of(admin_of.get(address), title="Half a")

    page = pick(admin_of, address, form, "citations", "own")
    found = sent_on(admin_of, page, picker, license=ground["license"].pk, quote="all copies")
    back = sent_on(admin_of, page, address)

    assert only(page, "#cite-head").text.strip() == "Example License"
    assert only(found, "button[name=_cited]")["value"] == '2 "all copies"'
    assert fields_of(back)["title"] == ["Half a"]
    assert fields_of(back)["citations"] == form["citations"]


def test_words_that_wait_for_a_citation_are_shown_to_nobody_else(admin_of, picker, ground, team):
    address = reverse("admin:guidance_faqentry_change", args=[ground["faq"].pk])
    form = fields_of(admin_of.get(address), short_answer="Half a sen")
    page = pick(admin_of, address, form, "citations")
    admin_of.force_login(team["editor"])

    back = sent_on(admin_of, page, address)
    again = sent_on(admin_of, page, picker, license=ground["license"].pk)

    assert (back.status_code, back.url) == (302, "/admin/")
    assert [action for action, _sent in actions(again)] == [picker]
