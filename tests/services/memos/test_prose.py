"""Markdown of the team in a memo: its words in real paragraphs, and none of its signs."""

from datetime import UTC, datetime

import pytest

from guidance.services.editions.markdown import render
from guidance.services.memos.papers import Paper
from guidance.services.memos.prose import write_prose
from tests.services.memos.papers import lines_of, opened, rows_of

AT = datetime(2026, 11, 29, tzinfo=UTC)


def written(source):
    paper = Paper("T", about="A", at=AT)
    write_prose(paper, source, {source: render(source)}, root="https://here.example")
    return opened(paper.as_bytes())


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("One **two** *three* `four`.\n\nFive.",
         [("Normal", "One two three four."), ("Normal", "Five.")]),
        ("# Head\n\n- a\n- b\n    - c", [("Heading 3", "Head"), ("List Bullet", "a"),
         ("List Bullet", "b"), ("List Bullet 2", "c")]),
        ("3. c\n4. d", [("List Continue", "3. c"), ("List Continue", "4. d")]),
        ("> said\n\nby us", [("Quote", "said"), ("Normal", "by us")]),
        ("    x = 1\n    y = 2", [("No Spacing", "x = 1\ny = 2")]),
        ("See [the page](https://a.example/b), <https://c.example>, [ours](/faq/).",
         [("Normal", "See the page (https://a.example/b), https://c.example, "
           "ours (https://here.example/faq/).")]),
        ("a <b>raw</b> & \\*plain\\*", [("Normal", "a <b>raw</b> & *plain*")]),
    ],
)  # fmt: skip
def test_markdown_is_paragraphs_of_word(source, lines):
    assert lines_of(written(source))[1:] == lines


def test_emphasis_is_that_of_word():
    paragraph = written("a **b** *c* `d`").paragraphs[1]

    told = [(run.text, run.bold, run.italic, run.font.name) for run in paragraph.runs]
    assert told == [
        ("a ", None, None, None), ("b", True, None, None), (" ", None, None, None),
        ("c", None, True, None), (" ", None, None, None), ("d", None, None, "Courier New"),
    ]  # fmt: skip


def test_table_has_a_header_row_that_is_repeated():
    [table] = written("| A | B |\n|---|---|\n| 1 | **2** |").tables

    assert rows_of(table) == [["A", "B"], ["1", "2"]]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader/@w:val") == ["true"]


def test_nothing_outside_is_linked():
    paper = written("[out](https://a.example/b) ![x](https://a.example/c.png)")

    kinds = {one.reltype.rpartition("/")[2] for one in paper.part.rels.values() if one.is_external}
    assert kinds == set()


def test_words_without_html_are_plain_paragraphs():
    paper = Paper("T", about="A", at=AT)

    write_prose(paper, "One\nline.\n\nTwo.", {})

    assert lines_of(opened(paper.as_bytes()))[1:] == [("Normal", "One line."), ("Normal", "Two.")]


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\ud800", "\x01"])
def test_sign_that_no_file_for_word_can_hold_is_left_out(sign):
    paper = Paper(f"T{sign}", about=f"A{sign}", at=AT)
    paper.paragraph(f"a{sign}b")

    assert lines_of(opened(paper.as_bytes())) == [("Title", "T"), ("Normal", "ab")]
