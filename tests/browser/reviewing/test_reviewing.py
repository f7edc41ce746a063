"""Reviewing in a browser: two people at one form, a reviewer, and a guest without an account."""

import pytest
from playwright.sync_api import expect

from tests.browser.manual.pictures import picture
from tests.browser.pages import log_in

FORM = "/admin/guidance/faqentry/{asked-faq}/change/"
REVIEW = "/admin/guidance/faqentry/{asked-faq}/review/"


def at(site, path):
    return site(path.format(**site.facts["rows"], **site.facts["links"]))


def test_two_people_at_one_form_know_of_each_other_and_lose_nothing(own_site, visit):
    lea, root = visit(), visit()
    log_in(lea, own_site)
    log_in(root, own_site, name="root")
    lea.goto(at(own_site, FORM))
    root.goto(at(own_site, FORM))
    expect(root.locator("[data-presence]")).to_have_text("Also open just now at: Lea")

    words = lea.get_by_label("Short answer")
    before = words.input_value()
    words.fill(f"{before} Lea says so.")
    lea.get_by_role("button", name="Save", exact=True).first.click()
    root.get_by_label("Short answer").fill(f"{before} Root says so.")
    root.get_by_role("button", name="Save", exact=True).first.click()

    expect(root.locator(".errornote").first).to_be_visible()
    root.get_by_label("Put both together, and show me").check()
    picture("both", root.locator(".field-short_answer"))
    root.get_by_role("button", name="Save", exact=True).first.click()
    both = f"{before} Lea says so. Root says so."
    expect(root.get_by_label("Short answer")).to_have_value(both)
    root.get_by_role("button", name="Save", exact=True).first.click()
    root.goto(at(own_site, FORM))
    expect(root.get_by_label("Short answer")).to_have_value(both)


def test_reviewer_remarks_looks_and_agrees(own_site, visit):
    page = visit()
    log_in(page, own_site, name="root")
    path = REVIEW.format(**own_site.facts["rows"])
    picture("worklist", page.locator(".guidance-tasks"))
    page.locator(f"a[href='{path}']").first.click()
    expect(page.locator(".said ins").first).to_contain_text("Ask if in doubt.")
    page.get_by_text("Remark", exact=True).first.click()
    page.get_by_label("Your remark").first.fill("Say whom to ask.")
    picture("review", page.locator(".draft-items"))
    page.get_by_role("button", name="Keep the remark").first.click()
    expect(page.get_by_text("Say whom to ask.")).to_be_visible()

    page.get_by_label("I agree with this draft").check()
    page.get_by_role("button", name="Answer", exact=True).click()

    expect(page.get_by_text("agreed with this very draft")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_guest_says_what_they_think_by_keyboard(own_site, visit, script):
    guest = visit(width=390, script=script)
    guest.goto(at(own_site, "/review/{guest}/"))
    guest.get_by_label("It should change").first.focus()
    guest.keyboard.press("Space")
    guest.keyboard.press("Tab")
    guest.keyboard.type("Say why.")
    guest.get_by_label("Your name").fill("Ada Moss")
    guest.keyboard.press("Enter")

    expect(guest.get_by_text("Thank you: what you said is kept")).to_be_visible()
    assert guest.context.cookies() == []
    page = visit()
    log_in(page, own_site, name="root")
    page.goto(at(own_site, "/admin/guidance/faqentry/{asked-faq}/review/guests/"))
    expect(page.get_by_text("Say why.")).to_be_visible()
