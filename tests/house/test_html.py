"""Whether tests read pages well: what a selector finds, and what an element says."""

import pytest

from tests.html import links, only, read, select, texts, values

PAGE = """<!doctype html><main id="main"><h1>A &amp; B</h1>
<p class="soft first">One <b>two</b>three<br>four</p><div><p>Deep</p></div>
<a class="cite" href="/licenses/x/#1.a" hidden>1.a</a><a href="/faq/">Q</a><input name="q">
<pre> kept
 as is</pre></main>"""


@pytest.mark.parametrize(
    ("selector", "names"),
    [
        ("h1", ["h1"]),
        ("main p", ["p", "p"]),
        ("main > p", ["p"]),
        ("#main", ["main"]),
        ("p.soft.first", ["p"]),
        (".second", []),
        ("a[hidden]", ["a"]),
        ("a[href=/faq/]", ["a"]),
        ('a[href^="/licenses/x/#"]', ["a"]),
        ("a[href=/faq]", []),
        ("div > b", []),
        ("input + p", None),
    ],
)
def test_selector_finds_as_a_style_sheet_does(selector, names):
    if names is None:
        with pytest.raises(AssertionError, match="not understood"):
            select(PAGE, selector)
    else:
        assert [one.name for one in select(PAGE, selector)] == names


def test_words_are_those_that_readers_see():
    assert texts(PAGE, "h1") == ["A & B"]
    assert texts(PAGE, "p") == ["One twothree four", "Deep"]
    assert only(PAGE, "pre").raw == " kept\n as is"


def test_links_and_values_are_in_the_order_of_the_page():
    assert links(PAGE) == [("/licenses/x/#1.a", "1.a"), ("/faq/", "Q")]
    assert values(PAGE, "[name]", "name") == ["q"]


def test_selector_begins_below_the_element_it_is_asked_of():
    part = only(PAGE, "div")

    assert texts(part, "p") == ["Deep"]
    assert texts(part, "main p") == []


@pytest.mark.parametrize("selector", ["p", "h6"])
def test_only_fails_for_none_and_for_two(selector):
    with pytest.raises(AssertionError, match=" x "):
        only(PAGE, selector)


def test_elements_that_are_not_closed_do_not_swallow_the_rest():
    html = "<ul><li>one<li>two</ul><p>three</p>"

    assert texts(html, "p") == ["three"]
    assert [one.name for one in read(html).elements] == ["ul", "li", "li", "p"]
