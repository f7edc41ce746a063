"""Pages that say that something could not be done: accessible, and no wider than the screen."""

import pytest

from tests.browser.accessibility import COLORS, violations
from tests.browser.pages import ALONE, TREE, log_in, publish_without_note
from tests.browser.test_admin_pages import KNOWN

SHARE = f"{TREE}v1/share/?{ALONE}&sharing=product&plans=none"
SPOIL = "document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(f => f.value += 'x')"


def judge(page):
    """Return what is wrong with a page in either theme and at either width."""
    wrong = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        wrong += violations(page, known=KNOWN)
        page.emulate_media(color_scheme="dark")
        wrong += violations(page, only=COLORS, known=KNOWN)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"wider than {width}")
    page.emulate_media(color_scheme="light")
    return wrong


def open_faq(page, site):
    page.goto(site("/admin/guidance/faqentry/"))
    page.locator("#result_list tbody th a").first.click()
    page.locator("#id_question").fill("Must I really?")


def save(page):
    page.get_by_role("button", name="Save and continue editing").last.click()


@pytest.fixture
def desk(visit, site):
    page = visit(expected=(403, 404))
    log_in(page, site, name="root")
    return page


def test_form_with_an_outdated_token_is_shown_again(desk, site):
    open_faq(desk, site)
    desk.evaluate(SPOIL)
    save(desk)

    assert desk.locator("#id_question").input_value() == "Must I really?"
    assert desk.get_by_role("alert").first.is_visible()
    assert judge(desk) == []


def test_form_is_shown_again_after_a_login(desk, site):
    open_faq(desk, site)
    desk.context.clear_cookies(name="sessionid")
    save(desk)
    assert judge(desk) == []

    desk.get_by_label("Username").fill("root")
    desk.get_by_label("Password").fill("a long enough password")
    desk.get_by_role("button", name="Log in").click()

    assert desk.locator("#id_question").input_value() == "Must I really?"
    assert judge(desk) == []


def test_page_of_the_words_alone_is_accessible(desk, site):
    open_faq(desk, site)
    desk.evaluate(SPOIL)
    desk.locator("#faqentry_form").evaluate(
        "form => { form.action = '/admin/guidance/topic/999/history/'; }"
    )
    save(desk)

    assert desk.get_by_role("heading", name="What you typed").is_visible()
    assert judge(desk) == []


def test_nothing_at_an_address_of_the_admin_is_accessible(desk, site):
    desk.goto(site("/admin/guidance/nothing/"))

    assert judge(desk) == []


def test_form_of_readers_without_its_token_is_accessible(visit, site):
    page = visit(expected=(403,))
    page.goto(site(SHARE))
    page.get_by_label("Title").fill("A phone app")
    page.evaluate(SPOIL)
    page.locator("main form button").first.click()

    assert page.locator("main textarea").input_value() == "A phone app"
    assert judge(page) == []


def test_form_that_a_colleague_overtook_is_readable_and_goes_on_in_one_step(visit, own_site):
    mine, theirs = visit(), visit()
    log_in(mine, own_site, name="root")
    log_in(theirs, own_site, name="lea")
    path = f"/admin/guidance/faqentry/{own_site.facts['rows']['changed-faq']}/change/"
    for page, words in ((mine, "Mine are other words."), (theirs, "These are Lea's words.")):
        page.goto(own_site(path))
        page.locator("#id_short_answer").fill(words)
    save(theirs)

    save(mine)

    assert mine.locator(".errornote").evaluate("told => told === document.activeElement")
    mine.keyboard.press("Tab")
    assert mine.evaluate("document.activeElement.hash") == "#id_short_answer"
    mine.get_by_text("All that was saved, to be copied").click()
    assert mine.locator(".guidance-met").last.inner_text() == "These are Lea's words."
    looks = ["del", "ins"]
    lines = "mark => getComputedStyle(mark).textDecorationLine"
    shown = [mine.locator(f".guidance-met {look}").first.evaluate(lines) for look in looks]
    assert shown == ["line-through", "underline"]
    assert judge(mine) == []
    save(mine)
    assert mine.locator(".errornote").count() == 0
    assert mine.locator("#id_short_answer").input_value() == "Mine are other words."


def test_problems_of_an_imported_file_are_readable_on_a_phone(desk, site):
    desk.goto(site("/admin/guidance/import/"))
    file = {
        "name": "a.yaml",
        "mimeType": "text/plain",
        "buffer": b"kind: tree\nquestions:\n - {}\n",
    }
    desk.locator("input[type=file]").set_input_files(file)
    desk.get_by_role("button", name="Show what it would do").click()

    assert desk.locator(".errornote").evaluate("told => told === document.activeElement")
    assert judge(desk) == []


def test_note_that_is_missing_gets_the_focus(desk, site):
    desk.goto(site(f"/admin/guidance/faqentry/{site.facts['rows']['changed-faq']}/publish/"))
    publish_without_note(desk)
    desk.wait_for_selector(".errorlist")

    assert desk.evaluate("document.activeElement.id") == "id_note"
