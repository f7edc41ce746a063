"""Expressions as people write them."""

import pytest

from guidance.core.stacks.expressions import ways
from guidance.services.stacks.expressions import MAX_EXPRESSION, Unreadable, read_expression


def _ways(written):
    return [" + ".join(map(str, way)) for way in ways(read_expression(written))]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("MIT", ["MIT"]),
        ("  Apache License   2.0 ", ["Apache License 2.0"]),
        ("MIT OR Apache-2.0", ["MIT", "Apache-2.0"]),
        ("MIT or Apache-2.0", ["MIT", "Apache-2.0"]),
        ("MIT AND (ISC OR Zlib)", ["MIT + ISC", "MIT + Zlib"]),
        ("GPL-2.0-only WITH Classpath-exception-2.0",
         ["GPL-2.0-only WITH Classpath-exception-2.0"]),
        ("GPL-2.0-or-later", ["GPL-2.0-or-later", "GPL-3.0-only"]),
        ("GPL-2.0+", ["GPL-2.0+", "GPL-3.0-only"]),
        ("GPL-3.0-or-later", ["GPL-3.0-or-later"]),
        ("MIT/X11", ["MIT/X11"]),
        ("", [""]),
    ],
)  # fmt: skip
def test_expression_says_what_may_be_chosen(written, found):
    assert _ways(written) == found


@pytest.mark.parametrize(
    "written",
    [
        "(MIT",
        "MIT AND",
        "OR MIT",
        "MIT OR OR ISC",
        "(" * 60,
        " AND ".join(f"({a} OR {a}2)" for a in "ABCDEF"),
        "A" * (MAX_EXPRESSION + 1),
    ],
)
def test_expression_that_says_nothing_for_certain_is_refused(written):
    with pytest.raises(Unreadable):
        read_expression(written)
