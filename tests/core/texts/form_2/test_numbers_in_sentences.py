"""Numbers at the beginning of a paragraph that may be a clause, or part of a sentence."""

import pytest

from guidance.core.texts.normal import split


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("1. Use / 1.1 you may / 1.2 you must", "1 1.1 1.2"),
        ("1. Use / 1.0 you may", "1"),
        ("1. Use / 1.2 you may", "1"),
        ("1. Use / 1.2. you may", "1 1.2"),
        ("1. Use / 1.2 You may", "1 1.2"),
        ("1. Use / 1.1 You may / 1.1 you said", "1 1.1"),
        ("1. Use / 1.1 You may / 1.4 you must", "1 1.1 1.4"),
        ("1. Use / 1.1 You may / 1.5 you must", "1 1.1"),
        ("1. Use / 1.1 You may / 1.1A you must", "1 1.1 1.1a"),
        ("1. Use / 1.1 You may / (a) x / 1.2 you must", "1 1.1 1.1.a 1.2"),
        ("1.1 A is / 2.1 you may", "1.1 2.1"),
        ("1.1 A is / 3.1 you may", "1.1"),
        ("1.1 A is / 2.2 you may", "1.1"),
        ("1.1.1 A is / 1.1.2 you may", "1.1.1 1.1.2"),
        ("1. Use / 1.1 and 2 apply", "1"),
        ("1. Use / 1.1 to 2.1 apply", "1"),
        ("1. Use. Yes. / 9. copies of it", "1"),
        ("1. Use. Yes. / 9. Copies of it", "1 9"),
        ("1. Use. Yes. / 9) copies of it", "1 1.9"),
        ("1. Use. Yes. / (k) copies of it", "1 1.k"),
        ("1. use; / 2. give: / 1. x; / 2. y; / 3. z", "1 2 2.1 2.2 2.3"),
        ("1. use; / 2. give: / 1. x; / 2. y; / 4. z", "1 2 2.1 2.2 2.4"),
        (
            "1. Use. Yes. / USE POLICY / 0. None. / 1. One.",
            "1 use-policy use-policy.0 use-policy.1",
        ),
        ("1. Use. Yes. / USE POLICY / 2. Two.", "1 use-policy 2"),
        ("1. Use. Yes. / USE POLICY / 1.a. Two.", "1 use-policy use-policy.1.a"),
        ("1. Use. Yes. / USE POLICY / 2.1 Two.", "1 use-policy 2.1"),
        ("1. Use. Yes. / 2. Copy. Yes. / 2. copies of it", "1 2"),
        ("1. One. Yes. / 2. Two. Yes. / 2A) Three. Yes.", "1 2 2a"),
        ("1. One. Yes. / 2. Two. Yes. / 3A) Three. Yes.", "1 2 2.3a"),
        ("1. One. Yes. / 2. Two. Yes. / 3) Three. Yes.", "1 2 3"),
        ("Section 1. One / 2. Two. Yes.", "1 2"),
        ("1.1 A is / 1.1.0 you may", "1.1"),
        ("b: use it. / c: copy it.", "preamble"),
        ("a: use it. / b: copy it.", "a b"),
        ("1.1 A is / 2.2 iPods are", "1.1"),
        ("1. A. Yes. / 2. B. Yes. / 2. C. Yes.", "1 2 2-2"),
        ("4. use it", "title"),
        ("3. use it", "3"),
        ("4. Use it", "4"),
    ],
)
def test_number_is_a_clause_where_it_goes_on_with_a_list(written, keys):
    text = written.replace(" / ", "\n\n")

    assert " ".join(section.key for section in split(text, form=2)) == keys
