"""Leaving a page of the admin whose form holds words that are not saved."""

import pytest

from tests.browser.pages import log_in


@pytest.fixture
def desk(visit, site):
    """A window of the admin; ``desk.asked`` counts how often leaving asked, and was agreed to."""
    page = visit()
    log_in(page, site, name="root")
    page.asked = []

    def agree(dialog):
        page.asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    return page


def open_faq(page, site):
    page.goto(site("/admin/guidance/faqentry/"))
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_load_state("load")


def leave(page):
    page.get_by_role("link", name="Preview").first.click()
    page.wait_for_url("**/preview/")
    return page.asked


def test_page_that_was_only_read_is_left_without_a_question(desk, site):
    open_faq(desk, site)
    desk.locator("#id_question").focus()
    desk.keyboard.press("Tab")

    assert leave(desk) == []


def test_typed_words_are_asked_about(desk, site):
    open_faq(desk, site)
    desk.locator("#id_question").press_sequentially("Why?")

    assert leave(desk) == ["beforeunload"]


def test_words_that_were_typed_and_taken_back_are_not_asked_about(desk, site):
    open_faq(desk, site)
    desk.locator("#id_question").press_sequentially("?")
    desk.keyboard.press("Backspace")

    assert leave(desk) == []


def test_choice_is_asked_about(desk, site):
    open_faq(desk, site)
    desk.locator("#id_is_featured").evaluate("box => { box.checked = !box.checked; }")
    desk.locator("#id_question").click()

    assert leave(desk) == ["beforeunload"]


def test_saving_asks_nothing_but_what_was_refused_is_asked_about_at_once(desk, site):
    open_faq(desk, site)
    desk.locator("#id_question").fill("")
    desk.get_by_role("button", name="Save and continue editing").last.click()
    desk.wait_for_selector(".errornote")
    assert desk.asked == []
    desk.locator("#id_short_answer").click()

    assert leave(desk) == ["beforeunload"]


def test_key_that_a_script_proposes_is_not_asked_about(desk, site):
    desk.goto(site("/admin/guidance/topic/add/"))
    desk.locator("#id_title").press_sequentially("Notice")
    assert desk.locator("#id_slug").input_value() == "notice"
    desk.locator("#id_title").evaluate("field => field.value = ''")

    desk.get_by_role("link", name="Home").first.click()
    desk.wait_for_url("**/admin/")

    assert desk.asked == []


def test_words_are_asked_about_after_a_visit_to_another_page_and_back(desk, site):
    open_faq(desk, site)
    desk.locator("#id_question").press_sequentially("Why?")
    leave(desk)
    desk.go_back()
    desk.wait_for_load_state("load")
    typed = desk.locator("#id_question").input_value()
    desk.locator("#id_short_answer").click()

    assert leave(desk) == ["beforeunload"] * (2 if "Why?" in typed else 1)


def test_ticked_rows_of_a_list_are_not_asked_about(desk, site):
    desk.goto(site("/admin/guidance/faqentry/"))
    desk.locator("main input[type=checkbox]").nth(1).click()

    desk.get_by_role("link", name="Home").first.click()
    desk.wait_for_url("**/admin/")

    assert desk.asked == []
