"""Three people take a license from its pasted words to public pages: author, reviewer, guest."""

import csv
import io

from playwright.sync_api import expect

from tests.browser.building.answers import go_on, option
from tests.browser.manual.pictures import picture
from tests.browser.pages import log_in
from tests.browser.test_annotating import SELECT

TEXT = """Sample Data License

1. Grant. You may use and change the samples for any purpose.

2. Notice. You must keep this notice in all copies of the samples.

3. Limit. If more than 1,000 people use your product, ask us first.

4. Marks. You may not use our name to advertise your product.
"""
NAME = "Sample Data License"
TREE = "May we use the samples?"
FAQS = (
    ("May we change the samples?", "Yes, for any purpose.", "use and change the samples"),
    ("Must we keep the notice?", "Yes, in all copies.", "keep this notice"),
    ("May we name the publisher?", "Not to advertise.", "use our name to advertise"),
)


ANSWERS = (
    *(("Yes",) * at + ("No",) for at in range(1, 6)),
    ("Yes",) * 6,
    ("In part",) * 6,
    ("In part", "No"),
    ("Yes", "In part", "No"),
)


def test_three_people_bring_a_license_to_its_readers(own_site, visit):
    author, reviewer, guest = visit(), visit(), visit(width=390)
    log_in(author, own_site)
    brings_in(author)
    annotates(author)
    asks(author, "Is the limit right?")
    link = invites(author)
    advises(guest, link)
    log_in(reviewer, own_site, name="rita")
    agrees(reviewer, NAME)
    to_draft(author, "Licenses", NAME)
    publishes(author)
    for faq in FAQS:
        answers(author, *faq)
    builds(author)
    keeps_cases(author)
    asks(author, "Are the ways right?")
    agrees(reviewer, TREE)
    to_draft(author, "Decision trees", TREE)
    publishes_together(author)
    reads(guest, own_site)


def save(page):
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_load_state()


