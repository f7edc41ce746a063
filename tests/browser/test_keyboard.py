"""Readers without a mouse, and readers who go back, reload, bookmark and change their mind."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.pages import ALONE, TREE, log_in

FOCUSED = "document.activeElement"


def test_first_tab_offers_to_skip_to_the_content(site, visit):
    page = visit()
    page.goto(site("/licenses/llama-2/"))

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    assert page.evaluate(f"{FOCUSED}.id") == "main"


def test_tab_follows_the_page_and_always_shows_where_it_is(site, visit):
    page = visit()
    page.goto(site(f"{TREE}?model=changed"))
    invisible, seen = [], []

    for _ in range(30):
        page.keyboard.press("Tab")
        name, is_visible, is_shown = page.evaluate(SHOWN_FOCUS)
        if name == "BODY":
            break
        seen.append(name)
        if not (is_visible and is_shown):
            invisible.append(name)

    assert invisible == []
    assert seen[0] == "Skip to content"
    names = page.locator("fieldset input").evaluate_all("all => all.map(e => e.id)")
    first = seen.index(names[0])
    assert seen[first : first + len(names)] == names
    after = ["Continue", "See the remaining questions on one page", "Why we ask"]
    assert seen[first + len(names) :][:3] == after


SHOWN_FOCUS = """() => {
    const e = document.activeElement, box = e.getBoundingClientRect();
    const ring = style => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
        || style.boxShadow !== "none";
    const label = e.closest("label");
    const shown = ring(getComputedStyle(e)) || (label && ring(getComputedStyle(label)))
        || ring(getComputedStyle(e, "::after"));
    const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
    const name = e.id && e.matches("input") ? e.id : e.textContent.trim() || e.name || e.tagName;
    return [e === document.body ? "BODY" : name, inside, shown];
}"""


def test_question_is_answered_by_keys(site, visit):
    page = visit()
    page.goto(site(TREE))

    page.locator("fieldset input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(site(f"{TREE}?model=changed"))
    page.locator("fieldset input[value=none]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site(f"{TREE}?model=changed&standing=none"))


def test_empty_answer_moves_to_the_summary_which_leads_to_the_field(site, visit):
    page = visit()
    page.goto(site(TREE))

    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Choose one answer to continue.")
    assert page.title().startswith("Error: ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("fieldset input").first).to_be_focused()


def test_back_reload_and_bookmark_find_the_same_question(site, visit):
    page = visit()
    page.goto(site(TREE))
    choose(page, "changed")
    choose(page, "none")
    bookmark, title = page.url, page.locator("h1").inner_text()

    page.reload()
    assert (page.url, page.locator("h1").inner_text()) == (bookmark, title)
    page.go_back()
    expect(page).to_have_url(site(f"{TREE}?model=changed"))
    page.go_forward()
    expect(page).to_have_url(bookmark)
    other = visit(script=False)
    other.goto(bookmark)
    expect(other.locator("h1")).to_have_text(title)


def test_changed_answer_keeps_the_later_ones_that_fit(site, visit):
    page = visit()
    page.goto(site(f"{TREE}?{ALONE}"))

    page.get_by_role("link", name="Change").first.click()
    expect(page.locator("fieldset input[value=as-received]")).to_be_checked()
    choose(page, "changed")

    assert answers(page) == dict(parse_qsl(ALONE)) | {"model": "changed"}
    assert page.get_by_text("no longer fit").count() == 0


def test_changed_answer_tells_which_later_ones_it_dropped(site, visit):
    page = visit()
    page.goto(site(f"{TREE}?model=changed&standing=none&policy=none&size=product"))

    page.goto(site(f"{TREE}?{ALONE}&sharing=nobody&users=5"))

    expect(page.get_by_role("status")).to_contain_text("left out")


def test_page_of_all_questions_hides_what_is_ruled_out_and_asks_the_site(site, visit):
    page = visit(expected=[303])
    page.goto(site(f"{TREE}all/?{ALONE}"))
    questions = page.locator("fieldset:visible")
    assert questions.count() == 8

    page.locator("#question-size [value=product]").check()
    assert page.locator("#question-sharing").is_hidden()
    page.get_by_text("Go to one of the 13 questions").click()
    assert page.locator(".to li:visible").count() == questions.count() == 7
    page.get_by_role("button", name="Show the result").press("Enter")

    expect(page.locator(".summary")).to_contain_text("Last question, for a finished product.")
    expect(page.locator(".summary")).to_be_focused()
    assert questions.count() == 7
    page.locator("#question-product-plans [value=none]").check()
    page.get_by_role("button", name="Show the result").press("Enter")
    expect(page).to_have_url(re.compile("/v1/.*_check="))


def choose(page, value):
    page.locator("label.choice", has=page.locator(f"[value={value}]")).click()
    page.get_by_role("button", name="Continue").click()


def answers(page):
    return dict(parse_qsl(urlsplit(page.url).query))


def test_number_of_a_clause_and_text_of_a_notice_are_copied(page, site):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site("/licenses/llama-2/"))
    read = "navigator.clipboard.readText()"

    # The reader stays; what is copied is the address whose words never change.
    page.locator('a.number[href$="#1.b.iii"]').press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.url == site("/licenses/llama-2/#1.b.iii")
    assert page.evaluate(read) == site("/licenses/llama-2/v1/#1.b.iii")

    notice = page.locator("#term-keep-notice .fulfilment")
    notice.get_by_role("button", name="Copy the text").press("Enter")
    expect(notice.get_by_role("button")).to_have_text("Copied")
    assert page.evaluate(read) == notice.locator("pre").inner_text()


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("fragment", ["question-users", "outcome-internal"])
def test_address_of_a_part_opens_the_fold_around_it(site, visit, has_script, fragment):
    page = visit(script=has_script)

    page.goto(site(f"{TREE}start/#{fragment}"))

    expect(page.locator(f"#{fragment}")).to_be_in_viewport()


def test_add_page_of_the_admin_begins_at_the_first_empty_field(site, visit):
    page = visit()
    log_in(page, site, name="root")
    begins = {}

    for address in (f"term/add/?license={site.facts['rows']['license']}", "faqentry/add/"):
        page.goto(site(f"/admin/guidance/{address}"))
        begins[address.split("/")[0]] = page.evaluate(f"{FOCUSED}.name")

    assert begins == {"term": "kind", "faqentry": "question"}


def suggested_to(page, site, path="/search/"):
    page.goto(site(path))
    field = page.locator("main input[name=q]")
    field.press_sequentially("llama 2 com")
    return field


@pytest.mark.parametrize("path", ["/", "/search/"])
def test_suggestion_is_chosen_by_keys_and_opened(page, site, path):
    field = suggested_to(page, site, path)
    expect(page.get_by_role("option").first).to_contain_text("Llama 2 Community License")

    field.press("ArrowDown")

    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    chosen = page.get_by_role("option").first.get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", chosen)
    field.press("Enter")
    page.wait_for_url("**/licenses/llama-2/")


def test_suggestions_are_told_and_closed_by_escape(page, site):
    field = suggested_to(page, site)
    expect(page.get_by_role("status")).to_contain_text("Suggestions: ")
    expect(field).to_have_attribute("aria-expanded", "true")

    field.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("llama 2 com")


def test_enter_without_a_choice_searches_as_ever(page, site):
    field = suggested_to(page, site)
    expect(page.get_by_role("listbox")).to_be_visible()

    field.press("Enter")

    page.wait_for_url("**/search/?q=llama+2+com")
