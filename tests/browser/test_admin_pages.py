"""Every page of the admin: silent, and accessible but for what is Django's own."""

import pytest

from tests.browser.accessibility import COLORS, violations
from tests.browser.pages import ADMIN, log_in
from tests.browser.watching import Watch

KNOWN = (
    ("label", "select2", "Select2 gives its search field no label; the field itself has one"),
    ("label", "id_last_login_", "Django labels a date and time as one, not its two fields"),
    ("label", "id_date_joined_", "Django labels a date and time as one, not its two fields"),
    ("list", "select2", "Select2 puts its search field straight into the list of the chosen"),
    ("aria-input-field-name", "select2", "Select2 names its box by an empty element"),
    ("label-title-only", "#searchbar", "Django describes the search of a list by a title"),
    ("aria-prohibited-attr", "help-tooltip", "Django labels the sign in its double lists"),
)
"""What axe finds in Django's own templates: the rule, part of the selector, and why it stays."""


@pytest.fixture(scope="module")
def lawyer(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    log_in(page, site, name="root")
    yield page
    context.close()


@pytest.mark.parametrize("stop", ADMIN, ids=lambda stop: stop.name)
def test_admin_page_is_silent_and_accessible(lawyer, site, stop):
    watch = Watch(lawyer, expected=[stop.status])
    lawyer.emulate_media(color_scheme="light")

    stop.open(lawyer, site)
    watch.settle()
    light = violations(lawyer, known=KNOWN)
    lawyer.emulate_media(color_scheme="dark")
    dark = violations(lawyer, only=COLORS, known=KNOWN)
    watch.stop()

    assert {"heard": watch.complaints, "light": light, "dark": dark} == {
        "heard": [],
        "light": [],
        "dark": [],
    }


def test_login_is_silent_and_accessible(visit, site):
    page = visit()

    page.goto(site("/admin/"))

    assert violations(page, known=KNOWN) == []


def test_refused_login_is_accessible(visit, site):
    page = visit()
    page.goto(site("/admin/"))

    page.get_by_role("button", name="Log in").click()

    assert violations(page, known=KNOWN) == []
