"""Markdown is rendered safely, whatever was written."""

from html import escape as html_escape
from pathlib import Path

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from guidance.core.documents.editions import Context
from guidance.core.documents.prose import MAX_PROSE, problems_of_prose
from guidance.services.editions.markdown import render
from guidance.services.editions.snapshots import html_of
from guidance.services.intake.pack_files import read_folder
from tests.documents import faq_data
from tests.editions import published, published_license
from tests.examples import examples

PACKS = Path(__file__).parents[3] / "guidance" / "packs"


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
    assert render("a b " * (MAX_PROSE // 4)) == f"<p>{'a b ' * (MAX_PROSE // 4)}</p>"
    assert render(f"**a** {'b' * MAX_PROSE}") == f"<p>**a** {'b' * MAX_PROSE}</p>"


@pytest.mark.parametrize("source", ["[" * 501, "> " * 21 + "a", "- " * 21 + "a", "*" * 101])
def test_markdown_beyond_a_bound_is_shown_as_typed(source):
    html = render(source)

    assert html == f"<p>{nh3.clean(html_escape(source, quote=False))}</p>"


def test_publishing_renders_each_text_once(db, monkeypatch):
    rendered = []
    convert = Markdown.convert
    monkeypatch.setattr(
        Markdown, "convert", lambda md, text: rendered.append(text) or convert(md, text)
    )
    published_license()
    rendered.clear()

    published(faq_data(short_answer="Only **once**.", answer="Never *twice*."))

    assert sorted(rendered) == ["Never *twice*.", "Only **once**."]


def test_what_ships_is_within_the_bounds_and_shown_as_it_is_meant():
    sources = {
        source
        for _, document in read_folder(PACKS)
        if document.kind != "topics"
        for source in html_of(document, Context())
    }

    assert len(sources) > 400
    beyond = {source: found for source in sources if (found := problems_of_prose(source))}
    assert beyond == {}


@settings(max_examples=examples(60))
@given(st.text(alphabet="<>[]()*_`#-\n\"'&;:ajscript/ ", max_size=200))
def test_markdown_only_yields_known_tags(source):
    import re

    tags = set(re.findall(r"</?([a-zA-Z0-9]+)", render(source)))

    assert tags <= {
        "p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a",
        "h3", "h4", "h5", "table", "thead", "tbody", "tr", "th", "td", "del", "ins",
    }  # fmt: skip
