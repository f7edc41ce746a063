"""The whole story: a license's real text, an answer, a link, new guidance, and the old link."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import log_in

ANSWERS = {
    "model": "changed", "standing": "none", "policy": "none", "size": "far-below",
    "outputs": "nothing", "fields": "none", "sharing": "weights", "plans": "none",
}  # fmt: skip
NEW_WORD = "Anybody"
NOTE = "Says who may do it."
WAYS = [(True, 1280), (False, 1280), (True, 390), (False, 390)]


@pytest.mark.parametrize(
    ("script", "width"), WAYS, ids=[f"{'script' if s else 'no-script'}-{w}px" for s, w in WAYS]
)
def test_story(own_site, visit, script, width):
    page = visit(width=width, script=script, expected=[410])
    reads(page, own_site)
    asks(page)
    permanent, old = gets_outcome(page)
    copies(page, permanent, script=script)
    short, take_back = shares(page, old)
    publishes(visit(width=width, script=script), own_site, old)
    finds_changed(page, permanent, old)
    finds_changed(page, short, old, title="Fine-tune for sale")
    takes_back(page, short, take_back)


def reads(page, site):
    page.goto(site("/"))
    page.get_by_role("link", name="Llama 2", exact=False).first.click()
    if "/licenses/llama-2/" not in page.url:
        page.goto(site("/licenses/llama-2/"))
    clause = page.locator('[id="1.b.v"]')
    expect(clause).to_contain_text(
        "You will not use the Llama Materials or any output or results of the Llama Materials to "
        "improve any other large language model"
    )
    # The words are marked, and the mark leads to its note, which unfolds and leads back.
    mark = clause.locator("a[href^='#note-']").first
    note = page.locator(f'[id="{mark.get_attribute("href")[1:]}"]')
    fold = page.locator("details.folded", has=note)
    kind = fold.locator("> summary > b")
    expect(kind).to_contain_text("Warns")
    expect(note).to_be_hidden()
    mark.click()
    expect(page).to_have_url(re.compile("#note-"))
    expect(note).to_be_in_viewport()
    expect(kind).to_be_in_viewport(ratio=1)
    expect(note.get_by_text("Our reading", exact=True)).to_be_visible()
    expect(note.locator(".body")).to_contain_text("Meta's code and manuals")
    expect(note.locator(".body")).to_be_in_viewport(ratio=1)
    note.get_by_role("link", name="Back to the words").click()
    expect(clause).to_be_in_viewport()
    page.get_by_role("link", name="Can I use Llama 2?").first.click()
    page.get_by_role("link", name="Start the questions", exact=True).click()


def asks(page):
    for _ in ANSWERS:
        field = page.locator("fieldset input").first.get_attribute("name")
        page.locator("label.choice", has=page.locator(f"[value={ANSWERS[field]}]")).click()
        page.get_by_role("button", name="Continue").click()


def gets_outcome(page):
    """Read the result; return its permanent address and what its heading says."""
    assert "/check/can-i-use-llama-2/v1/?" in page.url
    duty = page.locator(".duties .duty", has_text="Notice").first
    expect(duty).to_be_visible()
    duty.locator("summary").click()
    expect(duty.locator("blockquote, q").first).to_contain_text("in all copies")
    expect(page.get_by_role("heading", name="What you must not do, and limits")).to_be_visible()
    expect(page.get_by_role("heading", name="What you may do")).to_be_visible()
    page.get_by_text("Share this result", exact=True).click()
    return page.get_by_label("Permanent link").input_value(), heading(page).inner_text()


def copies(page, permanent, *, script):
    assert permanent == page.url
    copy = page.locator(".share .row [data-copy]")
    if not script:
        expect(copy).to_be_hidden()
        return
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy.click()
    expect(copy).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == permanent


def shares(page, old):
    page.get_by_role("link", name="Make a short link").click()
    page.get_by_label("Title").fill("Fine-tune for sale")
    page.get_by_role("button", name="Make the link").click()
    short = page.get_by_label("Short link", exact=True).input_value()
    take_back = page.get_by_label("Secret link to take the result back").input_value()
    page.goto(short)
    expect(heading(page)).to_have_text(old)
    expect(page.locator(".kicker")).to_contain_text("Fine-tune for sale")
    return short, take_back


def publishes(page, site, old):
    """Change the title of an outcome as a lawyer, look at the preview, and publish it."""
    log_in(page, site, to="/admin/guidance/outcome/?q=weights-changed")
    page.locator("#result_list tbody th a").click()
    page.get_by_label("Title").fill(new_title(old))
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.goto(site("/admin/guidance/tree/{tree}/change/".format(**site.facts["rows"])))
    expect(page.locator(".draft-state")).to_have_text("Draft, 1 change since edition 1")
    steps = page.get_by_role("navigation", name="Steps of this draft")
    steps.get_by_role("link", name="Preview").click()
    expect(page.get_by_text("Preview of the draft – not published.")).to_be_visible()
    page.get_by_role("link", name="Back to the draft").click()
    steps.get_by_role("link", name="What changes").click()
    expect(page.locator("#content")).to_contain_text(NEW_WORD)
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_label("What changed, and why").fill(NOTE)
    page.get_by_role("button", name="Publish as edition 2").click()
    expect(page.get_by_text("Edition 2 is published.")).to_be_visible()


def finds_changed(page, address, old, *, title=""):
    """Open an old link: it says what it said, that guidance has changed, and what changed."""
    page.goto(address)
    expect(heading(page)).to_have_text(old)
    if title:
        expect(page.locator(".kicker")).to_contain_text(title)
    since = page.get_by_role("region", name="Guidance has changed since")
    expect(since.locator("del").first).to_have_text(old.split()[0])
    expect(since.locator("ins").first).to_have_text(NEW_WORD)
    since.get_by_role("link", name="The same answers in the current guidance").click()
    expect(heading(page)).to_have_text(new_title(old))
    assert "/check/can-i-use-llama-2/v2/?" in page.url


def takes_back(page, short, take_back):
    page.goto(take_back)
    page.get_by_role("button", name="Take it back").click()
    expect(page).to_have_url(short)
    expect(heading(page)).to_contain_text("taken back")
    expect(page.get_by_text("Fine-tune for sale")).to_have_count(0)


def heading(page):
    return page.get_by_role("heading", level=1)


def new_title(old):
    return " ".join([NEW_WORD, *old.split()[1:]])
