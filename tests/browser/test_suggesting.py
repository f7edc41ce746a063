"""Suggestions while a query is typed: chosen by keys, told to who does not see them, closed."""

import pytest
from playwright.sync_api import expect


def typed(page, site, path="/search/"):
    page.goto(site(path))
    field = page.locator("main input[name=q]")
    field.press_sequentially("llama 2 com")
    return field


@pytest.mark.parametrize("path", ["/", "/search/"])
def test_suggestion_is_chosen_by_keys_and_opened(page, site, path):
    field = typed(page, site, path)
    expect(page.get_by_role("option").first).to_contain_text("Llama 2 Community License")

    field.press("ArrowDown")

    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    chosen = page.get_by_role("option").first.get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", chosen)
    field.press("Enter")
    page.wait_for_url("**/licenses/llama-2/")


def test_suggestions_are_told_and_closed_by_escape(page, site):
    field = typed(page, site)
    expect(page.get_by_role("status")).to_contain_text("Suggestions: ")
    expect(field).to_have_attribute("aria-expanded", "true")

    field.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("llama 2 com")


def test_enter_without_a_choice_searches_as_ever(page, site):
    field = typed(page, site)
    expect(page.get_by_role("listbox")).to_be_visible()

    field.press("Enter")

    page.wait_for_url("**/search/?q=llama+2+com")
