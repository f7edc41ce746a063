"""Every public page: nothing that axe finds, nothing in the console, no scrolling sideways."""

import pytest

from tests.browser.accessibility import AXE, COLORS, QUICK, RULES, violations
from tests.browser.pages import PUBLIC
from tests.browser.watching import Watch

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def window(browser):
    """One window for all pages: a new one for each takes as long as most pages."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=PUBLIC, ids=lambda stop: stop.name)
def opened(request, window, site):
    """A page that is opened once, for all tests of it, by a reader who was nowhere before."""
    window.set_viewport_size(WIDE)
    window.emulate_media(color_scheme="light")
    watch = Watch(window, expected=[request.param.status])
    request.param.open(window, site)
    watch.settle()
    yield window, watch
    watch.stop()
    window.evaluate("localStorage.clear(); sessionStorage.clear()")
    window.context.clear_cookies()


def test_page_is_silent(opened):
    _, watch = opened

    complaints = list(watch.complaints)

    assert complaints == []


@pytest.mark.parametrize("width", [390, 320, 640], ids=lambda width: f"{width}px")
def test_page_never_scrolls_sideways(opened, width):
    """640 px is a window of 1280 px at 200 percent, 320 px the same at 400."""
    page, _ = opened

    page.set_viewport_size({"width": width, "height": 844})

    assert sideways(page) == []


def test_page_is_accessible_as_opened(opened):
    page, _ = opened
    page.set_viewport_size(WIDE)

    assert in_both_themes(page) == {"light": [], "dark": []}


def test_page_is_accessible_on_a_phone_with_all_unfolded(opened):
    page, _ = opened
    page.set_viewport_size(PHONE)
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")

    assert in_both_themes(page) == {"light": [], "dark": []}


def in_both_themes(page):
    page.emulate_media(color_scheme="light")
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    return {"light": light, "dark": violations(page, only=COLORS)}


def sideways(page):
    """Return what stands beyond the right edge, when the page can be scrolled there."""
    return page.evaluate(
        """() => {
            const root = document.documentElement;
            if (root.scrollWidth <= root.clientWidth) return [];
            return [...document.body.querySelectorAll("*")]
                .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
                .map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 60)}`)
                .concat(`${root.scrollWidth} > ${root.clientWidth}`);
        }"""
    )


FAULTY = """<body style="background: hsl(210deg 20% 98%)"><main><h3>Too deep</h3>
    <p style="color: #8a8a8a">Pale</p> <p style="color: rgb(0 0 0 / 30%)">Thin</p>
    <p style="opacity: .4; color: navy">Faded</p> <p style="color: #595959">Well</p>
    <p style="background: linear-gradient(red, blue)">Perhaps <a href="/">a link</a></p>
    <div style="background: rgb(20 30 40 / 80%)"><b style="color: gray">Deep</b></div>
    <img src="data:,"><button></button><input></main></body>"""


def test_quick_axe_finds_what_axe_finds(visit):
    found = {}

    for script in (AXE, QUICK):
        page = visit()
        page.set_content(FAULTY)
        page.evaluate(script)
        ran = page.evaluate("rules => axe.run({runOnly: rules, iframes: false})", RULES)
        found[script] = {kind: ran[kind] for kind in ("violations", "incomplete", "passes")}

    assert found[QUICK] == found[AXE]
    contrast = next(one for one in found[AXE]["violations"] if one["id"] == "color-contrast")
    assert len(contrast["nodes"]) == 4
