"""What is done every day takes few pages, and nothing that is typed is code."""

import pytest
from playwright.sync_api import expect

from tests.browser.building.answers import go_on, option
from tests.browser.manual.pictures import picture
from tests.browser.pages import log_in
from tests.browser.test_annotating import SELECT

MOST_LOADS = 5


@pytest.fixture
def lawyer(own_site, visit):
    """Somebody on the first page of the admin; ``loads`` are the pages that came, this first."""
    page = visit()
    log_in(page, own_site)
    page.wait_for_load_state()
    page.loads = [page.url]
    page.on("load", lambda: page.loads.append(page.url))
    return page


def open_list(page, noun, title):
    page.get_by_text("All lists").click()
    page.get_by_role("row", name=noun).get_by_role("link", name=noun).click()
    page.get_by_role("link", name=title, exact=True).click()


def test_note_is_added_in_few_pages(lawyer):
    open_list(lawyer, "Licenses", "Llama 2 Community License")
    lawyer.get_by_role("link", name="Text and notes").click()
    lawyer.wait_for_load_state()
    lawyer.evaluate(SELECT, ["at-5.b", "derivative works"])
    lawyer.get_by_role("button", name="Note", exact=True).click()
    lawyer.get_by_label("Warns").check()
    lawyer.get_by_label("What it means").fill("There is no exception for research.")
    lawyer.get_by_role("button", name="Save").click()
    expect(lawyer.get_by_role("heading", name="Saved")).to_be_focused()

    assert len(lawyer.loads) <= MOST_LOADS


def test_option_leads_to_a_new_outcome_in_few_pages_and_shows_what_changes(lawyer):
    open_list(lawyer, "Decision trees", "May I train another model on Llama 2 outputs?")
    lawyer.locator("#at-other-model").click()
    lawyer.wait_for_load_state()
    number = lawyer.locator("#options-group .inline-related:not(.empty-form)").count()
    option(lawyer, number, "Llama 9", "A new outcome: Ask counsel", "Ask us about Llama 9")
    go_on(lawyer)
    expect(lawyer.get_by_label("Title:")).to_have_value("Ask us about Llama 9")
    added = len(lawyer.loads)
    lawyer.get_by_role("link", name="What changes").click()
    lawyer.wait_for_load_state()

    picture("changes", lawyer.locator("#content"))
    assert (added <= MOST_LOADS, len(lawyer.loads) - added) == (True, 1)
