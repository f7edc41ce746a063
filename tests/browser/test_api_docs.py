"""The interactive page of the API, under the site's strict policy, light and dark."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations

KNOWN = (
    ("nested-interactive", "opblock", "Swagger UI puts its copy button into the summary"),
    ("color-contrast", "opblock", "Swagger UI's own colors of methods, white on light blue"),
    ("aria-allowed-role", "#operations", "Swagger UI makes a second main, which we take back"),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_api_docs_are_silent_accessible_and_try_a_call(visit, site, scheme):
    page = visit(color_scheme=scheme)

    page.goto(site("/api/docs/"))
    expect(page.locator("[data-path='/api/v1/licenses']")).to_be_visible()
    expect(page.get_by_role("main")).to_have_count(1)

    assert page.locator("h1").all_text_contents() == ["API"]
    assert violations(page, known=KNOWN) == []
    background = page.locator("body").evaluate("it => getComputedStyle(it).backgroundColor")
    assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 23, 29)"}[scheme]

    call = page.locator("#operations-trees-evaluate")
    call.locator(".opblock-summary-control").click()
    call.get_by_role("button", name="Try it out").click()
    call.get_by_placeholder("slug").fill("can-i-use-llama-2")
    call.locator("textarea").fill('{"answers": {"standing": ["none"]}}')
    call.get_by_role("button", name="Execute").click()
    expect(call.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
    assert page.context.cookies() == []


def test_api_docs_without_script_link_the_description(visit, site):
    page = visit(script=False)

    page.goto(site("/api/docs/"))

    expect(page.get_by_text("The list of calls needs script.")).to_be_visible()
    link = page.get_by_role("link", name="OpenAPI document")
    assert link.get_attribute("href") == "/api/schema/"
