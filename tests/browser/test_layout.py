"""Where things stand: notes beside or below their clause, and what is printed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import ALONE, TREE

# Clauses whose words carry a note, with the box of the words, of the text and of the notes.
BOXES = """() => [...document.querySelectorAll(".clause:has(.notes)")].map(clause => {
    const box = e => { const {top, right, bottom, left} = e.getBoundingClientRect();
                       return {top, right, bottom, left}; };
    const next = clause.nextElementSibling;
    return {key: clause.id, text: box(clause.querySelector(".text > *")),
            first: box(clause.querySelector(".notes > :first-child")),
            last: box(clause.querySelector(".notes > :last-child")),
            next: next && next.matches(".clause") ? box(next).top : Infinity};
})"""


@pytest.fixture
def clauses(site, visit):
    """The boxes of all clauses with notes at a width, in the order of the text."""

    def boxes(width):
        page = visit(width=width)
        page.goto(site("/licenses/llama-2/"))
        found = page.evaluate(BOXES)
        assert len(found) > 15
        return found

    return boxes


def test_notes_stand_in_the_margin_beside_their_words_on_a_wide_screen(clauses):
    astray = [
        clause["key"]
        for clause in clauses(1280)
        if not (
            clause["first"]["left"] >= clause["text"]["right"]
            and abs(clause["first"]["top"] - clause["text"]["top"]) < 40
        )
    ]

    assert astray == []


def test_notes_follow_their_clause_on_a_phone(clauses):
    astray = [
        clause["key"]
        for clause in clauses(390)
        if not (
            clause["first"]["top"] >= clause["text"]["bottom"]
            and clause["last"]["bottom"] <= clause["next"]
            and clause["first"]["left"] < 60
        )
    ]

    assert astray == []


def test_phone_says_on_the_first_screen_of_a_license_what_one_may_and_must(site, visit):
    page = visit(width=390, height=844)

    page.goto(site("/licenses/llama-2/"))

    cards = page.locator(".glance section")
    expect(cards).to_have_count(3)
    for card in cards.all():
        expect(card).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [1280, 390])
def test_license_comes_to_its_own_words_soon(site, visit, width):
    page = visit(width=width, height=800)

    page.goto(site("/licenses/llama-2/"))

    top = page.locator(".clause").first.bounding_box()["y"]
    assert top < {1280: 800, 390: 2 * 800}[width]


@pytest.mark.parametrize("width", [1280, 390])
def test_contents_stay_in_sight_while_a_license_is_read(site, visit, width):
    page = visit(width=width, height=800)
    page.goto(site("/licenses/llama-2/#5.b"))

    current = page.locator(".contents [aria-current]")

    expect(current).to_have_text("5 Intellectual Property")
    expect(current).to_be_in_viewport(ratio=1)
    expect(page.locator("[id='5.b'] p").first).to_be_in_viewport(ratio=1)
    below = page.locator(".contents").bounding_box()
    words = page.locator("[id='5.b'] p").first.bounding_box()
    assert width > 390 or words["y"] >= below["y"] + below["height"]


def test_words_that_stay_beside_their_notes_pass_below_what_stands_at_their_end(site, visit):
    page = visit(width=1280, height=800)
    page.goto(site("/licenses/llama-2/"))
    foot = page.locator("[id='7'] .clause-foot")

    foot.evaluate("foot => scrollBy(0, foot.getBoundingClientRect().top - 300)")

    words, place = page.locator("[id='7'] .text").bounding_box(), foot.bounding_box()
    assert words["y"] + words["height"] > place["y"], "nothing to pass below"
    on_top = f"document.elementFromPoint({place['x'] + 200}, {place['y'] + 4})"
    assert page.evaluate(f"{on_top}.closest('.clause-foot') !== null")
    ground = foot.evaluate("foot => getComputedStyle(foot).backgroundColor")
    assert ground == page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_result_shows_its_verdict_and_the_first_duty_on_the_first_screen(site, visit):
    page = visit(width=1280, height=800)

    page.goto(site(f"{TREE}v1/?{ALONE}&sharing=product&plans=none"))

    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    expect(page.locator(".duties > li").first).to_be_in_viewport(ratio=1)


def test_question_is_answered_without_scrolling_on_a_wide_screen(site, visit):
    page = visit(width=1280, height=800)

    page.goto(site(TREE))

    expect(page.get_by_role("button", name="Continue")).to_be_in_viewport(ratio=1)


def test_printed_result_shows_its_link_and_its_clauses(site, visit):
    page = visit()
    page.goto(site(f"{TREE}v1/?plans=none&sharing=product&{ALONE}"))

    page.emulate_media(media="print")

    printed = page.locator(".printed")
    expect(printed).to_be_visible()
    expect(printed).to_have_text(page.url)
    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    expect(page.locator(".print-head")).to_contain_text("guidance version 1 of")
    expect(page.locator(".proof code").first).to_be_visible()
    expect(page.locator(".files .do code")).to_have_text("LicenseRef-scancode-llama-2-license-2023")
    expect(page.locator(".files .do code")).to_be_visible()
    expect(page.locator(".duties .chips .cite").first).to_be_visible()
    expect(page.locator(".duties blockquote").first).to_be_hidden()
    for idle in (page.locator(".duties summary"), page.get_by_text("Start again")):
        expect(idle.first).to_be_hidden()


def test_printed_result_fits_three_pages(site, visit):
    page = visit()
    page.goto(site(f"{TREE}v1/?plans=none&sharing=weights&{ALONE}"))

    pdf = page.pdf(format="A4", print_background=True)

    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) <= 3


def test_ticks_travel_to_markdown_and_to_another_browser(site, visit):
    page = visit()
    page.goto(site(f"{TREE}v1/?plans=none&sharing=weights&{ALONE}"))

    page.get_by_role("checkbox", name="Done: Give every recipient a copy").check()
    page.get_by_text("Share this result", exact=True).click()

    expect(page.get_by_role("link", name="Markdown")).to_have_attribute(
        "href", re.compile(r"_done=llama-2%2Fpass-on-agreement$")
    )
    link = page.locator("[data-ticks-link]").evaluate("link => link.href")
    other = visit()
    other.goto(link)
    ticked = other.get_by_role("checkbox", name="Done: Give every recipient a copy")
    expect(ticked).to_be_checked()
    expect(other.get_by_role("checkbox", checked=True)).to_have_count(1)


def test_printed_license_names_the_clauses_at_a_glance(site, visit):
    page = visit(width=680)
    page.goto(site("/licenses/llama-2/"))

    page.emulate_media(media="print")

    expect(page.locator(".glance .cite").first).to_be_visible()


@pytest.mark.parametrize("path", ["/about/", "/accessibility/", "/changes/", "/faq/", "/search/"])
def test_words_begin_at_the_edge_where_the_heading_begins(site, visit, path):
    page = visit()

    page.goto(site(path))

    edges = {box["x"] for box in map(box_of, page.locator("main :is(h1, h2)").all())}
    assert len(edges) == 1


@pytest.mark.parametrize("path", ["/", f"{TREE}start/", "/licenses/llama-2/"])
def test_headings_of_columns_stand_on_one_line(site, visit, path):
    page = visit()

    page.goto(site(path))

    for columns in page.locator(".columns").all():
        headings = columns.locator("> section > h2").all()
        assert len({box["y"] for box in map(box_of, headings)}) == 1


def box_of(element):
    return element.bounding_box()


# Links and buttons that stand alone and are smaller than WCAG 2.2 asks of a target.
SMALL = """() => [...document.querySelectorAll("main :is(a[href], button, select, summary)")]
    .filter(e => !e.closest("label, .hidden, .prose, .number") && e.getClientRects().length)
    .filter(e => ![...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => ({words: e.textContent.trim(), height: e.getBoundingClientRect().height}))
    .filter(({height}) => height < 23.5)"""


@pytest.mark.parametrize(
    "path",
    [
        "/", "/licenses/llama-2/", "/compare/?licenses=llama-1,llama-2", "/faq/",
        f"{TREE}v1/?{ALONE}&sharing=unsure&plans=none",
    ],
)  # fmt: skip
def test_what_stands_alone_is_easy_to_touch(site, visit, path):
    page = visit(width=390, height=844)

    page.goto(site(path))

    assert page.evaluate(SMALL) == []


def test_shares_of_a_result_are_readable_by_machines(site, visit):
    page = visit()
    page.goto(site(f"{TREE}v1/?plans=none&sharing=product&{ALONE}"))

    page.get_by_text("Share this result", exact=True).click()
    page.get_by_text("QR code", exact=True).click()
    picture = page.get_by_role("img", name="QR code of the link to this result")
    expect(picture).to_be_visible()
    picture.evaluate("image => image.decode()")
    link = page.get_by_role("link", name="Markdown").get_attribute("href")
    markdown = page.request.get(site(link))

    assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"
    assert page.url in markdown.text()


# What stands under the folded ways to share, but for themselves.
COVERED = """() => {
    const folded = document.querySelector("details.share > summary").getBoundingClientRect();
    return [...document.querySelectorAll("main :is(.banner, p, li, h2, h3, pre, button)")]
        .filter(one => !one.closest("details.share"))
        .filter(one => {
            const {width, top, right, bottom, left} = one.getBoundingClientRect();
            return width && top < folded.bottom - 2 && bottom > folded.top + 2
                && left < folded.right - 2 && right > folded.left + 2;
        }).map(one => one.textContent.trim().slice(0, 40));
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_folded_sharing_covers_nothing(site, visit, width):
    page = visit(width=width)
    covered = {}

    for name, answers in (
        ("conditional", f"{ALONE}&sharing=product&plans=none"),
        ("not sure", f"{ALONE}&sharing=unsure&plans=none"),
        ("ask counsel", "model=as-received&standing=underage&policy=none"),
    ):
        page.goto(site(f"{TREE}v1/?{answers}"))
        covered[name] = page.evaluate(COVERED)

    assert covered == {"conditional": [], "not sure": [], "ask counsel": []}
