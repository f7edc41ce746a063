"""What Markdown may hold: a bound is told with its line, and what is within renders quickly."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.core.documents.prose import (
    MAX_ADDRESSES,
    MAX_BRACKETS,
    MAX_CELLS,
    MAX_EFFORT,
    MAX_HTML,
    MAX_LINES,
    MAX_NESTING,
    MAX_PROSE,
    MAX_ROW,
    Excess,
    Measure,
    measure_of,
    problems_of_prose,
)
from guidance.services.editions.markdown import render
from tests.examples import examples

LINK = "[a](b) "
LONG = "b" * 19_000
WIDE = "a|" * 39 + "\n" + "-|" * 39
FAR = "[a]: " + "x" * 1_000 + "\n\n"


@pytest.mark.parametrize(
    ("within", "beyond", "line", "message"),
    [
        ("a" * MAX_PROSE, "a" * (MAX_PROSE + 1), 0, "It is longer than 20,000 characters"),
        ("a\n" * (MAX_LINES - 1), "a\n" * MAX_LINES, MAX_LINES + 1, "It has more than 1,500 lines"),
        ("> " * 20 + "a", "a\n\n" + "> " * 21 + "a", 3, "Lists and quotations stand in each other"),
        (">" * 20 + "a", ">" * 21 + "a", 1, "Lists and quotations stand in each other"),
        ("- " * 20 + "a", "- " * 21 + "a", 1, "Lists and quotations stand in each other"),
        ("    " * 19 + "- a", "    " * 20 + "- a", 1, "Lists and quotations stand in each other"),
        ("*" * MAX_ROW, "*" * (MAX_ROW + 1), 1, "More than 100 signs * stand side by side"),
        ("[a] " * MAX_BRACKETS, "a\n\n" + "[a] " * (MAX_BRACKETS + 1), 3, "It has more than 500"),
        ("[a]\n" * MAX_BRACKETS, "[a]\n" * (MAX_BRACKETS + 2), MAX_BRACKETS + 1, "It has more"),
        ("<a@b> " * MAX_ADDRESSES, "<a@b> " * (MAX_ADDRESSES + 1), 0, "It has more than 200"),
        (WIDE + "\nb" * 48, "a\n\n" + WIDE + "\nb" * 49, 3, "Its tables have more than 2,000"),
        ("`a " * 15 + LONG, "a\n\n" + "`a " * 201 + LONG, 3, "A paragraph has too many"),
        ("[a " * 3 + LINK * 8 + LONG, "[a " * 50 + LINK * 8 + LONG, 1, "A paragraph has"),
        (FAR + "[b][a]\n\n" * 60, FAR + "[b][a]\n\n" * 99, 0, "More than 200 KB of page"),
    ],
)  # fmt: skip
def test_bound_is_told_beyond_it_and_not_within(within, beyond, line, message):
    (problem,) = problems_of_prose(beyond)

    assert problems_of_prose(within) == ()
    assert (problem.line, problem.message[: len(message)]) == (line, message)


def test_problem_says_where_and_what_to_do():
    assert str(Excess(3, "It is too deep", "Make it flatter.")) == (
        "It is too deep (line 3). Make it flatter."
    )
    assert str(Excess(0, "It is long", "Shorten it.")) == "It is long. Shorten it."


PLENTY = [
    "- [A title of some length](https://example.org/abc/def/ghi), **bold**, `code`\n" * 200,
    "A word, **strong**, *light*, `code` and [a link](https://example.org 'x').\n\n" * 250,
    "| a | b | c |\n|---|---|---|\n" + "| `x` | **y** | z and more |\n" * 600,
    "## Heading\n\nSome words.\n\n1. one\n2. two\n    - three\n\n> quoted\n\n" * 140,
    "    code, indented, with x[0] and (a | b)\n" * 300,
    "Ein Absatz mit \u00fc und \u201eZeichen\u201c, wie man ihn schreibt. " * 330,
]


@pytest.mark.parametrize("source", PLENTY)
def test_long_text_as_a_lawyer_writes_it_is_within_all_bounds(source):
    assert problems_of_prose(source) == ()


HOSTILE = [
    "| a " * 40 + "\n" + "|-" * 40 + "\n" + "x\n" * 46, "> a|b\n> -|-\n" * 400,
    "- a|b\n  -|-\n" * 200,
    "a|" * 2_500 + "\n" + "-|" * 2_500 + "\n" + "b|\n" * 1_490, "``a`" * 5_000, "``\\`" * 4_000,
    "```a`" * 4_000, "* + - " * 3_333, "- * + 1. " * 2_222, "***a*b**c_d__e" * 1_428, "[" * 20_000,
    "__a _b " * 2_857, "[a]: x\n" * 1_400, "> > > a\n# b\n" * 700, "<a@b>" * 4_000, "&" * 20_000,
    "&a" * 10_000, "![](a" * 100 + "x" * 18_000, "\\*" * 10_000, "**a**\U0001f600" * 3_333,
    "`a` " * 5_000,
    "*" * 20_000 + "x", "#" * 19_999 + "x", "# a\n" * 1_400, "---\n" * 1_400, "a\n-\n" * 700,
    "- a\n" * 1_499, "- a\n    - b\n        - c\n" * 400, "\t" * 19_999 + "a", "a  \n" * 1_499,
    "`" * 100 + "a" + "`" * 99 + "b" + "`" * 98, "<" + "a@" * 5_000 + " " + "<a@b>" * 199,
    "[a](" + " " * 15_000 + "x", "|" * 19_000 + "x", "| `a` " * 3_000 + "\n|-", "<a://" * 4_000,
]  # fmt: skip


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_shape_is_refused_or_comes_out_small(source):
    assert_small(source)


def assert_small(source):
    html = render(source)

    assert len(html.encode()) <= MAX_HTML
    if not problems_of_prose(source):
        assert len(html.encode()) <= measure_of(source).html <= MAX_HTML
        assert measure_of(source).effort <= MAX_EFFORT


_SIGNS = st.sampled_from(
    ["`", "``", "*", "**", "_", "[", "]", "](", "![", "(", ")", "<", ">", "<a@b>", "<http://a>",
     "&", "&amp;",
     "\\", "# ", "\n", "\n\n", "\n    ", "\n- ", "\n1. ", "\n> ", "|", "a|b\n-|-\n", "\n---\n",
     "[a]: x\n",
     "[a]: " + "y" * 99 + "\n", "a", " ", "\u00e9", "\xa0", '"', "\t", "  \n", "[a](b)", "[b][a]"]
)  # fmt: skip
_SHAPES = st.lists(
    st.tuples(st.lists(_SIGNS, min_size=1, max_size=4), st.integers(1, 300)), max_size=4
)


@settings(max_examples=examples(60))
@given(_SHAPES)
def test_what_is_within_the_bounds_comes_out_no_larger_than_was_said(shapes):
    assert_small("".join("".join(signs) * times for signs, times in shapes)[:5_000])


def test_every_bound_is_named_in_the_docs():
    from tests.tables import EDITING

    page = EDITING.read_text(encoding="utf-8")

    for bound in (MAX_PROSE, MAX_LINES, MAX_NESTING, MAX_CELLS, MAX_BRACKETS, MAX_ADDRESSES):
        assert re.search(rf"\b{bound:,}\b", page), bound


@pytest.mark.parametrize(
    ("source", "effort", "html"),
    [
        ("", 250, 60),
        ("word", 250, 64),
        ("one\n\ntwo", 500, 188),
        ("**a** _b_", 570, 99),
        ("``a`` `b` `c", 855, 121),
        ("a | `b` | `c`", 716, 101),
        ("[a](b) [c](d)", 523, 173),
        ("[a](b) [c", 516, 169),
        ("[a] [b](c)", 524, 170),
        ("[a][b]\n\n[b]: https://example.org", 931, 419),
        ("[a]: b\n\n[c] [d", 921, 347),
        ("[`a`](b) | x", 762, 136),
        ("[a `b` c](d)", 652, 136),
        ("<a@b.org>", 330, 158),
        ("<https://a.org> <b>", 410, 184),
        ('&amp; "x"\t', 330, 90),
        ("Größe", 250, 67),
        ("a *b* " * 200, 34970, 3260),
        ("ü *b* " * 200, 37690, 3460),
        ("😀 *b* " * 200, 43130, 3860),
        ("# a\n" * 40, 10783, 2620),
        ("a\n---\nb\n" * 20, 15516, 3820),
        ("- a\n    - b", 500, 212),
        ("> > a", 250, 129),
        ("    1. a", 250, 122),
        ("-   - a", 250, 121),
        ("-    - a", 250, 122),
        ("a|b\n-|-\n1|2", 1650, 251),
        ("|a|b|\n|-|-|\n|1|2|", 1650, 257),
        ("> a|b\n> -|-", 1100, 235),
        ("|a|b|\n-|-", 1100, 169),
        ("a  \nb", 580, 125),
        ("`a [b" * 30, 26493, 1920),
    ],
)
def test_each_sign_costs_so_much_effort_and_so_many_bytes(source, effort, html):
    """The numbers were found by timing what is rendered.

    One that comes out otherwise means that a text is refused, or let through, that was not
    before: then time it again (`make soak PART=markdown`).
    """
    assert measure_of(source) == Measure(effort, html)