def step(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def first_page(page):
    page.locator("#site-name a").click()


def add(page, what):
    first_page(page)
    page.get_by_text("All lists").click()
    page.get_by_role("row", name=what).get_by_role("link", name="Add").click()


def to_draft(page, noun, title):
    first_page(page)
    page.get_by_text("All lists").click()
    page.get_by_role("row", name=noun).get_by_role("link", name=noun).click()
    page.get_by_role("link", name=title, exact=True).click()


def pick(page, field, words):
    """Tick one of the boxes of a field."""
    page.locator(f".field-{field}").get_by_role("checkbox", name=words).check()


def brings_in(page):
    """Paste a text, make a license of it, and let it be split."""
    add(page, "License texts")
    page.get_by_label("Title").fill(NAME)
    page.get_by_label("Text:", exact=True).fill(TEXT)
    page.get_by_label("Source:", exact=True).fill("The publisher's page")
    save(page)
    page.get_by_role("link", name="Make a license of this text").click()
    page.get_by_label("Short title").press_sequentially("Sample Data")
    page.get_by_label("Summary").fill("Use the samples, and keep the notice.")
    page.get_by_role("button", name="Save and continue editing").first.click()
    page.get_by_role("link", name="Split the text into sections").click()
    page.locator("#content").get_by_role("button").first.click()


def annotates(page):
    step(page, "Text and notes")
    note(page, "1", "for any purpose", "Grants", "To sell them, **too**.")
    note(page, "3", "more than 1,000 people", "Requires", "Count who used it last month.")
    term(page, "2", "keep this notice in all copies", "You must", "Keep the notice")
    term(page, "4", "use our name to advertise", "You may not", "Advertise with their name")


def select(page, section, words):
    page.evaluate(SELECT, [f"at-{section}", words])


def note(page, section, words, kind, body):
    select(page, section, words)
    page.locator("[data-as=note]").click()
    page.get_by_label(kind).check()
    page.get_by_label("What it means").fill(body)
    page.locator("#annotate-panel").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Saved")).to_be_focused()


def term(page, section, words, kind, title):
    select(page, section, words)
    page.locator("[data-as=term]").click()
    panel = page.locator("#annotate-panel")
    panel.get_by_label(kind, exact=True).check()
    panel.get_by_label("Topic").select_option(index=1)
    panel.get_by_label("Statement").fill(title)
    panel.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Saved")).to_be_focused()


def cite(page, words):
    page.get_by_role("link", name="Pick the words from a text").first.click()
    page.get_by_label("License", exact=True).select_option(label=NAME)
    page.get_by_label("Words to search for in its text").fill(words)
    page.get_by_role("button", name="Show").click()
    page.get_by_role("button", name="Cite these words").click()


def answers(page, question, short, words):
    add(page, "FAQ entries")
    page.get_by_label("Question:").press_sequentially(question)
    page.get_by_label("Short answer").fill(short)
    page.get_by_label("Full answer").fill(f"{short} The words say so.")
    cite(page, words)
    pick(page, "licenses", NAME)
    save(page)


def builds(page):
    """Build six questions in the workshop; each can be answered in three ways."""
    add(page, "Decision trees")
    page.get_by_label("Title:").fill(TREE)
    page.get_by_label("The first question").fill("Question 1?")
    pick(page, "licenses", NAME)
    save(page)
    for number in range(1, 7):
        expect(page.get_by_label("Question:", exact=True)).to_have_value(f"Question {number}?")
        last, first = number == 6, number == 1
        ahead = "A new outcome: Allowed" if last else "A new question"
        option(page, 0, "Yes", ahead, "You may" if last else f"Question {number + 1}?")
        option(page, 1, "In part", ahead, "You may" if last else f"Question {number + 1}?")
        away = "A new outcome: Prohibited" if first else "You may not"
        option(page, 2, "No", away, "You may not" if first else "")
        if first:
            picture("answers", page.locator("#options-group"))
        go_on(page)
    picture("workshop", page.locator("#container"), window=True)
    for title, words in (("You may", "for any purpose"), ("You may not", "our name")):
        page.locator(f"#at-{title.lower().replace(' ', '-')}").click()
        page.wait_for_load_state()
        expect(page.get_by_label("Title:")).to_have_value(title)
        page.get_by_label("Summary:").fill(f"{title}: that is what the license says.")
        cite(page, words)
        save(page)


def keeps_cases(page):
    """Keep one case by trying it, and nine more by a table."""
    page.get_by_role("link", name="Try it").click()
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Yes, that is right").click()
    expect(page.get_by_text("Kept as the case")).to_be_visible()
    step(page, "Edit")
    page.get_by_role("link", name="As a table").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Get the table").click()
    lines = list(csv.reader(coming.value.path().read_text("utf-8-sig").splitlines()))
    lines += [line(lines[0], answers) for answers in ANSWERS]
    filled = io.StringIO()
    csv.writer(filled).writerows(lines)
    table = {"name": "cases.csv", "mimeType": "text/csv", "buffer": filled.getvalue().encode()}
    page.get_by_label("The table that you filled in").set_input_files([table])
    page.get_by_role("button", name="Take the table").click()
    expect(page.get_by_text("9 cases were taken.")).to_be_visible()


def line(head, answers):
    """Return a line of the table: the answers, and what they come to."""
    given = {f"Question {at}?": answer for at, answer in enumerate(answers, start=1)}
    given |= {
        "Case": ", ".join(answers),
        "Expected": "You may not" if "No" in answers else "You may",
        "Signed by": "Lea",
    }
    return [given.get(name, "") for name in head]


def asks(page, note):
    step(page, "Ask for review")
    page.get_by_label("What the reviewer should look at").fill(note)
    page.get_by_role("button", name="Ask for review").click()
    expect(page.get_by_text("Asked. Reviewers find the draft")).to_be_visible()


def invites(page):
    """Make a link for a guest; return it."""
    page.get_by_role("link", name="Have a guest without an account review it").click()
    page.get_by_label("For whom").fill("Ada Moss")
    page.get_by_role("button", name="Make a link").click()
    return page.get_by_label("The link. Copy it now").input_value()


def advises(page, link):
    """Say as a guest what one thinks, statement by statement."""
    page.goto(link)
    for choice in page.get_by_label("I agree").all():
        choice.check()
    page.get_by_label("Your name").fill("Ada Moss")
    picture("guest", page.locator("main"))
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you: what you said is kept")).to_be_visible()


def agrees(page, title):
    """Find on the first page what waits, look at it, and agree."""
    first_page(page)
    page.locator("a[href$='/review/']").filter(has_text=title).first.click()
    page.get_by_label("I agree with this draft").check()
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("agreed with this very draft")).to_be_visible()


def publishes(page):
    step(page, "Publish")
    expect(page.get_by_text("Rita agreed with this very draft")).to_be_visible()
    page.get_by_label("What changed, and why").fill("A license that we met.")
    picture("publish", page.locator("#content"))
    page.get_by_role("button", name="Publish as edition 1").click()
    expect(page.get_by_text("Edition 1 is published.")).to_be_visible()


def publishes_together(page):
    step(page, "Publish")
    page.get_by_role("link", name="Publish it later, or together with others").click()
    page.get_by_role("link", name="No, take me back").click()
    for title in (TREE, *(faq[0] for faq in FAQS)):
        page.get_by_label(title, exact=True).check()
    page.get_by_role("button", name="Show me what is published").click()
    page.get_by_label("What changed, and why").fill("Answers on a license that we met.")
    page.get_by_role("button", name="Publish or schedule").click()
    expect(page.get_by_text("Published together: 4.")).to_be_visible()


def reads(page, site):
    """Find as a reader, without an account, what the three have made."""
    page.goto(site("/licenses/sample-data/"))
    expect(page.locator("main mark").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("version 1, reviewed")
    page.get_by_role("link", name=FAQS[0][0]).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FAQS[0][0])
    page.goto(site("/licenses/sample-data/"))
    page.get_by_role("link", name=TREE).first.click()
    page.get_by_role("link", name="Start the questions", exact=True).click()
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You may not")
