"""A questionnaire of six questions, built, tried and kept in the workshop by who writes no code."""

import pytest
from playwright.sync_api import expect

from tests.browser.building.answers import go_on, option
from tests.browser.manual.pictures import picture
from tests.browser.pages import log_in

MOST_LOADS = 12
AT = "Math.round(document.activeElement.getBoundingClientRect().top)"
"""Where the field that one writes in stands in the window."""


@pytest.fixture
def lawyer(visit, site):
    page = visit()
    log_in(page, site, name="root")
    return page


def test_six_questions_are_built_in_few_pages_and_tried(lawyer, site):
    page = lawyer
    loads = []
    page.on("load", lambda _page: loads.append(page.url))
    page.goto(site("/admin/guidance/tree/add/"))
    page.get_by_label("Title").fill("May we send a sample?")
    page.get_by_label("The first question").fill("Question 1?")
    page.locator("[name=_save]").first.click()

    for number in range(1, 7):
        expect(page.get_by_label("Question:", exact=True)).to_have_value(f"Question {number}?")
        if number == 6:
            option(page, 0, "Yes", "A new outcome: Allowed", "You may")
        else:
            option(page, 0, "Yes", "A new question", f"Question {number + 1}?")
        if number == 1:
            option(page, 1, "No", "A new outcome: Prohibited", "You may not")
        else:
            option(page, 1, "No", "You may not")
        go_on(page)

    expect(page.locator("a.picture-box[data-shape=question]")).to_have_count(6)
    assert len(loads) <= MOST_LOADS
    drawn, form = (page.locator(at).bounding_box() for at in ("#map", "#inspector"))
    assert drawn["x"] + drawn["width"] <= form["x"]

    page.get_by_role("link", name="Try it").click()
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("a.picture-box[aria-current]")).to_have_attribute("id", "at-you-may-not")
    picture("try", page.locator("#content"))
    page.get_by_role("button", name="Yes, that is right").click()
    expect(page.get_by_text("Kept as the case")).to_be_visible()
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_role("region", name="Cases")).to_contain_text("Question 1? No")


def test_saving_keeps_the_page_its_scroll_and_its_focus(lawyer, site):
    page, loads = lawyer, []
    page.goto(site("/admin/guidance/tree/add/"))
    page.get_by_label("Title").fill("May we lend it?")
    page.get_by_label("The first question").fill("Who lends?")
    page.locator("[name=_save]").first.click()
    page.wait_for_url("**/workshop/**")
    page.wait_for_load_state()
    page.on("load", lambda _page: loads.append(page.url))
    title = page.get_by_label("Question:", exact=True)

    for words in ("Who lends it?", "Who lends it to whom?"):
        title.fill(words)
        before = page.evaluate(AT)
        page.keyboard.press("Enter")
        expect(page.locator("[data-said]").first).to_contain_text(f"{words}” was changed")
        expect(page.locator("a.picture-box[aria-current]")).to_contain_text(words[:12])
        assert page.evaluate("document.activeElement.name") == "title"
        page.wait_for_function(f"({AT}) === {before}")
    assert loads == []

    option(page, 0, "We do", "A new outcome: Allowed", "You may lend it")
    with page.expect_event("load"):
        page.locator("[name=_save]").first.click()
    expect(page.locator("#id_options-0-label")).to_have_value("We do")
    title.fill("")
    with page.expect_event("load"):
        page.locator("[name=_save]").first.click()
    expect(page.locator(".errorlist").first).to_contain_text("required")
