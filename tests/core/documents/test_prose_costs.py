"""What Markdown costs at most, sign by sign.

The numbers were found by timing what is rendered. One that comes out otherwise means that a text
is refused, or let through, that was not before: then time it again (`make soak PART=markdown`).
"""

import pytest

from guidance.core.documents.prose import Measure, measure_of


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
    assert measure_of(source) == Measure(effort, html)
