"""Filling in the form of a question in the workshop."""


def option(page, number, label, target, words=""):
    """Write an answer and where it leads; a new node by its words."""
    while not page.locator(f"#id_options-{number}-label").count():
        page.locator("#options-group .add-row a").click()
    page.fill(f"#id_options-{number}-label", label)
    page.select_option(f"#id_options-{number}-goto", label=target)
    if words:
        page.fill(f"#id_options-{number}-goto_new", words)


def go_on(page):
    """Save, and let the workshop open what is to do next."""
    page.locator("[name=_next]").first.click()
    page.wait_for_load_state()
