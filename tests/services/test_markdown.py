"""Markdown is rendered safely, whatever was written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.core.fields import MAX_PROSE
from guidance.services.markdown import render
from tests.examples import examples


def test_markdown_renders_prose():
    html = render("**Ship** the [agreement](https://example.org/a).\n\n- one\n- two")

    assert html == (
        "<p><strong>Ship</strong> the "
        '<a href="https://example.org/a" rel="noopener noreferrer">agreement</a>.</p>\n'
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
    )


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<a href='javascript:alert(1)'>x</a>",
        "![x](https://example.org/x.png)",
        "<style>*{display:none}</style>",
        "<details open ontoggle=alert(1)>",
    ],
)
def test_markdown_obeys_no_html(source):
    html = render(source).lower()

    for forbidden in ("<script", "<img", "<style", "<details", 'href="javascript', 'href="data'):
        assert forbidden not in html


def test_markdown_shows_html_as_typed():
    html = render("Use `<b>` and <b>this</b>.")

    assert html == "<p>Use <code>&lt;b&gt;</code> and &lt;b&gt;this&lt;/b&gt;.</p>"


def test_markdown_puts_headings_below_those_of_the_page():
    html = render("# A\n\n###### B")

    assert html == "<h3>A</h3>\n<h5>B</h5>"


def test_markdown_takes_the_longest_prose_and_no_more():
    assert render("a" * MAX_PROSE) == f"<p>{'a' * MAX_PROSE}</p>"
    with pytest.raises(ValueError, match="limited to 20000 characters"):
        render("a" * (MAX_PROSE + 1))


@pytest.mark.parametrize("source", ["[" * MAX_PROSE, ">" * MAX_PROSE, "- " * 9_000, "*" * 20_000])
def test_markdown_renders_hostile_input(source):
    html = render(source)

    assert html


@pytest.mark.parametrize(
    "source",
    ["- " * 9_000 + "a", "1. " * 6_000 + "a", "-\t" * 9_000, ("- " * 500 + "a\n\n") * 19],
)
def test_markdown_nested_too_deep_is_shown_as_typed(source):
    html = render(source)

    assert (html.count("<p>") > 0, html.count("<li>")) == (True, 0)


@pytest.mark.parametrize(
    ("source", "items"),
    [("- a\n" * 1500, 1500), ("- a\n" * 1501, 0), ("[a](b) " * 200, 200), ("[a](b) " * 201, 0)],
)
def test_markdown_with_too_many_lines_or_brackets_is_shown_as_typed(source, items):
    html = render(source)

    assert html.count("<li>") + html.count("<a ") == items


@settings(max_examples=examples(60))
@given(st.text(alphabet="<>[]()*_`#-\n\"'&;:ajscript/ ", max_size=200))
def test_markdown_only_yields_known_tags(source):
    import re

    tags = set(re.findall(r"</?([a-zA-Z0-9]+)", render(source)))

    assert tags <= {
        "p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a",
        "h3", "h4", "h5", "table", "thead", "tbody", "tr", "th", "td", "del", "ins",
    }  # fmt: skip
