"""Levels that only indentation tells: kept in the words, and nowhere else."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidance.core.texts.normal import normalize, split
from tests.examples import examples

NESTED = (
    "1. You shall do it.\n  1. It shall.\n  2. It too.\n2. You shall not.\n  1. Never.\n3. End."
)


def keys(raw):
    return " ".join(section.key for section in split(normalize(raw, form=2), form=2))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (NESTED, "1 1.1 1.2 2 2.1 3"),
        (NESTED.replace("\n", "\n\n"), "1 1.1 1.2 2 2.1 3"),
        ("1. A\n   1. B\n      1. C\n      2. D\n   2. E\n2. F", "1 1.1 1.1.1 1.1.2 1.2 2"),
        ("1) A is.\n\n   1) B is.\n\n   2) C is.\n\n2) D is.", "1 1.1 1.2 2"),
        ("1. A is.\n\n x\n\n   1. B is.\n\n2. D is.", "1 1.1 2"),
    ],
)  # fmt: skip
def test_split_follows_indentation_where_nothing_else_tells_the_level(raw, expected):
    assert keys(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1. A is.\n   1. B is.\n   2. C is.", ["1. A is.", "    1. B is.", "    2. C is."]),
        ("1. A\n 1. B", ["1. A", "1. B"]),
        ("1. A\n  1. B", ["1. A", "    1. B"]),
        ("1. A\n  0. B", ["1. A", "    0. B"]),
        ("1. A\n  2. B", ["1. A", "2. B"]),
        ("1. A\n   1. B\n   1. C", ["1. A", "    1. B", "    1. C"]),
        ("1. A\n  a. B\n    1. C", ["1. A", "a. B", "1. C"]),
        ("1. A\n  (1) B", ["1. A", "(1) B"]),
        ("1. A\n\n  It is.", ["1. A", "It is."]),
        ("  1. A\n  2. B", ["1. A", "2. B"]),
    ],
)  # fmt: skip
def test_normalize_keeps_blanks_only_below_a_number_of_the_same_style(raw, expected):
    assert normalize(raw, form=2).split("\n\n") == expected


LINES = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.sampled_from(["0. A", "1. A", "2. B", "3. C", "1) A", "2) B", "a. A", "1.1 A", "word"]),
        st.sampled_from(["\n", "\n\n"]),
    ),
    max_size=20,
).map(lambda lines: "".join(f"{' ' * blanks}{words}{end}" for blanks, words, end in lines))


@given(LINES)
@example("1. A\n\n   1. B\n\n  2. C\n\n   1. D\n\n 3. E")
@settings(max_examples=examples(300))
def test_normalize_twice_keeps_the_same_blanks(raw):
    once = normalize(raw, form=2)
    sections = split(once, form=2)

    assert normalize(once, form=2) == once
    assert "".join(once[section.start : section.end] for section in sections) == once


def test_levels_are_no_more_than_a_section_can_have():
    raw = "\n".join(f"{'  ' * level}1. A" for level in range(11))

    found = normalize(raw, form=2).split("\n\n")

    assert [len(line) - len(line.lstrip()) for line in found] == [*range(0, 36, 4), 32, 32]
