"""A note is written on words that are selected in the text, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.manual.pictures import picture
from tests.browser.pages import PASSWORD, log_in

SELECT = """([id, words]) => {
  for (const paragraph of document.getElementById(id).querySelectorAll("[data-start]")) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.data.indexOf(words);
      if (start < 0) continue;
      paragraph.scrollIntoView({ block: "center" });
      getSelection().setBaseAndExtent(node, start, node, start + words.length);
      return;
    }
  }
  throw new Error(`no ${words}`);
}"""


@pytest.fixture
def desk(own_site, visit):
    page = visit(expected=[403])
    page.loads = 0
    log_in(page, own_site, name="root", to="/admin/guidance/license/")
    page.on("load", lambda: setattr(page, "loads", page.loads + 1))
    page.get_by_role("link", name="Llama 2 Community License").first.click()
    page.get_by_role("link", name="Text and notes").click()
    page.wait_for_load_state("load")
    return page


def select(page, section, words):
    page.evaluate(SELECT, [f"at-{section}", words])


def note_on_derivative_works(page):
    select(page, "5.b", "derivative works")
    page.get_by_role("button", name="Note", exact=True).click()
    page.get_by_label("Warns").check()
    page.get_by_label("What it means").fill("There is **no exception** for research.")


def test_note_is_written_without_leaving_the_page(desk):
    loads = desk.loads
    note_on_derivative_works(desk)
    expect(desk.locator("#annotate-live strong")).to_have_text("no exception")
    picture("annotate", desk.locator("#annotate-panel"), window=True)
    # Words that are typed are not let go without a question.
    desk.once("dialog", lambda dialog: dialog.dismiss())
    select(desk, "5.c", "institute litigation")
    desk.get_by_role("button", name="Note", exact=True).click()
    expect(desk.get_by_label("What it means")).to_have_value(
        "There is **no exception** for research."
    )
    desk.get_by_role("button", name="Save").click()

    expect(desk.get_by_role("heading", name="Saved")).to_be_focused()
    mark = desk.locator("[id='at-5.b'] mark.warn", has_text="derivative works")
    expect(mark).to_have_count(1)
    mark.get_by_role("link").click()
    expect(desk.get_by_role("heading", name="Edit the note")).to_be_focused()
    assert desk.loads == loads


def test_words_are_selected_by_the_mouse_where_they_are_marked(desk):
    mark = desk.locator("[id='at-7'] mark a").last
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    middle = box["y"] + box["height"] / 2
    desk.mouse.move(box["x"] + 2, middle)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] - 2, middle, steps=5)
    desk.mouse.up()

    assert desk.evaluate("getSelection().toString()") == mark.inner_text()
    desk.get_by_role("button", name="Note", exact=True).click()
    expect(desk.get_by_role("heading", name="New note")).to_be_focused()
    expect(desk.locator("[data-quoted]")).to_have_text(mark.inner_text())


def test_words_are_moved_into_the_form_that_is_open(desk):
    note_on_derivative_works(desk)
    select(desk, "5.c", "institute litigation")
    desk.get_by_role("button", name="Move the note here").click()

    expect(desk.locator("[data-quoted]")).to_have_text("institute litigation")
    expect(desk.get_by_label("What it means")).to_have_value(
        "There is **no exception** for research."
    )


def test_session_that_ends_loses_nothing(desk):
    note_on_derivative_works(desk)
    desk.context.clear_cookies(name="sessionid")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Your words are kept in this page.")).to_be_visible()
    desk.get_by_label("Username").fill("root")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Log in").click()

    expect(desk.get_by_label("What it means")).to_have_value(
        "There is **no exception** for research."
    )
    expect(desk.locator("[data-quoted]")).to_have_text("derivative works")


def test_citation_is_picked_on_top_of_its_form(desk, own_site):
    desk.goto(own_site("/admin/guidance/faqentry/add/"))
    desk.get_by_label("Question:").fill("Must I?")
    desk.get_by_role("link", name="Pick the words from a text").click()
    desk.get_by_label("License", exact=True).select_option(label="Llama 2 Community License")
    desk.get_by_label("Words to search for in its text").fill("institute litigation")
    desk.get_by_role("button", name="Show").click()
    desk.get_by_role("button", name="Cite these words").click()

    expect(desk.locator("#id_citations")).to_have_value('llama-2 5.c "institute litigation"')
    expect(desk.get_by_label("Question:")).to_have_value("Must I?")
