"""What the site shows, written as Markdown, is for every reader what the site shows: no more."""

import html
import re

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from guidance.core.documents.prose import MAX_HTML
from guidance.services.editions.markdown import render
from guidance.services.taking.markdown_writing import escape, fenced, from_html
from tests.examples import examples

READERS = (
    MarkdownIt("commonmark"),
    MarkdownIt("commonmark").enable("table"),
    MarkdownIt("default", {"html": True}),
)
IMG = "<img src=x onerror=alert(1)>"
SHAPES = [
    f"\\{IMG}", f"\\\\{IMG}", f"\\`{IMG}\\`", f"`a\n\n{IMG}\n\nb`", f"- `a\n- {IMG}`",
    f"# `\n{IMG}", f"`\n===\n{IMG}`", f"`a\n# {IMG}`", f"> `a\n\n{IMG}`", f"1. `\n2. {IMG}`",
    f"a | b\n-|-\n`x | {IMG}`", f"| `a|{IMG}` |\n|-|", f"    `a\n{IMG}`", f"``a`{IMG}``",
    f"[a]: `x\n{IMG}`", f"`a`{IMG}`b`", f"[`a](b `{IMG}`)", f"*`a*{IMG}`*", f"`{IMG}", f"{IMG}`",
    f"[x](`{IMG}`)", f"![x](y){IMG}", f"**`**{IMG}`", f"`a  \n{IMG}`", f"\\\n{IMG}",
    "\u200b_</b>_", "_<b>_\u200b", "a\u2028_*x)_", "<ba@b.c-->", "<a@b-.c>",
    "<script>\nx\n</script>", "<!-- x -->", "<?php x ?>", "<!DOCTYPE x>", "<![CDATA[x]]>",
    "<pre>\n\nx</pre>", "</div>", "<custom-tag a=b>", "<div\n\nx>", "<style>\nx", "<textarea>",
    "<javascript:alert(1)>", "<data:text/html,x>", "[x](javascript:alert(1))", "&lt;b&gt;",
    "[x]: javascript:alert(1)\n\n[x]", "&#60;b&#62;", "`&lt;b&gt;`", "&amp;lt;b>", "!\\[x](y)",
    "![x](https://example.org/x.png)", "a ![" , "```\n<b>\n```", "~~~\n<b>\n~~~", "<b", "a<b>c",
    "[a](<b c>)", "[a](b`c)", '[a](b "t<i>")', "- a\n\n      <b>", "-\n<b>", "1.\n<b>", "***<b>***",
    "[[a](b)](c)", "[a<b>](c)", "[a\nb](c)", "`` ` ``", "` `` `", "a\\", "a\\\nb",
    "* * *\n<b>", "1) <b>", "[]([a]: x\n)", "[t]([a]: x)", "[t](./a:b)",
]  # fmt: skip


def tokens_of(text, reader=READERS[0]):
    """Return every token that a reader of Markdown makes of a text, those inside of others too."""
    found = list(reader.parse(text))
    for token in found:
        found += token.children or []
    return found


def letters(markup):
    """Return the words that markup shows, without blanks."""
    return "".join(html.unescape(nh3.clean(markup, tags=set())).split())


def assert_inert(source):
    shown = render(source)

    written = from_html(shown, source)

    for reader in READERS:
        kinds = {token.type for token in tokens_of(written, reader)}
        assert kinds.isdisjoint({"html_inline", "html_block", "image"}), (source, written)
    assert letters(READERS[1].render(written)) == letters(shown), (source, written)
    targets = re.findall('href="([^":]*:)?', READERS[0].render(written))
    assert set(targets) <= {"https:", "http:", "mailto:", ""}


@pytest.mark.parametrize("source", SHAPES)
def test_hostile_shape_is_words_for_every_reader(source):
    assert_inert(source)


_PARTS = st.sampled_from(
    [*"<>[]()*_`#-+=~!|\\\n&;:\"'/ ab1.", "<b>", IMG, "<!--", "-->", "&lt;", "`<b>`", "``", "](",
     "\n\n", "\n    ", "\n- ", "\n1. ", "\n> ", "\n\n| a | b |\n|---|---|\n", "  \n",
     "\n===\n", "<?x?>", "[a]: x\n", "<https://a.example/b>", "<a@example.org>", "<![CDATA["]
)  # fmt: skip


@settings(max_examples=examples(150))
@given(st.lists(_PARTS, max_size=30).map("".join))
def test_whatever_is_written_is_words_for_every_reader(source):
    assert_inert(source)


@pytest.mark.parametrize(
    "source",
    [
        "**Ship** the [agreement](<https://example.org/a>).\n\n- one\n- two\n\n  more\n\n> quoted",
        "1. a\n2. `code`\n\n### Heading\n\n<https://example.org/>\n\n***\n\n*so*",
        "Write to <a@example.org>, as in 3 + 4 > 5 (or a #1).",
    ],
)
def test_plain_markdown_stays_as_a_person_would_write_it(source):
    once = from_html(render(source), source)

    assert from_html(render(once), once) == once
    assert "\\" not in once


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a_b", r"a\_b"), ("1 < 2", "1 &lt; 2"), ("plain.", "plain."), ("`x`", "&#96;x&#96;"),
        ("a\n\n<b>", "a &lt;b>"), ("AT&T", "AT&T"), ("&lt;", "&amp;lt;"), ("C#", r"C\#"),
        ("what!", r"what\!"), ("a|b", "a&#124;b"),
    ],
)  # fmt: skip
def test_escape_leaves_nothing_for_markdown(text, escaped):
    assert escape(text) == escaped


@given(st.text(alphabet="<b>`~ \n-#", max_size=40))
@settings(max_examples=examples(50))
def test_fenced_words_stay_as_they_are(words):
    (token,) = tokens_of(fenced(words))

    assert (token.type, token.content) == ("fence", f"{words}\n")


@pytest.mark.parametrize("html", [None, "<p>x</p>" * (MAX_HTML // 8 + 1), "<ul><li>" * 100])
def test_prose_without_html_that_can_be_read_is_plain_words(html):
    assert from_html(html, "# <b>\n\n- x") == "\\# &lt;b>\n\n\\- x"
